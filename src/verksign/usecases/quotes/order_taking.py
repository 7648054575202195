"""What every change of an order begins with: hold it, and see that it is still open."""

from uuid import UUID

from verksign.domain.access import Actor
from verksign.records.models import ServiceDocument


class OrderClosed(Exception):
    """The order is closed: it is reopened first, so that nothing changes in it unseen."""

    def __init__(self, order_id: UUID) -> None:
        super().__init__(order_id)
        self.order_id = order_id


def hold_order(order_id: UUID, *, by: Actor) -> ServiceDocument:
    """
    Return the order with its cards and workshop, held for this transaction.

    :raises ServiceDocument.DoesNotExist: also when it is no order of a mechanic's own
    """
    rows = ServiceDocument.objects.within_reach(by).with_cards()
    return rows.select_related("customer", "vehicle", "adviser", "payer", "workshop").locked(
        order_id
    )


def refuse_closed(order: ServiceDocument) -> None:
    """
    Refuse to change an order that is closed.

    :raises OrderClosed: if it is
    """
    if order.closed_at is not None:
        raise OrderClosed(order.id)
