"""What the workshop does with a demo order and its extra jobs: one verb, one function."""

from datetime import datetime, timedelta

from verksign.domain.answers import JobAnswer
from verksign.records.models import Job, ServiceDocument
from verksign.usecases.demo.cases import SOON, Case, hand_over
from verksign.usecases.demo.orders import find
from verksign.usecases.demo.plans import OrderPlan
from verksign.usecases.demo.steps import StepFunction
from verksign.usecases.orders.close import close_order
from verksign.usecases.orders.work import change_work
from verksign.usecases.signing.seal import seal_verbal
from verksign.usecases.signing.send_confirmation import send_confirmation
from verksign.usecases.signing.send_upsell import send_upsell
from verksign.usecases.signing.spoken import Spoken
from verksign.usecases.signing.start import start
from verksign.usecases.signing.verbal_upsell import record_verbal_upsell
from verksign.usecases.upsell.acknowledge import acknowledge
from verksign.usecases.upsell.drop import drop_job

READY_BEFORE = "i dag kl. 16:00"
READY_AFTER = "i morgon kl. 12:00"


def extra_job(case: Case, number: str) -> Job:
    """The order's first, second … extra job."""
    jobs = Job.objects.found().filter(document_id=case.quote_id)
    return jobs.order_by("reported_at", "id")[int(number) - 1]


def find_job(case: Case, rest: str, at: datetime) -> None:
    """`2`: the second of the plan's findings."""
    plan = case.plan
    if not isinstance(plan, OrderPlan):
        raise TypeError(plan)
    found = plan.found[int(rest) - 1]
    by = case.mechanic or case.by
    key = f"{case.key(at)}-{rest}"
    find(case.quote_id, found, case.stock, key=key, by=by, adviser=case.by, at=at)


def work(case: Case, rest: str, at: datetime) -> None:
    """`2 ongoing`: how the order's second job goes, by its mechanic."""
    number, status = rest.split()
    change_work(
        order_id=case.quote_id,
        job_id=case.job_id(number),
        changes={"work": status},
        by=case.mechanic or case.by,
        now=at,
    )


def offer(case: Case, rest: str, at: datetime) -> None:
    """`1,2 25`: the extra jobs go by SMS, to be decided within so many minutes; without a number there is no hurry."""
    numbers, _, minutes = rest.partition(" ")
    order = case.quote()
    document = send_upsell(
        order_id=order.id,
        job_ids=[extra_job(case, number).id for number in numbers.split(",")],
        method="sms",
        to=order.phone,
        key=case.key(at),
        by=case.by,
        now=at,
        decide_by=at + timedelta(minutes=int(minutes)) if minutes else None,
        ready_before=READY_BEFORE if minutes else "",
        ready_after=READY_AFTER if minutes else "",
    )
    start(document.id, now=at + SOON)
    hand_over(case, at + 2 * SOON)


def confirm(case: Case, rest: str, at: datetime) -> None:
    """`sms` or `email`: the order confirmation goes to the customer."""
    order = case.quote()
    document = send_confirmation(
        order_id=order.id,
        method=rest,
        to=order.phone if rest == "sms" else order.email,
        key=case.key(at),
        by=case.by,
        now=at,
    )
    start(document.id, now=at + SOON)
    hand_over(case, at + 2 * SOON)


def told(case: Case, rest: str, at: datetime) -> None:
    """`1=accepted 2=declined | note`: what the customer said about extra jobs when they rang."""
    said, _, note = rest.partition(" | ")
    answers = dict(word.split("=") for word in said.split())
    recorded = record_verbal_upsell(
        order_id=case.quote_id,
        spoken=Spoken(
            answers={
                str(extra_job(case, number).id): JobAnswer(answer)
                for number, answer in answers.items()
            },
            who=case.quote().contact_name or "Kunden",
            channel="phone",
            called_by="customer",
            answered_at=at,
            note=note,
        ),
        key=case.key(at),
        by=case.by,
        now=at,
    )
    seal_verbal(recorded.id, now=at + SOON)
    hand_over(case, at + 2 * SOON)


def acknowledge_jobs(case: Case, rest: str, at: datetime) -> None:
    """`1,3`: the mechanic has seen the answers."""
    for number in rest.split(","):
        job = extra_job(case, number)
        acknowledge(job_id=job.id, by=case.mechanic or case.by, now=at)


def drop(case: Case, rest: str, at: datetime) -> None:
    """`2 the reason`."""
    number, _, reason = rest.partition(" ")
    drop_job(job_id=extra_job(case, number).id, reason=reason, by=case.by, now=at)


def close(case: Case, rest: str, at: datetime) -> None:
    close_order(order_id=case.quote_id, by=case.by, now=at)


def done(case: Case, rest: str, at: datetime) -> None:
    """The order that was made of the quote is closed."""
    order = ServiceDocument.objects.get(quote=case.quote_id)
    close_order(order_id=order.id, by=case.by, now=at)


ORDER_STEPS: dict[str, StepFunction] = {
    "find": find_job,
    "work": work,
    "offer": offer,
    "confirm": confirm,
    "told": told,
    "acknowledge": acknowledge_jobs,
    "drop": drop,
    "close": close,
    "done": done,
}
