"""Alarms and customers' requests: somebody takes them on, and somebody marks them done."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.records.models import Alarm, CustomerRequest
from verksign.usecases import history


class ToDoKind(StrEnum):
    ALARM = "alarm"
    REQUEST = "request"
    QUESTIONS = "questions"
    """A question and what the same sending's customer asked before it: one row of the worklist."""


class AlreadyDone(Exception):
    """Somebody has marked the row done."""

    def __init__(self, row_id: UUID) -> None:
        super().__init__(row_id)
        self.row_id = row_id


@transaction.atomic(durable=True)
def take(*, kind: ToDoKind, row_id: UUID, by: Actor, now: datetime) -> None:
    """
    Make `by` the owner, also when somebody else was.

    :raises AlreadyDone: if there is nothing left to own
    :raises DoesNotExist: also when the row is another workshop's
    """
    for row in _held(kind, row_id, by):
        row.owner_id = by.user_id
        row.save(update_fields=["owner"])
        history.record(row.id, f"{_code(row)}.taken", by=by, at=now)


@transaction.atomic(durable=True)
def finish(*, kind: ToDoKind, row_id: UUID, by: Actor, now: datetime) -> None:
    """
    Mark the row done.

    :raises AlreadyDone: if somebody was first
    :raises DoesNotExist: also when the row is another workshop's
    """
    for row in _held(kind, row_id, by):
        row.done_at, row.done_by_id = now, by.user_id
        row.save(update_fields=["done_at", "done_by"])
        history.record(row.id, f"{_code(row)}.done", by=by, at=now)


def _code(row: Alarm | CustomerRequest) -> ToDoKind:
    return ToDoKind.ALARM if isinstance(row, Alarm) else ToDoKind.REQUEST


def _held(kind: ToDoKind, row_id: UUID, by: Actor) -> Sequence[Alarm | CustomerRequest]:
    by.require(Permission.WRITE)
    if kind is ToDoKind.QUESTIONS:
        return _questions(row_id, by)
    row: Alarm | CustomerRequest
    if kind is ToDoKind.ALARM:
        row = Alarm.objects.visible_to(by).locked(row_id)
    else:
        row = CustomerRequest.objects.visible_to(by).locked(row_id)
    if row.done_at is not None:
        raise AlreadyDone(row_id)
    return [row]


def _questions(row_id: UUID, by: Actor) -> Sequence[CustomerRequest]:
    """
    The question that the row shows, and its owner's earlier ones: what somebody else has taken stays theirs.

    What is asked while somebody reads the list is not in it, and stays. All are locked in one order, so that two who
    press at once on rows of different age do not wait for each other.
    """
    seen = CustomerRequest.objects.visible_to(by)
    shown = seen.get(pk=row_id)
    asked = seen.not_done().filter(document=shown.document_id, kind=shown.kind, at__lte=shown.at)
    held = list(asked.select_for_update(no_key=True).order_by("at", "id"))
    owners = {row.id: row.owner_id for row in held}
    if row_id not in owners:
        raise AlreadyDone(row_id)
    return [row for row in held if row.owner_id == owners[row_id]]
