"""What is known and what it will cost, before anything is sent."""

import hashlib
from dataclasses import dataclass
from decimal import Decimal

from verksign.domain.access import Actor, Permission
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
    """As the quote will be priced: the same rows, which are never stored."""
    workshop = Workshop.objects.get(id=by.workshop_id)
    quote = ServiceDocument(workshop=workshop, amounts=known.kind.amounts)
    job = Job(document=quote, choice="included", price_kind=PriceKind.FAST)
    if package:
        job.price_kind = package.price_kind
        lines = package_lines(job, package)
        if package.price_ore is not None:
            job.fixed_price_ore = shown_price(quote, package.price_ore)
    elif wish.price_ore:
        lines = [_free_line(job, wish)]
    else:
        return None
    try:
        return price_document(
            known.kind.amounts,
            [job_input(job, quote, lines)],
            profile=profile(workshop.terms_profile),
        )
    except NegativeTotal:
        return None


def _free_line(job: Job, wish: Wish) -> Line:
    return Line(
        job=job,
        kind=LineKind.ARTICLE,
        quantity=Decimal(1),
        unit_price_ore=wish.price_ore,
        vat_rate=STANDARD_RATE,
    )
