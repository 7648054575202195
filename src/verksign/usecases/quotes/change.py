from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from verksign.domain.access import Actor
from verksign.domain.customers import CustomerKind, Language
from verksign.domain.money import Money
from verksign.domain.prices import Amounts, PriceKind, VatPart, shown_as, vat_of
from verksign.domain.quote_changes import Part
from verksign.records.models import Customer, Job, Line, Membership, ServiceDocument, Vehicle
from verksign.usecases.quotes import typed
from verksign.usecases.quotes.create import set_customer, set_vehicle
from verksign.usecases.quotes.editing import finish, take, targets
from verksign.usecases.quotes.pricing import jobs_of, lines_of, price
from verksign.usecases.registers.fields import InvalidFields

FIELDS: dict[str, typed.Parser] = {
    "contact_name": typed.text("contact_name", most=120),
    "phone": typed.phone("phone"),
    "email": typed.email("email"),
    "language": typed.one_of("language", Language),
    "customer_kind": typed.one_of("customer_kind", CustomerKind),
    "price_kind": typed.one_of("price_kind", PriceKind, blank=True),
    "valid_until": typed.day("valid_until"),
    "reported": typed.text("reported", most=2000),
    "drop_off": typed.text("drop_off", most=80),
    "ready": typed.text("ready", most=80),
    "mileage_mil": typed.whole_number("mileage_mil", most=1_000_000),
    "notes": typed.text("notes", most=5000),
    "fixed_price": typed.kronor("fixed_price_ore"),
}


EDITED = (
    "customer",
    "payer",
    "vehicle",
    "adviser",
    "contact_name",
    "phone",
    "email",
    "language",
    "customer_kind",
    "amounts",
    "price_kind",
    "valid_until",
    "reported",
    "drop_off",
    "ready",
    "mileage_mil",
    "notes",
    "fixed_price_ore",
)
"""Never the columns that follow the sending: those are written by `usecases.digital` alone."""


@transaction.atomic
def change_quote(
    *,
    quote_id: UUID,
    changes: Mapping[str, str],
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> ServiceDocument:
    """
    Change the quote's own fields, given as staff typed them.

    :raises InvalidFields: with a code for each field; nothing is changed then
    :raises QuoteLocked: if it is with the customer, answered or ordered
    :raises EditedMeanwhile: if somebody changed the same after `version` was read
    """
    quote = take(quote_id, by=by, version=version, about=targets(Part.QUOTE, changes))
    plain = {field: value for field, value in changes.items() if field not in CHOSEN}
    values = typed.read(plain, FIELDS)
    for column, value in values.items():
        setattr(quote, column, value)
    for field, choose in CHOSEN.items():
        if field in changes:
            choose(quote, changes[field], by)
    if "customer_kind" in values:
        show_prices_for(quote, CustomerKind(quote.customer_kind).amounts)
    quote.save(update_fields=EDITED)
    finish(quote, "quote.changed", by=by, now=now, fields=sorted(changes))
    return quote


def _choose_customer(quote: ServiceDocument, typed_id: str, by: Actor) -> None:
    if not typed_id:
        quote.customer = None
        return
    try:
        customer = Customer.objects.visible_to(by).get(id=typed_id)
    except (Customer.DoesNotExist, ValidationError):
        raise InvalidFields({"customer_id": "not_found"}) from None
    set_customer(quote, customer)
    show_prices_for(quote, CustomerKind(customer.kind).amounts)


def _choose_payer(quote: ServiceDocument, typed_id: str, by: Actor) -> None:
    if not typed_id:
        quote.payer = None
        return
    try:
        quote.payer = Customer.objects.visible_to(by).get(id=typed_id)
    except (Customer.DoesNotExist, ValidationError):
        raise InvalidFields({"payer_id": "not_found"}) from None


def _choose_vehicle(quote: ServiceDocument, typed_id: str, by: Actor) -> None:
    if not typed_id:
        quote.vehicle = None
        return
    try:
        vehicle = Vehicle.objects.visible_to(by).select_related("customer").get(id=typed_id)
    except (Vehicle.DoesNotExist, ValidationError):
        raise InvalidFields({"vehicle_id": "not_found"}) from None
    set_vehicle(quote, vehicle)
    if vehicle.customer and quote.customer is None:
        _choose_customer(quote, str(vehicle.customer_id), by)


def _choose_adviser(quote: ServiceDocument, typed_id: str, by: Actor) -> None:
    try:
        member = Membership.objects.get(workshop_id=by.workshop_id, user_id=typed_id)
    except (Membership.DoesNotExist, ValidationError):
        raise InvalidFields({"adviser_id": "not_found"}) from None
    quote.adviser_id = member.user_id


CHOSEN: dict[str, Callable[[ServiceDocument, str, Actor], None]] = {
    "customer_id": _choose_customer,
    "payer_id": _choose_payer,
    "vehicle_id": _choose_vehicle,
    "adviser_id": _choose_adviser,
}


def show_prices_for(quote: ServiceDocument, amounts: Amounts) -> None:
    """Convert what was entered with VAT to without, or the other way, when the kind of customer changes."""
    if quote.amounts == amounts:
        return
    jobs = jobs_of(quote)
    priced = price(quote, jobs)
    quote.amounts = amounts
    lines = [line for job in jobs for line in lines_of(job)]
    for line in lines:
        line.unit_price_ore = converted(line.unit_price_ore, line.vat_rate, amounts)
        if line.discount_ore is not None:
            line.discount_ore = converted(line.discount_ore, line.vat_rate, amounts)
    Line.objects.bulk_update(lines, ["unit_price_ore", "discount_ore"])
    for job, result in zip(jobs, priced.jobs, strict=True):
        job.fixed_price_ore = _shown_as(amounts, job.fixed_price_ore, result.vat)
        job.ceiling_ore = _shown_as(amounts, job.ceiling_ore, result.vat)
    Job.objects.bulk_update(jobs, ["fixed_price_ore", "ceiling_ore"])
    quote.fixed_price_ore = _shown_as(amounts, quote.fixed_price_ore, priced.included.parts)


def converted(ore: int, rate: Decimal, amounts: Amounts) -> int:
    """The same price in the other way of showing it."""
    if amounts is Amounts.INCL:
        return vat_of(Amounts.EXCL, rate, Money(ore)).gross.ore
    return vat_of(Amounts.INCL, rate, Money(ore)).base.ore


def _shown_as(amounts: Amounts, ore: int | None, parts: Sequence[VatPart]) -> int | None:
    return None if ore is None else shown_as(amounts, Money(ore), parts).ore
