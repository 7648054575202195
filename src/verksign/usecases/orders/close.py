"""An order is closed when its work is done and nobody waits for an answer; it can be opened again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.domain.order_states import WorkStatus
from verksign.domain.queues import UNANSWERED, Queue
from verksign.records.models import ServiceDocument
from verksign.usecases.quotes.editing import finish
from verksign.usecases.quotes.order_taking import hold_order
from verksign.usecases.quotes.snapshots import remember_before


class ExtraJobWaits(Exception):
    """An extra job of the order is not done with: `queue` says what it waits for."""

    def __init__(self, title: str, queue: Queue) -> None:
        super().__init__(title, queue)
        self.title = title
        self.queue = queue


@transaction.atomic
def close_order(*, order_id: UUID, by: Actor, now: datetime) -> ServiceDocument:
    """
    Close the order: all its work is finished, and nothing in it changes. Closed twice it stays closed.

    :raises ExtraJobWaits: if an extra job waits for a price, an answer or its acknowledgement
    """
    by.require(Permission.WRITE)
    order = hold_order(order_id, by=by)
    if order.closed_at is not None:
        return order
    _refuse_waiting(order)
    remember_before(order, by=by)
    order.jobs.agreed().update(work=WorkStatus.FINISHED)
    order.closed_at = now
    order.save(update_fields=["closed_at"])
    finish(order, "order.closed", by=by, now=now)
    return order


@transaction.atomic
def reopen_order(*, order_id: UUID, by: Actor, now: datetime) -> ServiceDocument:
    """Open a closed order again; its jobs stay finished until somebody says otherwise."""
    by.require(Permission.WRITE)
    order = hold_order(order_id, by=by)
    if order.closed_at is None:
        return order
    remember_before(order, by=by)
    order.closed_at = None
    order.save(update_fields=["closed_at"])
    finish(order, "order.reopened", by=by, now=now)
    return order


def _refuse_waiting(order: ServiceDocument) -> None:
    waiting = order.jobs.found().filter(queue__in=[*UNANSWERED, Queue.ANSWERED])
    first = waiting.order_by("position", "id").first()
    if first:
        raise ExtraJobWaits(first.title, Queue(first.queue))
