from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from verksign.domain.access import FLOOR, PERMISSIONS, Actor, Permission, Role
from verksign.domain.order_states import WorkStatus
from verksign.domain.quote_changes import Part
from verksign.records.models import Job, Membership
from verksign.usecases.orders.editing import take_order
from verksign.usecases.quotes.editing import finish, targets
from verksign.usecases.registers.fields import InvalidFields

FIELDS = ("work", "mechanic_id")
COLUMNS = {"work": "work", "mechanic_id": "mechanic"}
"""How a change of the field is told in the history."""


@transaction.atomic
def change_work(
    *,
    order_id: UUID,
    job_id: UUID,
    changes: Mapping[str, str],
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Job:
    """
    Say how the `work` on an ordered or approved job goes, or whose it is (`mechanic_id`); the order's status follows.

    A mechanic tells of the work alone, and has the job from then on if it was nobody's.

    :raises InvalidFields: with a code for each field; nothing is changed then
    :raises Job.DoesNotExist: also when the job waits for an answer, or the order is no mechanic's own
    :raises OrderClosed: if the order is closed
    :raises EditedMeanwhile: if somebody changed the same after `version` was read
    """
    needs = Permission.WRITE if "mechanic_id" in changes else Permission.ACKNOWLEDGE
    about = targets(Part.JOB, [COLUMNS.get(field, field) for field in changes], job_id)
    order = take_order(order_id, by=by, version=version, about=about, permission=needs)
    job = order.jobs.agreed().get(id=job_id)
    _refuse_wrong(changes)
    job.work = changes.get("work", job.work)
    if changes.get("mechanic_id"):
        job.mechanic_id = _mechanic(changes["mechanic_id"], by)
    elif "mechanic_id" in changes:
        job.mechanic = None
    elif job.mechanic_id is None and not by.may(Permission.WRITE):
        job.mechanic_id = by.person
    job.save(update_fields=["work", "mechanic"])
    finish(order, "order.job_work", by=by, now=now, job=str(job.id))
    return job


def _refuse_wrong(changes: Mapping[str, str]) -> None:
    problems = dict.fromkeys(set(changes) - set(FIELDS), "unknown_field")
    if changes.get("work", WorkStatus.ONGOING) not in set(WorkStatus):
        problems["work"] = "not_a_choice"
    if problems:
        raise InvalidFields(problems)


def _mechanic(typed_id: str, by: Actor) -> UUID:
    try:
        member = Membership.objects.get(workshop_id=by.workshop_id, user_id=typed_id)
    except (Membership.DoesNotExist, ValidationError):
        raise InvalidFields({"mechanic_id": "not_found"}) from None
    if not PERMISSIONS[Role(member.role)] >= FLOOR:
        raise InvalidFields({"mechanic_id": "not_found"})
    found: UUID = member.user_id
    return found
