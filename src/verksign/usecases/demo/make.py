"""
The demo workshop, made the way it would have come about: by its people, its customers and its worker, through the
use cases, over the last weeks. Nothing here writes a row by itself.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction

from verksign.domain.access import Actor, Role
from verksign.domain.dates import end_of_day, local_date
from verksign.records.models import Workshop
from verksign.usecases.demo.cases import Case
from verksign.usecases.demo.haste import in_haste
from verksign.usecases.demo.moments import DAY, moment
from verksign.usecases.demo.order_steps import ORDER_STEPS
from verksign.usecases.demo.orders import write_order
from verksign.usecases.demo.plans import OrderPlan, Plan, QuotePlan, Step, Tables, read_tables
from verksign.usecases.demo.quotes import write_quote
from verksign.usecases.demo.steps import WORKSHOP_STEPS
from verksign.usecases.demo.stock import Stock, fill_registers
from verksign.usecases.demo.visits import CUSTOMER_STEPS
from verksign.usecases.messages.claim import LEASE
from verksign.usecases.setup import WorkshopProfile, add_member, create_user, create_workshop
from verksign.usecases.signing.sweep import sweep

OPENED = "26d 08:00"
"""When the registers were filled: before the first quote."""
STEPS = {**WORKSHOP_STEPS, **ORDER_STEPS, **CUSTOMER_STEPS}
A_WHILE = timedelta(seconds=40)

DEMO = WorkshopProfile(
    slug="demo",
    name="Demoverkstaden i Lund",
    short_name="DemoLund",
    tagline="Service och reparationer av alla märken",
    legal_name="Demoverkstaden i Lund AB",
    org_number="559990-0015",
    vat_number="SE559990001501",
    address="Fältspatsvägen 4, 224 78 Lund",
    phone="+46406280412",
    email="verkstad@demo.test",
    opening_hours="Måndag–fredag 07–17",
)
OTHER = WorkshopProfile(
    slug="andra",
    name="Andra verkstaden",
    short_name="Andra",
    legal_name="Andra verkstaden i Ängelholm AB",
    org_number="559990-0023",
    vat_number="SE559990002301",
    address="Midgårdsgatan 12, 262 71 Ängelholm",
    phone="+46406280487",
    email="verkstad@annan.test",
    opening_hours="Måndag–fredag 08–17",
)
PEOPLE: dict[str, tuple[tuple[str, str, Role], ...]] = {
    "demo": (
        ("anna@demo.test", "Anna Nyberg", Role.ADVISER),
        ("maria@demo.test", "Maria Lindgren", Role.ADMIN),
        ("ali@demo.test", "Ali Rahimi", Role.MECHANIC),
    ),
    "andra": (("olof@annan.test", "Olof Ask", Role.ADMIN),),
}


class NotEmpty(Exception):
    """There is a workshop already: the demo is for an empty database only."""


@dataclass(frozen=True, slots=True)
class House:
    """A workshop ready for its first quote."""

    tables: Tables
    stock: Stock
    people: dict[str, Actor]
    """By the first part of the log-in name."""


def make(*, now: datetime) -> None:
    """
    Make both demo workshops and three weeks of their work; nobody has a password yet.

    Stopped midway, it leaves less work but whole quotes: the worker takes up whatever was under way.

    :raises NotEmpty: if there is a workshop already
    """
    with in_haste():
        houses = _build(now)
        for _, happen in sorted(_history(houses, now), key=lambda entry: entry[0]):
            happen()


@transaction.atomic(durable=True)
def _build(now: datetime) -> list[House]:
    if Workshop.objects.exists():
        raise NotEmpty
    opened = moment(OPENED, now)
    return [_house(profile, opened) for profile in (DEMO, OTHER)]


def _house(profile: WorkshopProfile, now: datetime) -> House:
    workshop = create_workshop(profile=profile, now=now)
    people = {
        email.partition("@")[0]: _hire(email, name, role, workshop, now)
        for email, name, role in PEOPLE[profile.slug]
    }
    tables = read_tables(profile.slug)
    boss = next(actor for actor in people.values() if actor.role is Role.ADMIN)
    return House(tables, fill_registers(tables, by=boss, now=now), people)


def _hire(email: str, name: str, role: Role, workshop: Workshop, now: datetime) -> Actor:
    user = create_user(email=email, name=name, password=None, is_demo=True, now=now)
    return add_member(user=user, workshop=workshop, role=role, now=now).actor()


type Entry = tuple[datetime, Callable[[], None]]


def _history(houses: list[House], now: datetime) -> Iterator[Entry]:
    """Everything that happens, in no order: each entry finds the quote that an earlier one has made."""
    for house in houses:
        for plan in (*house.tables.quotes, *house.tables.orders):
            yield from _story(plan, house, now)
    yield from _nights(moment(OPENED, now), now)


def _story(plan: Plan, house: House, now: datetime) -> Iterator[Entry]:
    cases: list[Case] = []
    begun = plan.made_at(now)
    yield begun, partial(_begin, cases, plan, house, begun, now)
    for step in plan.steps_from(now):
        yield step.at, partial(_take_step, cases, step)
        if step.verb == "lose":
            # The lease has run out: the sweep that comes round every minute finds it.
            swept = step.at + LEASE + A_WHILE
            yield swept, partial(sweep, now=swept)


def _begin(cases: list[Case], plan: Plan, house: House, begun: datetime, now: datetime) -> None:
    by, mechanic, stock = house.people[plan.by], None, house.stock
    if isinstance(plan, OrderPlan):
        mechanic = house.people.get(plan.mechanic)
        made = write_order(plan, stock, by=by, mechanic=mechanic, at=begun, now=now)
    elif isinstance(plan, QuotePlan):
        made = write_quote(plan, stock, by=by, at=begun, now=now)
    else:
        raise TypeError(plan)
    cases.append(Case(plan=plan, stock=stock, by=by, quote_id=made.id, mechanic=mechanic))


def _take_step(cases: list[Case], step: Step) -> None:
    STEPS[step.verb](cases[0], step.rest, step.at)


def _nights(first: datetime, now: datetime) -> Iterator[Entry]:
    """Just after each midnight the sweep lets expire what has had its day."""
    day = local_date(first)
    while (swept := end_of_day(day) + A_WHILE) <= now:
        yield swept, partial(sweep, now=swept)
        day += DAY
