from datetime import datetime
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.records.models import ServiceNote
from verksign.usecases import history
from verksign.usecases.orders.evidence import Evidence, evidence_of
from verksign.usecases.quotes.order_taking import hold_order


class OrderIsEvidence(Exception):
    """Something was agreed or sent: the order stays, and is closed instead."""

    def __init__(self, reason: Evidence) -> None:
        super().__init__(reason)
        self.reason = reason


@transaction.atomic
def remove_order(*, order_id: UUID, by: Actor, now: datetime) -> None:
    """
    Take away an order that binds nobody; what was done to it stays in the history.

    :raises OrderIsEvidence: if it was made of a quote, something of it was sent, or somebody answered
    """
    by.require(Permission.WRITE)
    order = hold_order(order_id, by=by)
    reason = evidence_of(order)
    if reason:
        raise OrderIsEvidence(reason)
    # What was offered again by it is to be brought up still.
    offered = ServiceNote.objects.filter(offered__document=order)
    offered.update(offered=None, done_at=None, done_by=None)
    history.record(order.id, "order.removed", by=by, at=now, number=order.number)
    order.delete()
