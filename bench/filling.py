"""A large workshop and many small ones: rows are made once, and the small workshops are copies made by the database."""

import random
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Model

from verksign.domain.digital_states import DigitalStatus
from verksign.domain.search_keys import search_text, sort_key
from verksign.records.models import Customer, ServiceDocument, User, Vehicle, Workshop

BATCH = 2_000
CARS_EACH = 4
"""How many quotes each customer's car has had."""
LETTERS = "ABCDEFGHJKLMNOPRSTUWXYZ"
FIRST, LAST = ("Åsa", "Karin", "Örjan", "Bo", "Nils"), ("Öberg", "Lind", "Ek", "Älgström")
STATUSES: list[str] = [*DigitalStatus, "", "", ""]
ANSWERS = {"signed": "approved_digitally", "rejected": "rejected"}
A_YEAR = 60 * 24 * 365


def fill(workshop: Workshop, adviser: User, count: int, now: datetime) -> None:
    """Give the workshop `count` quotes, and a customer and a vehicle to every fourth."""
    chance = random.Random(1)
    customers = [_customer(workshop, number, chance, now) for number in range(count // CARS_EACH)]
    vehicles = [_vehicle(row, number, chance, now) for number, row in enumerate(customers)]
    Customer.objects.bulk_create(customers, batch_size=BATCH)
    Vehicle.objects.bulk_create(vehicles, batch_size=BATCH)
    quotes = (
        _quote(vehicles[number % len(vehicles)], adviser, number, chance, now)
        for number in range(count)
    )
    ServiceDocument.objects.bulk_create(quotes, batch_size=BATCH)


def copy(of: Workshop, to: Workshop) -> None:
    """Give another workshop the same quotes, in one statement; they have no customer or vehicle there."""
    blank = {"customer_id": "NULL", "vehicle_id": "NULL"}
    with connection.cursor() as cursor:
        _copy(cursor, ServiceDocument, of, to, blank)


def _copy(
    cursor: object, table: type[Model], of: Workshop, to: Workshop, other: dict[str, str]
) -> None:
    sqlite = connection.vendor == "sqlite"
    new_id = "lower(hex(randomblob(16)))" if sqlite else "gen_random_uuid()"
    columns = [str(field.column) for field in table._meta.concrete_fields]  # noqa: SLF001 (Django's public name)
    made = {"id": new_id, "workshop_id": "%s", **other}
    wanted = ", ".join(made.get(column, f'"{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    name = table._meta.db_table  # noqa: SLF001
    ids = [workshop.pk.hex if sqlite else workshop.pk for workshop in (to, of)]
    cursor.execute(  # type: ignore[attr-defined]
        f'INSERT INTO "{name}" ({names}) SELECT {wanted} FROM "{name}" WHERE workshop_id = %s', ids
    )


def _customer(workshop: Workshop, number: int, chance: random.Random, now: datetime) -> Customer:
    name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
    return Customer(
        workshop=workshop,
        number=str(30_000 + number),
        kind="consumer",
        name=name,
        city="Lund",
        search=search_text(name, str(30_000 + number), "Lund"),
        sort_key=sort_key(name),
        created_at=now,
        updated_at=now,
    )


def _vehicle(customer: Customer, number: int, chance: random.Random, now: datetime) -> Vehicle:
    letters = "".join(chance.choices(LETTERS, k=3))
    plate = f"{letters} {number % 1000:03}"
    return Vehicle(
        workshop=customer.workshop,
        number=str(40_000 + number),
        plate=plate.replace(" ", ""),
        plate_display=plate,
        make="Volvo",
        model="V60",
        customer=customer,
        search=search_text(plate, customer.name),
        sort_key=sort_key(plate),
        created_at=now,
        updated_at=now,
    )


def _quote(
    vehicle: Vehicle, adviser: User, number: int, chance: random.Random, now: datetime
) -> ServiceDocument:
    customer = vehicle.customer
    assert customer
    status = chance.choice(STATUSES)
    ore = chance.randrange(90_000, 2_500_000)
    at = now - timedelta(minutes=chance.randrange(A_YEAR))
    return ServiceDocument(
        workshop=vehicle.workshop,
        kind="quote",
        number=f"SOF-{10_000 + number}",
        adviser=adviser,
        customer=customer,
        vehicle=vehicle,
        customer_kind="consumer",
        amounts="incl",
        total_ore=ore,
        gross_ore=ore,
        search=f"{customer.search} sof-{10_000 + number} {vehicle.search}",
        sort_key=customer.sort_key,
        created_at=at,
        updated_at=at,
        digital_status=status,
        digital_at=at if status else None,
        answer=ANSWERS.get(status, ""),
        answered_at=at if status in ANSWERS else None,
    )
