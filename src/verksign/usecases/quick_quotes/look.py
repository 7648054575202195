"""What is known and what it will cost, before anything is sent."""

import hashlib
from dataclasses import dataclass
from decimal import Decimal

from verksign.domain.access import Actor, Permission
from verksign.domain.answers import ChoiceRule
from verksign.domain.prices import (
    STANDARD_RATE,
    Amounts,
    LineKind,
    NegativeTotal,
    PricedDocument,
    PriceKind,
    price_document,
    profile,
)
from verksign.records.models import Job, Line, Package, ServiceDocument, Workshop
from verksign.usecases.quick_quotes.known import Known, known_of
from verksign.usecases.quick_quotes.wishes import Form, Wish, read_form
from verksign.usecases.quotes.jobs import package_lines
from verksign.usecases.quotes.pricing import job_input
from verksign.usecases.quotes.register_prices import shown_price


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    wish: Wish
    problems: dict[str, str]
    """A code for each field that cannot be sent as it is."""
    known: Known
    package: Package | None
    price_kind: PriceKind
    priced: PricedDocument | None
    """None while there is nothing to price."""

    @property
    def amounts(self) -> Amounts:
        return self.known.kind.amounts

    @property
    def seen(self) -> str:
        """Changes with everything that is not typed: what somebody must have had before them when they send."""
        known, total = self.known, self.priced.everything if self.priced else None
        facts: list[object] = [self.amounts, known.vehicle and known.vehicle.id]
        facts += [known.customer and known.customer.id]
        if self.package and total:
            facts += [self.package.id, total.amount.ore, total.ceiling and total.ceiling.ore]
        return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


def look(*, form: Form, by: Actor) -> Look:
    """
    Return what the form leads to as it stands, however little of it is typed.

    :raises Package.DoesNotExist: also when it is another workshop's
    """
    by.require(Permission.SEND)
    wish, problems = read_form(form)
    known = known_of(wish, by)
    package = Package.objects.visible_to(by).get(id=wish.package_id) if wish.package_id else None
    return Look(
        wish=wish,
        problems=problems,
        known=known,
        package=package,
        price_kind=PriceKind(package.price_kind) if package else PriceKind.FAST,
        priced=_priced(wish, known, package, by),
    )


def _priced(wish: Wish, known: Known, package: Package | None, by: Actor) -> PricedDocument | None:
    workshop = Workshop.objects.get(id=by.workshop_id)
    if package:
        return price_package(package, known.kind.amounts, workshop)
    if not wish.price_ore:
        return None
    line = Line(
        kind=LineKind.ARTICLE,
        quantity=Decimal(1),
        unit_price_ore=wish.price_ore,
        vat_rate=STANDARD_RATE,
    )
    return _price(_job(known.kind.amounts, workshop, PriceKind.FAST), [line])


def price_package(package: Package, amounts: Amounts, workshop: Workshop) -> PricedDocument | None:
    """Return what the package would cost as the only job of a quote; None if it has no price of its own."""
    job = _job(amounts, workshop, package.price_kind)
    lines = package_lines(job, package)
    if package.price_ore is not None:
        job.fixed_price_ore = shown_price(job.document, package.price_ore)
    elif not any(line.unit_price_ore for line in lines):
        return None
    return _price(job, lines)


def _job(amounts: Amounts, workshop: Workshop, price_kind: str) -> Job:
    """As the quote's only job will be: a row that is never stored."""
    quote = ServiceDocument(workshop=workshop, amounts=amounts)
    return Job(document=quote, choice=ChoiceRule.INCLUDED, price_kind=price_kind)


def _price(job: Job, lines: list[Line]) -> PricedDocument | None:
    quote = job.document
    try:
        return price_document(
            Amounts(quote.amounts),
            [job_input(job, quote, lines)],
            profile=profile(quote.workshop.terms_profile),
        )
    except NegativeTotal:
        return None
