"""Customers and vehicles: saved from what staff typed; what cannot be right is told field by field."""

from dataclasses import asdict, dataclass, fields
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import ForeignKey

from verksign.domain.access import Actor, Permission
from verksign.domain.customers import CustomerKind
from verksign.domain.identifiers import (
    EmailProblem,
    NotAPhoneNumber,
    clean_name,
    clean_text,
    display_phone,
    email_problem,
    parse_phone,
    read_plate,
    read_vin,
)
from verksign.domain.search_keys import search_text, sort_key
from verksign.records.models import Customer, Vehicle
from verksign.usecases import history
from verksign.usecases.numbers import next_number
from verksign.usecases.registers.fields import ChangedMeanwhile, InvalidFields

FIRST_YEAR, LAST_YEAR = 1885, 2100
LONGEST_TEXT = 5_000
MOST_MIL = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerData:
    """A customer's card as typed."""

    name: str
    kind: str = CustomerKind.CONSUMER
    org_number: str = ""
    address: str = ""
    postcode: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleData:
    """A vehicle's card as typed; `customer_id` is a text since it comes from a form."""

    plate: str = ""
    vin: str = ""
    make: str = ""
    model: str = ""
    year: str = ""
    mileage_mil: str = ""
    customer_id: str = ""


@transaction.atomic
def save_customer(
    *,
    data: CustomerData,
    by: Actor,
    now: datetime,
    customer_id: UUID | None = None,
    version: int | None = None,
) -> Customer:
    """
    Make a customer's card, or change it.

    :raises InvalidFields: with a code for each field; nothing is changed then
    :raises ChangedMeanwhile: if somebody saved the card after `version` was read
    :raises Customer.DoesNotExist: also when it is another workshop's
    """
    by.require(Permission.WRITE)
    phone = _checked_customer(data)
    if customer_id is None:
        customer = Customer(workshop_id=by.workshop_id, created_at=now, version=0)
    else:
        customer = Customer.objects.visible_to(by).locked(customer_id)
        _refuse_unseen(customer, version)
    for column, value in asdict(data).items():
        setattr(customer, column, clean_text(value))
    customer.name = clean_name(data.name)
    customer.phone = phone
    customer.number = customer.number or next_number(by.workshop_id, "customer")
    customer.search = search_text(
        customer.number,
        customer.name,
        customer.phone,
        display_phone(customer.phone),
        customer.email,
        customer.org_number,
        customer.city,
    )
    customer.sort_key, customer.city_key = sort_key(customer.name), sort_key(customer.city)
    return _saved(customer, "customer", by=by, now=now)


@transaction.atomic
def save_vehicle(
    *,
    data: VehicleData,
    by: Actor,
    now: datetime,
    vehicle_id: UUID | None = None,
    version: int | None = None,
) -> Vehicle:
    """
    Make a vehicle's card, or change it. Plates are reused, so the same plate twice is allowed.

    :raises InvalidFields: with a code for each field; nothing is changed then
    :raises ChangedMeanwhile: if somebody saved the card after `version` was read
    :raises Vehicle.DoesNotExist: also when it is another workshop's
    """
    by.require(Permission.WRITE)
    owner = _checked_vehicle(data, by)
    if vehicle_id is None:
        vehicle = Vehicle(workshop_id=by.workshop_id, created_at=now, version=0)
    else:
        vehicle = Vehicle.objects.visible_to(by).locked(vehicle_id)
        _refuse_unseen(vehicle, version)
    plate = read_plate(data.plate)
    vehicle.plate, vehicle.plate_display = plate.normalised, plate.display
    vehicle.vin = read_vin(data.vin).normalised
    vehicle.make, vehicle.model = clean_name(data.make), clean_name(data.model)
    vehicle.year = _number(data.year)
    vehicle.mileage_mil = _number(data.mileage_mil)
    vehicle.customer = owner
    vehicle.number = vehicle.number or next_number(by.workshop_id, "vehicle")
    vehicle.search = search_text(
        vehicle.plate_display,
        vehicle.plate,
        vehicle.vin,
        vehicle.make,
        vehicle.model,
        owner.name if owner else "",
    )
    vehicle.sort_key = sort_key(vehicle.plate_display or vehicle.vin)
    return _saved(vehicle, "vehicle", by=by, now=now)


def _refuse_unseen(row: Customer | Vehicle, version: int | None) -> None:
    if version is not None and version != row.version:
        raise ChangedMeanwhile(row.id)


def _saved[R: (Customer, Vehicle)](row: R, subject: str, *, by: Actor, now: datetime) -> R:
    row.version += 1
    row.updated_at = now
    row.save()
    code = f"{subject}.created" if row.version == 1 else f"{subject}.changed"
    history.record(row.id, code, by=by, at=now)
    return row


def _checked_customer(data: CustomerData) -> str:
    """The phone number as it is kept; every fault is told at once."""
    problems = _too_long(data, Customer)
    if not clean_name(data.name):
        problems["name"] = "required"
    if data.kind not in set(CustomerKind):
        problems["kind"] = "not_a_choice"
    problem = email_problem(data.email.strip()) if data.email.strip() else None
    if problem is not None:
        problems["email"] = "email_without_at" if problem is EmailProblem.NO_AT else "not_an_email"
    phone = ""
    if data.phone.strip():
        try:
            phone = parse_phone(data.phone).e164
        except NotAPhoneNumber:
            problems["phone"] = "not_a_phone_number"
    if problems:
        raise InvalidFields(problems)
    return phone


def _checked_vehicle(data: VehicleData, by: Actor) -> Customer | None:
    problems = _too_long(data, Vehicle)
    if not (data.plate.strip() or data.vin.strip()):
        problems["plate"] = "plate_or_vin"
    problems |= _bad_number("year", data.year, FIRST_YEAR, LAST_YEAR)
    problems |= _bad_number("mileage_mil", data.mileage_mil, 0, MOST_MIL)
    owner = None
    if data.customer_id:
        try:
            owner = Customer.objects.visible_to(by).get(id=UUID(data.customer_id))
        except (Customer.DoesNotExist, ValueError):
            problems["customer_id"] = "not_found"
    if problems:
        raise InvalidFields(problems)
    return owner


def _too_long(
    data: CustomerData | VehicleData, table: type[Customer] | type[Vehicle]
) -> dict[str, str]:
    """The table's own lengths are the limits, and one of ours where it has none."""
    problems = {}
    for entry in fields(data):
        column = "plate_display" if entry.name == "plate" else entry.name
        field = table._meta.get_field(column)  # noqa: SLF001 (Django's public name)
        if isinstance(field, ForeignKey):
            continue
        most = getattr(field, "max_length", None) or LONGEST_TEXT
        typed: str = getattr(data, entry.name)
        # Plates and chassis numbers are kept in capitals, and ß becomes two of them.
        if max(len(typed), len(typed.upper())) > most:
            problems[entry.name] = "too_long"
    return problems


def _bad_number(field: str, typed: str, least: int, most: int) -> dict[str, str]:
    digits = "".join(typed.split())
    if not digits:
        return {}
    fits = digits.isascii() and digits.isdigit() and len(digits) <= len(str(most))
    if not fits or not least <= int(digits) <= most:
        return {field: "not_a_number"}
    return {}


def _number(typed: str) -> int | None:
    digits = "".join(typed.split())
    return int(digits) if digits else None
