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
    row: Alarm | CustomerRequest
    if kind is ToDoKind.ALARM:
        row = Alarm.objects.visible_to(by).locked(row_id)
    else:
        row = CustomerRequest.objects.visible_to(by).locked(row_id)
    if row.done_at is not None:
        raise AlreadyDone(row_id)
    if kind is ToDoKind.QUESTIONS and isinstance(row, CustomerRequest):
        return [*_asked_before(row, by), row]
    return [row]


def _asked_before(last: CustomerRequest, by: Actor) -> Sequence[CustomerRequest]:
    """What is asked while somebody reads the list is not in it, and stays."""
    waiting = CustomerRequest.objects.visible_to(by).not_done().exclude(pk=last.pk)
    same = waiting.filter(document=last.document_id, kind=last.kind, at__lte=last.at)
    return list(same.select_for_update(no_key=True).order_by("at", "id"))
