"""An order's job beside the quote's: it is priced by itself, and what it lacks decides in which queue it stands."""

from datetime import datetime

from verksign.domain.completeness import is_priced
from verksign.domain.prices import NegativeTotal
from verksign.domain.queues import Queue, QueueEvent
from verksign.records.models import Job, ServiceDocument
from verksign.usecases.digital import extra_jobs
from verksign.usecases.quotes.freezing import job_draft
from verksign.usecases.quotes.pricing import price
from verksign.usecases.registers.fields import InvalidFields


def price_job(order: ServiceDocument, job: Job, *, at: datetime) -> None:
    """
    Work out the job's sum, and move it between *Upptäckta* and *Prissatta* by whether it may be sent.

    The order must be held, and the caller lets it follow (`extra_jobs.follow_order`).

    :raises InvalidFields: if the job would cost less than nothing
    """
    try:
        priced = price(order, [job]).jobs[0]
    except NegativeTotal:
        raise InvalidFields({"price": "negative_total"}) from None
    job.amount_ore, job.gross_ore = priced.amount.ore, priced.gross.ore
    job.save(update_fields=["amount_ore", "gross_ore"])
    complete = is_priced(job_draft(job, order))
    if complete and job.queue == Queue.FOUND:
        extra_jobs.move(job, QueueEvent.PRICE, at=at)
    elif not complete and job.queue == Queue.PRICED:
        extra_jobs.move(job, QueueEvent.UNPRICE, at=at)
