from datetime import datetime
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.domain.order_states import WorkStatus
from verksign.records.models import ServiceDocument
from verksign.usecases import history
from verksign.usecases.numbers import next_number
from verksign.usecases.quotes.create import empty_document
from verksign.usecases.quotes.editing import index
from verksign.usecases.quotes.snapshots import content_of, remember


@transaction.atomic
def create_empty_order(
    *, by: Actor, now: datetime, customer_id: UUID | None = None, vehicle_id: UUID | None = None
) -> ServiceDocument:
    """Make an order without a quote, filled in from the customer's and the vehicle's cards when they are given."""
    by.require(Permission.WRITE)
    order = empty_document(
        ServiceDocument.Kind.ORDER, by=by, now=now, customer_id=customer_id, vehicle_id=vehicle_id
    )
    order.work_status = WorkStatus.UPCOMING
    order.number = next_number(order.workshop_id, "order")
    index(order)
    order.save(force_insert=True)
    remember(order, content_of(order, []), by=by, now=now)
    history.record(order.id, "order.created", by=by, at=now)
    return order
