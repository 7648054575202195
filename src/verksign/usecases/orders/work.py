from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from verksign.domain.access import FLOOR, PERMISSIONS, Actor, Permission, Role
from verksign.domain.order_states import WorkStatus
from verksign.domain.quote_changes import Part
from verksign.records.models import Job, Membership, ServiceDocument
from verksign.usecases.digital import extra_jobs
from verksign.usecases.orders.editing import begin, finish_order
from verksign.usecases.quotes.order_taking import hold_order
from verksign.usecases.quotes.editing import targets
from verksign.usecases.registers.fields import InvalidFields


@transaction.atomic
def set_work(
    *,
    order_id: UUID,
    job_id: UUID,
    work: str,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Job:
    """
    Say how the work on an ordered or approved job goes; the order's status follows.

    A mechanic who says so of a job that is nobody's is its mechanic from then on.

    :raises InvalidFields: if there is no such status
    :raises Job.DoesNotExist: also when the job waits for an answer, or the order is no mechanic's own
    :raises OrderClosed: if the order is closed
    :raises EditedMeanwhile: if somebody changed the same after `version` was read
    """
    order, job = _take(order_id, job_id, "work", by=by, version=version)
    if work not in set(WorkStatus):
        raise InvalidFields({"work": "not_a_choice"})
    job.work = work
    if job.mechanic_id is None and not by.may(Permission.WRITE):
        job.mechanic_id = by.person
    job.save(update_fields=["work", "mechanic"])
    _finish(order, job, by=by, now=now)
    return job


@transaction.atomic
def set_mechanic(
    *,
    order_id: UUID,
    job_id: UUID,
    mechanic_id: str,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Job:
    """
    Give the job to a mechanic, or with nothing take it from whoever has it.

    :raises InvalidFields: if nobody of the workshop who may work at the lift has that id
    """
    by.require(Permission.WRITE)
    order, job = _take(order_id, job_id, "mechanic", by=by, version=version)
    job.mechanic_id = _mechanic(mechanic_id, by) if mechanic_id else None
    job.save(update_fields=["mechanic"])
    _finish(order, job, by=by, now=now)
    return job


def _take(
    order_id: UUID, job_id: UUID, field: str, *, by: Actor, version: int | None
) -> tuple[ServiceDocument, Job]:
    by.require(Permission.ACKNOWLEDGE)
    order = hold_order(order_id, by=by)
    job = order.jobs.agreed().get(id=job_id)
    begin(order, by=by, version=version, about=targets(Part.JOB, [field], job_id))
    return order, job


def _finish(order: ServiceDocument, job: Job, *, by: Actor, now: datetime) -> None:
    extra_jobs.follow_order(order.id)
    finish_order(order, "order.job_work", by=by, now=now, job=str(job.id))


def _mechanic(typed_id: str, by: Actor) -> UUID:
    try:
        member = Membership.objects.get(workshop_id=by.workshop_id, user_id=typed_id)
    except (Membership.DoesNotExist, ValidationError):
        raise InvalidFields({"mechanic_id": "not_found"}) from None
    if not PERMISSIONS[Role(member.role)] >= FLOOR:
        raise InvalidFields({"mechanic_id": "not_found"})
    found: UUID = member.user_id
    return found
