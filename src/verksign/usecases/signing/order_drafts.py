"""An order's rows as the plain drafts that the domain freezes: an addition to it, and its confirmation."""

import json
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from verksign.domain.answers import AnswerWay, ChoiceRule, JobAnswer
from verksign.domain.customers import CustomerKind
from verksign.domain.dates import local_date, weekday_time
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.drafts import (
    Confirms,
    DecideBy,
    DocumentDraft,
    DocumentKind,
    JobDraft,
    Purpose,
)
from verksign.domain.queues import EDITABLE, Origin, Queue, QueueEvent, moved
from verksign.records.models import DigitalDocument, Job, ServiceDocument
from verksign.usecases.digital.open import next_version
from verksign.usecases.quotes.freezing import draft_of, job_draft
from verksign.usecases.registers.fields import InvalidFields

IN_WRITING = (AnswerWay.LINK, AnswerWay.ON_SITE)


def chosen_jobs(order: ServiceDocument, job_ids: Collection[UUID]) -> list[Job]:
    """
    Return the extra jobs that are to go, in the order's order.

    :raises InvalidFields: if there is none, or one is no extra job of the order
    :raises MoveNotAllowed: if one is not priced, or with the customer already
    """
    if not job_ids:
        raise InvalidFields({"jobs": "required"})
    found = order.jobs.found().filter(id__in=job_ids).order_by("position", "id")
    jobs = list(found.select_related("reported_by").prefetch_related("lines"))
    if len(jobs) < len(set(job_ids)):
        raise InvalidFields({"jobs": "not_found"})
    for job in jobs:
        moved(Queue(job.queue), QueueEvent.SEND)
    return jobs


def upsell_draft(
    order: ServiceDocument,
    jobs: Sequence[Job],
    *,
    document_id: str,
    valid_until: date,
    decide_by: DecideBy | None = None,
) -> DocumentDraft:
    """The jobs as an addition to the order; customer, vehicle, adviser and workshop must be loaded."""
    draft = draft_of(
        order, jobs, version=next_version(order, Purpose.UPSELL), document_id=document_id
    )
    sent = {job.id for job in jobs}
    agreed = [job for job in agreed_jobs(order) if job.id not in sent]
    return replace(
        draft,
        kind=DocumentKind.ORDER,
        purpose=Purpose.UPSELL,
        jobs=_offered(draft),
        valid_until=valid_until,
        fixed_price=None,
        reported="",
        drop_off="",
        ready="" if decide_by else ready_words(order),
        photos=(),
        attachments=(),
        before=[job_draft(job, order) for job in agreed],
        decide_by=decide_by,
        found_by=_found_by(jobs),
    )


def _offered(draft: DocumentDraft) -> list[JobDraft]:
    """
    Each is answered on its own, unless another alternative of its group goes along.

    It is optional, to a company also ticked beforehand.
    """
    groups = Counter(job.group for job in draft.jobs if job.choice is ChoiceRule.ALTERNATIVE)
    company = draft.customer.kind is CustomerKind.COMPANY

    def stays(job: JobDraft) -> bool:
        if job.choice is ChoiceRule.ALTERNATIVE:
            return groups[job.group] > 1
        return company and job.choice is ChoiceRule.PRESELECTED

    return [
        job if stays(job) else replace(job, choice=ChoiceRule.OPTIONAL, group="")
        for job in draft.jobs
    ]


def _found_by(jobs: Sequence[Job]) -> str:
    names = {job.reported_by.first_name for job in jobs if job.reported_by}
    return names.pop() if len(names) == 1 else ""


def agreed_jobs(order: ServiceDocument) -> list[Job]:
    agreed = order.jobs.agreed().order_by("position", "id")
    return list(agreed.prefetch_related("lines"))


def confirmation_draft(order: ServiceDocument, *, document_id: str, now: datetime) -> DocumentDraft:
    """What is agreed, all of it included."""
    jobs = agreed_jobs(order)
    version = next_version(order, Purpose.ORDER_CONFIRMATION)
    draft = draft_of(order, jobs, version=version, document_id=document_id)
    valid_for = timedelta(days=order.workshop.quote_valid_days)
    return replace(
        draft,
        kind=DocumentKind.ORDER,
        purpose=Purpose.ORDER_CONFIRMATION,
        jobs=[replace(job, choice=ChoiceRule.INCLUDED, group="") for job in draft.jobs],
        valid_until=local_date(now) + valid_for,
        drop_off=_told(order.drop_off_at, order.drop_off),
        ready=ready_words(order),
        photos=(),
        attachments=(),
        confirms=_signed(order, jobs),
    )


def ready_words(order: ServiceDocument) -> str:
    return _told(order.ready_at, order.ready)


def _told(at: datetime | None, words: str) -> str:
    return weekday_time(at) if at else words


def _signed(order: ServiceDocument, jobs: Sequence[Job]) -> Confirms | None:
    """The agreement that holds everything on the order as it was signed; None when anything was not."""
    quote = order.quote
    sending = quote.current if quote else None
    if quote is None or sending is None or sending.status != DigitalStatus.SIGNED:
        return None
    amounts = _signed_amounts(sending)
    if all(_is_signed(job, amounts) for job in jobs):
        return Confirms(quote.number, sending.answered_at or sending.status_at)
    return None


def _signed_amounts(sending: DigitalDocument) -> dict[str, int]:
    return {
        job["id"]: job["amount_ore"]
        for job in json.loads(sending.answer)["jobs"]
        if job["answer"] == JobAnswer.ACCEPTED
    }


def _is_signed(job: Job, amounts: dict[str, int]) -> bool:
    if job.origin == Origin.FOUND:
        return job.answer == JobAnswer.ACCEPTED and job.answer_way in IN_WRITING
    return amounts.get(str(job.source_id)) == job.amount_ore


def waiting_jobs(order: ServiceDocument) -> list[Job]:
    """Extra jobs that may still be answered by word of mouth: priced, or with the customer."""
    queues = (EDITABLE - {Queue.FOUND}) | {Queue.WITH_CUSTOMER}
    found = order.jobs.found().filter(queue__in=queues).order_by("position", "id")
    return list(found.select_related("reported_by").prefetch_related("lines"))
