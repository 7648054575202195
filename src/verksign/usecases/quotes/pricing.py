"""What a quote costs: its rows handed to the one pricing rule, and the sums written back for the lists."""

from collections.abc import Sequence
from decimal import Decimal

from verksign.domain.answers import ChoiceRule
from verksign.domain.money import Money
from verksign.domain.prices import (
    Amounts,
    Discount,
    JobInput,
    LineInput,
    LineKind,
    NegativeTotal,
    NothingIncluded,
    PricedDocument,
    PriceKind,
    price_document,
    profile,
)
from verksign.records.models import Job, Line, ServiceDocument
from verksign.usecases.registers.fields import InvalidFields

MOST_ORE = 10**13
"""A hundred thousand million kronor: every sum of it is exact in JSON, and fits its column."""


def jobs_of(document: ServiceDocument) -> list[Job]:
    """The jobs in their order with their lines and whose they are, in two queries."""
    rows = document.jobs.select_related("mechanic", "reported_by").prefetch_related("lines")
    return list(rows.order_by("position", "id"))


def lines_of(job: Job) -> list[Line]:
    """The lines in their order; sorted here, since the prefetch already holds them."""
    return sorted(job.lines.all(), key=lambda line: (line.position, line.id))


def price_kind_of(job: Job, document: ServiceDocument) -> PriceKind:
    """The job's own price kind, or the document's; until one is chosen it is priced as fixed."""
    return PriceKind(job.price_kind or document.price_kind or PriceKind.FAST)


def price(document: ServiceDocument, jobs: Sequence[Job]) -> PricedDocument:
    """
    Price the document; `document.workshop` must be loaded and each job's lines prefetched.

    :raises NegativeTotal: if a job would cost less than nothing
    :raises NothingIncluded: if the document has a fixed price and nothing but optional jobs
    """
    return price_document(
        Amounts(document.amounts),
        [job_input(job, document) for job in jobs],
        _money(document.fixed_price_ore),
        profile(document.workshop.terms_profile),
    )


def price_edited(document: ServiceDocument, jobs: Sequence[Job]) -> PricedDocument:
    """
    Price what has just been edited.

    :raises InvalidFields: if a job would cost less than nothing or more than can be frozen, or share a fixed price
        among none
    """
    try:
        priced = price(document, jobs)
    except NegativeTotal:
        raise InvalidFields({"price": "negative_total"}) from None
    except NothingIncluded:
        raise InvalidFields({"fixed_price": "nothing_included"}) from None
    if priced.everything.gross.ore > MOST_ORE:
        raise InvalidFields({"price": "too_much"})
    return priced


def job_input(job: Job, document: ServiceDocument, lines: Sequence[Line] | None = None) -> JobInput:
    """`lines`: when they are not stored yet."""
    return JobInput(
        id=str(job.id),
        lines=[_line_input(line) for line in (lines_of(job) if lines is None else lines)],
        price_kind=price_kind_of(job, document),
        choice=ChoiceRule(job.choice),
        group=job.group,
        fixed_price=_money(job.fixed_price_ore),
        ceiling=_money(job.ceiling_ore),
    )


def discount_of(line: Line) -> Discount | None:
    if line.discount_percent is None and line.discount_ore is None:
        return None
    return Discount(percent=line.discount_percent, ore=line.discount_ore)


def _line_input(line: Line) -> LineInput:
    return LineInput(
        kind=LineKind(line.kind),
        quantity=line.quantity if line.kind != LineKind.TEXT else Decimal(0),
        unit_price=Money(line.unit_price_ore),
        discount=discount_of(line),
        vat_rate=line.vat_rate,
    )


def _money(ore: int | None) -> Money | None:
    return None if ore is None else Money(ore)
