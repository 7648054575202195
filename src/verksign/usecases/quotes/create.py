from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.domain.customers import CustomerKind
from verksign.domain.dates import local_date
from verksign.records.models import Customer, ServiceDocument, Vehicle, Workshop
from verksign.usecases import history
from verksign.usecases.numbers import next_number
from verksign.usecases.quotes.editing import index
from verksign.usecases.quotes.snapshots import content_of, remember


@transaction.atomic
def create_quote(
    *,
    by: Actor,
    now: datetime,
    customer_id: UUID | None = None,
    vehicle_id: UUID | None = None,
    quick: bool = False,
) -> ServiceDocument:
    """
    Make an empty quote, filled in from the customer's and the vehicle's cards when they are given.

    `quick`: it is made as a *Snabboffert*.
    """
    by.require(Permission.WRITE)
    quote = empty_document(
        ServiceDocument.Kind.QUOTE, by=by, now=now, customer_id=customer_id, vehicle_id=vehicle_id
    )
    quote.quick = quick
    quote.valid_until = local_date(now) + timedelta(days=quote.workshop.quote_valid_days)
    quote.number = next_number(quote.workshop_id, "quote")
    index(quote)
    quote.save(force_insert=True)
    remember(quote, content_of(quote, []), by=by, now=now)
    history.record(quote.id, "quote.created", by=by, at=now)
    return quote


def empty_document(
    kind: ServiceDocument.Kind,
    *,
    by: Actor,
    now: datetime,
    customer_id: UUID | None = None,
    vehicle_id: UUID | None = None,
) -> ServiceDocument:
    """A quote or an order for the customer and the vehicle, without number and not saved yet."""
    document = ServiceDocument(
        workshop=Workshop.objects.get(id=by.workshop_id),
        kind=kind,
        adviser_id=by.person,
        customer_kind=CustomerKind.CONSUMER,
        created_at=now,
        updated_at=now,
    )
    if vehicle_id:
        vehicle = Vehicle.objects.visible_to(by).select_related("customer").get(id=vehicle_id)
        set_vehicle(document, vehicle)
        if vehicle.customer and not customer_id:
            set_customer(document, vehicle.customer)
    if customer_id:
        set_customer(document, Customer.objects.visible_to(by).get(id=customer_id))
    document.amounts = CustomerKind(document.customer_kind).amounts
    return document


def set_customer(quote: ServiceDocument, customer: Customer) -> None:
    """
    Fill in what the customer's card knows; how prices are entered is for the caller.

    What was typed before any customer was chosen was typed for this one, and stays.
    """
    typed = quote if quote.customer_id is None else None
    quote.customer = customer
    quote.contact_name = (typed and typed.contact_name) or customer.name
    quote.phone = (typed and typed.phone) or customer.phone
    quote.email = (typed and typed.email) or customer.email
    quote.customer_kind = customer.kind


def set_vehicle(quote: ServiceDocument, vehicle: Vehicle) -> None:
    """What was read on the meter before the car was found stays: it is this one's."""
    if quote.vehicle_id is not None or quote.mileage_mil is None:
        quote.mileage_mil = vehicle.mileage_mil
    quote.vehicle = vehicle
