"""*Avfärda*: staff take an extra job away before it is answered, and say why; the customer never sees it again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.domain.queues import QueueEvent
from verksign.usecases import history
from verksign.usecases.digital import extra_jobs
from verksign.usecases.quotes import typed
from verksign.usecases.upsell.taking import take_job

FIELDS: dict[str, typed.Parser] = {"reason": typed.text("reason", most=300, required=True)}


@transaction.atomic
def drop_job(*, job_id: UUID, reason: str, by: Actor, now: datetime) -> None:
    """
    Put the job in the archive, with the reason.

    :raises InvalidFields: if the reason is missing or too long
    :raises MoveNotAllowed: if it is with the customer, answered, or in the archive
    """
    by.require(Permission.WRITE)
    order, job = take_job(job_id, by=by)
    why = typed.read({"reason": reason}, FIELDS)["reason"]
    extra_jobs.move(job, QueueEvent.DROP, at=now)
    job.dropped_reason = why
    job.save(update_fields=["dropped_reason"])
    extra_jobs.follow_order(order.id)
    history.record(
        order.id, "order.job_dropped", by=by, at=now, job=str(job.id), title=job.title, reason=why
    )
