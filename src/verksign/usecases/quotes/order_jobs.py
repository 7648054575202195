"""An order's jobs beside the quote's: which of them are free to edit, and where one goes when it has its price."""

from collections.abc import Iterable
from datetime import datetime

from verksign.domain.completeness import is_priced
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.drafts import Purpose
from verksign.domain.queues import EDITABLE, Origin, Queue, QueueEvent
from verksign.records.models import DigitalDocument, Job, ServiceDocument
from verksign.usecases.digital import extra_jobs
from verksign.usecases.quotes.freezing import job_draft
from verksign.usecases.quotes.pricing import price_edited


def order_lock(order: ServiceDocument) -> str:
    """Why what was ordered cannot be edited, or nothing; what is found during the work is free of it."""
    if order.quote_id is not None or order.answer in ServiceDocument.APPROVED:
        return "job_agreed"
    if order.digital_status in DigitalStatus.open():
        return "job_confirming"
    return "job_agreed" if order.current_id is not None and _was_signed(order) else ""


def _was_signed(order: ServiceDocument) -> bool:
    """What was signed once stays so, whatever became of a confirmation that was sent later."""
    return DigitalDocument.objects.filter(
        service_document=order, purpose=Purpose.ORDER_CONFIRMATION, status=DigitalStatus.SIGNED
    ).exists()


def job_lock(order: ServiceDocument, job: Job) -> str:
    """Why the order's job cannot be edited, or nothing."""
    if job.origin == Origin.ORDERED:
        return order_lock(order)
    if job.queue in EDITABLE:
        return ""
    return "job_with_customer" if job.queue == Queue.WITH_CUSTOMER else "job_answered"


def price_free_jobs(order: ServiceDocument, jobs: Iterable[Job], *, at: datetime) -> None:
    """
    Work out the sums of the jobs that may have been edited, and let the held order follow; the others keep theirs.

    :raises InvalidFields: if a job would cost less than nothing, or more than can be frozen
    """
    for job in jobs:
        if not job_lock(order, job):
            price_job(order, job, at=at)
    extra_jobs.follow_order(order.id)


def price_job(order: ServiceDocument, job: Job, *, at: datetime) -> None:
    """
    Work out the job's sum, and move it between *Upptäckta* and *Prissatta* by whether it may be sent.

    The order must be held, and the caller lets it follow (`extra_jobs.follow_order`).

    :raises InvalidFields: if the job would cost less than nothing, or more than can be frozen
    """
    priced = price_edited(order, [job]).jobs[0]
    job.amount_ore, job.gross_ore = priced.amount.ore, priced.gross.ore
    job.save(update_fields=["amount_ore", "gross_ore"])
    complete = is_priced(job_draft(job, order))
    if complete and job.queue == Queue.FOUND:
        extra_jobs.move(job, QueueEvent.PRICE, at=at)
    elif not complete and job.queue == Queue.PRICED:
        extra_jobs.move(job, QueueEvent.UNPRICE, at=at)
