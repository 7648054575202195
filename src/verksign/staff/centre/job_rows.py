"""The worklist's rows about extra jobs: what is dangerous, answered, late, or not sent yet; one query for all."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import Case, Q, Value, When

from verksign.domain.access import Actor
from verksign.domain.answers import JobAnswer
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.queues import Queue
from verksign.domain.severity import Severity
from verksign.records.models import Job
from verksign.staff.centre.work_rows import LENGTH, WorkKind, WorkRow
from verksign.staff.upsell.selections import open_jobs_of

SOON = timedelta(hours=1)
"""So long before *svara före* an unanswered job presses."""
JOBS_IN_A_ROW = 5
"""So many extra jobs may the row of one order stand for."""


def job_rows(actor: Actor, now: datetime, *, mine: bool = False) -> list[WorkRow]:
    """Return a row for each order and each thing to do about it, which has waited since the first of its jobs."""
    rules = _rules(now)
    whens = (When(rule, then=Value(place)) for place, rule in enumerate(rules.values()))
    wanted = Q()
    for rule in rules.values():
        wanted |= rule
    pressing = open_jobs_of(actor, mine=mine).filter(wanted)
    first = pressing.order_by(Case(*whens), "queue_at", "id").values("id")
    jobs = (
        Job.objects.filter(id__in=first[: LENGTH * JOBS_IN_A_ROW])
        .select_related("document__customer", "document__vehicle", "mechanic", "sending")
        .defer("sending__content", "sending__answer")
        .order_by("queue_at", "id")
    )
    groups: dict[tuple[WorkKind, object], list[Job]] = {}
    for job in jobs:
        groups.setdefault((_kind(job), job.document_id), []).append(job)
    return [_row(kind, group) for (kind, _order), group in groups.items()]


def _rules(now: datetime) -> dict[WorkKind, Q]:
    waiting = Q(queue=Queue.WITH_CUSTOMER)
    return {
        WorkKind.FAILED: waiting & Q(digital_status=DigitalStatus.FAILED),
        WorkKind.DEADLINE: waiting & Q(sending__decide_by__lte=now + SOON),
        WorkKind.PRICE_NOW: Q(queue=Queue.FOUND, severity=Severity.URGENT),
        WorkKind.ACKNOWLEDGE: Q(queue=Queue.ANSWERED),
        # One that was left at a question has its question's row.
        WorkKind.TO_SEND: Q(queue=Queue.PRICED) & ~Q(answer=JobAnswer.ASKED),
    }


def _kind(job: Job) -> WorkKind:
    if job.digital_status == DigitalStatus.FAILED and job.queue == Queue.WITH_CUSTOMER:
        return WorkKind.FAILED
    return KIND_OF_QUEUE[Queue(job.queue)]


KIND_OF_QUEUE = {
    Queue.FOUND: WorkKind.PRICE_NOW,
    Queue.PRICED: WorkKind.TO_SEND,
    Queue.WITH_CUSTOMER: WorkKind.DEADLINE,
    Queue.ANSWERED: WorkKind.ACKNOWLEDGE,
}


def _row(kind: WorkKind, jobs: list[Job]) -> WorkRow:
    return WorkRow(
        kind=kind, document=jobs[0].document, at=min(map(_since(kind), jobs)), jobs=tuple(jobs)
    )


def _since(kind: WorkKind) -> Callable[[Job], datetime]:
    def since(job: Job) -> datetime:
        until = job.sending.decide_by if job.sending else None
        at = until if kind is WorkKind.DEADLINE and until else job.queue_at
        assert at, job.id  # noqa: S101 (a job in a queue came into it at some time)
        return at

    return since
