"""Extra jobs on their way to the customer: found, priced, sent, opened and answered through the use cases."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tests.kit.garage import PHONE, VISIT, Garage
from verksign.domain.answers import JobAnswer
from verksign.domain.content import Content
from verksign.records.models import DigitalDocument, Job, ServiceDocument
from verksign.usecases.quotes.jobs import change_job
from verksign.usecases.quotes.lines import add_line, change_line
from verksign.usecases.signing.answer import Signature, sign
from verksign.usecases.signing.see import see
from verksign.usecases.signing.send_confirmation import send_confirmation
from verksign.usecases.signing.send_upsell import send_upsell
from verksign.usecases.signing.spoken import Spoken


def priced(
    garage: Garage,
    order: ServiceDocument,
    title: str,
    *,
    price: str = "1000",
    group: str = "",
    **changes: str,
) -> Job:
    """An extra job with one line and a fixed price, ready to be sent; with a group it is one of its alternatives."""
    by, job = garage.actor, garage.found(order, f"{title}: sliten")
    line = add_line(quote_id=order.id, job_id=job.id, text=title, by=by, now=garage.tick())
    typed = {"kind": "article", "unit_price": price}
    change_line(quote_id=order.id, line_id=line.id, changes=typed, by=by, now=garage.tick())
    changes = {"title": title, "price_kind": "fast", **changes}
    change_job(quote_id=order.id, job_id=job.id, changes=changes, by=by, now=garage.tick())
    if group:
        Job.objects.filter(pk=job.pk).update(choice="alternative", group=group)
    return fresh(job)


def fresh(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def send(
    garage: Garage,
    order: ServiceDocument,
    jobs: Sequence[Job],
    *,
    key: str = "",
    to: str = PHONE,
    **more: Any,
) -> DigitalDocument:
    return send_upsell(
        order_id=order.id,
        job_ids=[job.id for job in jobs],
        method="sms",
        to=to,
        key=key or f"upsell-{next(garage.keys)}",
        by=garage.actor,
        now=garage.tick(),
        **more,
    )


def confirm(garage: Garage, order: ServiceDocument, *, key: str = "") -> DigitalDocument:
    return send_confirmation(
        order_id=order.id,
        method="sms",
        to=PHONE,
        key=key or f"confirmation-{next(garage.keys)}",
        by=garage.actor,
        now=garage.tick(),
    )


def opened(garage: Garage, document: DigitalDocument) -> DigitalDocument:
    """The sending has reached the customer, who has opened it."""
    garage.work()
    see(token=garage.token(garage.reload(document)), visit=VISIT, now=garage.tick())
    return garage.reload(document)


def answer(
    garage: Garage, document: DigitalDocument, said: dict[str, JobAnswer], **more: Any
) -> DigitalDocument:
    """Press the button with an answer per job id."""
    content: Content = garage.view(document).content
    total = sum(
        job["amount_ore"]
        for job in content["jobs"]
        if job["choice"] == "included" or said.get(job["id"]) is JobAnswer.ACCEPTED
    )
    signature = Signature(answers=said, total_ore=total, **{"name": "Karin Holmgren", **more})
    sign(
        token=garage.token(document),
        content_sha256=document.content_sha256,
        signature=signature,
        visit=VISIT,
        now=garage.tick(),
    )
    return garage.reload(document)


def spoken(answers: dict[str, JobAnswer], at: datetime, **more: str) -> Spoken:
    told = {"who": "Karin Holmgren", "channel": "phone", "called_by": "customer", **more}
    return Spoken(answers=answers, answered_at=at, **told)
