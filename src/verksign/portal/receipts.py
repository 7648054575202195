"""What the link shows once there is an answer, or when there can be none."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from verksign.domain.answers import JobAnswer
from verksign.domain.content import Content
from verksign.domain.customers import CustomerKind
from verksign.domain.dates import local_date
from verksign.domain.withdrawal import last_day_to_withdraw
from verksign.portal.additions import Addition, addition_of, hurry_of
from verksign.portal.checking import AnswerRow, OrderRow, order_rows
from verksign.portal.pages import kept_together
from verksign.portal.prices import Sum, sum_of
from verksign.portal.times import day_month, long_date, to_the_second, weekday_time
from verksign.usecases.signing.visit import CustomerView

WORDS = {
    JobAnswer.LATER: _("Inte nu"),
    JobAnswer.DECLINED: _("Nej"),
    JobAnswer.NOT_CHOSEN: _("Valdes bort"),
    JobAnswer.ASKED: _("Fråga"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    first_name: str
    signer: str
    email: str
    at: str
    at_second: str
    order: tuple[OrderRow, ...]
    sum: Sum | None
    left: tuple[AnswerRow, ...]
    drop_off: str
    ready: str
    sealed: bool
    sealed_sha256: str
    sealed_bytes: int
    document_id: str
    withdraw_until: str
    """Empty when there is no such right, or no longer."""
    starts: str
    """The day work may begin, when the customer did not ask for an earlier start; otherwise empty."""
    declined_all: bool
    reason: str
    addition: Addition | None


def receipt_of(view: CustomerView, *, now: datetime) -> Receipt:
    document, content = view.document, view.content
    at = document.answered_at or document.status_at
    last_day = last_day_to_withdraw(local_date(at))
    # What only confirms is no new contract, with nothing new to withdraw from.
    consumer = content["customer"]["kind"] == CustomerKind.CONSUMER and "confirms" not in content
    hurry = hurry_of(content, at)
    accepted = [job_id for job_id, answer in view.answers.items() if answer == JobAnswer.ACCEPTED]
    waits = consumer and accepted and not _asked_to_start(document.answer)
    begins = last_day + timedelta(days=1)
    return Receipt(
        first_name=document.signer_name.split(" ", 1)[0],
        signer=document.signer_name,
        email=document.signer_email,
        at=weekday_time(at),
        at_second=to_the_second(at),
        order=tuple(order_rows(content, accepted)),
        sum=sum_of(content, view.total) if view.total else None,
        left=tuple(_left(content, view.answers)),
        drop_off=kept_together(content["drop_off"]),
        ready=hurry.ready if hurry else kept_together(content["ready"]),
        sealed=document.sealed_id is not None,
        sealed_sha256=document.sealed.sha256 if document.sealed else "",
        sealed_bytes=document.sealed.size if document.sealed else 0,
        document_id=document.document_id,
        withdraw_until=long_date(last_day) if consumer and local_date(now) <= last_day else "",
        starts=day_month(begins) if waits else "",
        declined_all=all(answer == JobAnswer.DECLINED for answer in view.answers.values()),
        reason=document.reason,
        addition=addition_of(content, accepted),
    )


def _asked_to_start(answer: str) -> bool:
    consents = json.loads(answer)["consents"] if answer else []
    return any(consent["key"] == "start" and consent["ticked"] for consent in consents)


def _left(content: Content, answers: dict[str, JobAnswer]) -> list[AnswerRow]:
    return [
        AnswerRow(job["title"], str(WORDS[answers[job["id"]]]), ordered=False)
        for job in content["jobs"]
        if answers.get(job["id"], JobAnswer.ACCEPTED) != JobAnswer.ACCEPTED
    ]
