"""
What a document costs: one way to price it, one way to add any chosen set of its jobs.

Amounts are in the document's own `amounts`: including VAT for consumers, excluding for companies.
VAT rates and discounts are percentages ("25", not "0.25").
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from verksign.domain.answers import ChoiceRule
from verksign.domain.money import Money, half_up

STANDARD_RATE = Decimal(25)
NOTHING = Money(0)


class Amounts(StrEnum):
    INCL = "incl"
    EXCL = "excl"


class PriceKind(StrEnum):
    FAST = "fast"
    UNGEFARLIG = "ungefarlig"
    HOGSTA = "hogsta"
    LOPANDE = "lopande"


class LineKind(StrEnum):
    ARTICLE = "article"
    LABOUR = "labour"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsProfile:
    """The amounts of one edition of the repair terms; a signed document keeps its edition."""

    name: str
    valid_from: date
    approx_percent: int = 15
    approx_cap_ore: int | None = 200_000
    written_price_from_ore: int = 200_000
    extra_percent: int = 15
    extra_cap_ore: int | None = 300_000
    no_show_fee_ore: int = 100_000

    def approximate_ceiling(self, amount: Money) -> Money:
        """Return the most that an approximate price may become."""
        more = amount.share_down(Decimal(self.approx_percent) / 100)
        if self.approx_cap_ore is not None:
            more = min(more, Money(self.approx_cap_ore))
        return amount + more


LAW_ONLY = TermsProfile(
    name="law_only",
    valid_from=date(1986, 7, 1),
    approx_cap_ore=None,
    extra_cap_ore=None,
    no_show_fee_ore=0,
)
REPARATIONSVILLKOR_2000 = TermsProfile(name="reparationsvillkor_2000", valid_from=date(2020, 1, 1))
PROFILES = {known.name: known for known in (LAW_ONLY, REPARATIONSVILLKOR_2000)}


class UnknownProfile(Exception):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def profile(name: str) -> TermsProfile:
    try:
        return PROFILES[name]
    except KeyError:
        raise UnknownProfile(name) from None


class NegativeTotal(Exception):
    """The job would cost less than nothing; None stands for the document's fixed price."""

    def __init__(self, job_id: str | None) -> None:
        super().__init__(job_id)
        self.job_id = job_id


class NothingIncluded(Exception):
    """A fixed price on the document needs at least one job that is included."""


@dataclass(frozen=True, slots=True)
class Discount:
    """Percent of the line or an amount off it: one of them."""

    percent: Decimal | None = None
    ore: int | None = None

    def of(self, amount: Money) -> Money:
        if self.percent is not None:
            return amount.share(self.percent / 100)
        return Money(self.ore or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineInput:
    kind: LineKind
    quantity: Decimal = Decimal(0)
    unit_price: Money = NOTHING
    discount: Discount | None = None
    vat_rate: Decimal = STANDARD_RATE


@dataclass(frozen=True, slots=True, kw_only=True)
class JobInput:
    id: str
    lines: Sequence[LineInput]
    price_kind: PriceKind
    choice: ChoiceRule = ChoiceRule.INCLUDED
    group: str = ""
    fixed_price: Money | None = None
    ceiling: Money | None = None


@dataclass(frozen=True, slots=True)
class VatPart:
    rate: Decimal
    base: Money
    vat: Money
    gross: Money


@dataclass(frozen=True, slots=True)
class PricedLine:
    amount: Money
    vat: VatPart


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedJob:
    id: str
    choice: ChoiceRule
    price_kind: PriceKind
    amount: Money
    ceiling: Money | None
    vat: tuple[VatPart, ...]
    fixed: bool = False
    lines: tuple[PricedLine, ...] = ()

    @property
    def gross(self) -> Money:
        return Money.total([part.gross for part in self.vat])


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    amount: Money
    ceiling: Money | None
    parts: tuple[VatPart, ...]
    net: Money
    vat: Money
    gross: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedDocument:
    jobs: tuple[PricedJob, ...]
    included: Totals
    everything: Totals
    fixed_price: Money | None = None


def vat_of(amounts: Amounts, rate: Decimal, amount: Money) -> VatPart:
    """Return an amount's base, VAT and gross; the entered side stays exact."""
    if amounts is Amounts.INCL:
        base = Money(half_up(amount.ore * 100 / (100 + rate)))
        return VatPart(rate, base, amount - base, amount)
    vat = amount.share(rate / 100)
    return VatPart(rate, amount, vat, amount + vat)


def shown_as(amounts: Amounts, price: Money, parts: Sequence[VatPart]) -> Money:
    """
    Return a price that was entered the other way: at the rates of what it stands for, in their proportions.

    `parts` is the VAT of what it stands for; without any it is the standard rate's.
    """
    incl = amounts is Amounts.INCL
    weights = {part.rate: (part.base if incl else part.gross).ore for part in parts}
    if not any(weight > 0 for weight in weights.values()):
        weights = {STANDARD_RATE: 1}
    other = Amounts.EXCL if incl else Amounts.INCL
    shares = price.split(list(weights.values()))
    vat = [vat_of(other, rate, share) for rate, share in zip(weights, shares, strict=True)]
    return Money.total([part.gross if incl else part.base for part in vat])


def price_line(amounts: Amounts, line: LineInput) -> PricedLine:
    if line.kind is LineKind.TEXT:
        return PricedLine(NOTHING, vat_of(amounts, line.vat_rate, NOTHING))
    full = line.unit_price.share(line.quantity)
    amount = full - line.discount.of(full) if line.discount else full
    return PricedLine(amount, vat_of(amounts, line.vat_rate, amount))


def per_rate(parts: Iterable[VatPart]) -> tuple[VatPart, ...]:
    """Return the sums of each rate, the highest rate first."""
    by_rate: dict[Decimal, list[VatPart]] = defaultdict(list)
    for part in parts:
        by_rate[part.rate].append(part)
    return tuple(
        VatPart(
            rate,
            Money.total([part.base for part in by_rate[rate]]),
            Money.total([part.vat for part in by_rate[rate]]),
            Money.total([part.gross for part in by_rate[rate]]),
        )
        for rate in sorted(by_rate, reverse=True)
    )


def _weights(lines: Sequence[LineInput], priced: Sequence[PricedLine]) -> dict[Decimal, int]:
    weights: dict[Decimal, int] = {}
    for line, result in zip(lines, priced, strict=True):
        if line.kind is not LineKind.TEXT:
            weights[line.vat_rate] = weights.get(line.vat_rate, 0) + result.amount.ore
    return weights or {STANDARD_RATE: 1}


def _split_over_rates(
    amounts: Amounts, amount: Money, weights: Mapping[Decimal, int]
) -> tuple[VatPart, ...]:
    shares = amount.split(list(weights.values()))
    return per_rate(
        vat_of(amounts, rate, share) for rate, share in zip(weights, shares, strict=True)
    )


def ceiling_of(
    kind: PriceKind, amount: Money, *, agreed: Money | None, terms: TermsProfile
) -> Money | None:
    """Return the most that the customer may have to pay, or None when no limit was given."""
    if kind is PriceKind.LOPANDE:
        return agreed
    if kind is PriceKind.UNGEFARLIG:
        return terms.approximate_ceiling(amount)
    return amount


def _price_job(
    amounts: Amounts, job: JobInput, fixed_price: Money | None, terms: TermsProfile
) -> PricedJob:
    lines = tuple(price_line(amounts, line) for line in job.lines)
    if fixed_price is None:
        amount = Money.total([line.amount for line in lines])
        vat = per_rate(
            priced.vat
            for line, priced in zip(job.lines, lines, strict=True)
            if line.kind is not LineKind.TEXT
        )
    else:
        amount = fixed_price
        vat = _split_over_rates(amounts, amount, _weights(job.lines, lines))
    if amount < Money(0):
        raise NegativeTotal(job.id)
    return PricedJob(
        id=job.id,
        choice=job.choice,
        price_kind=job.price_kind,
        amount=amount,
        ceiling=ceiling_of(job.price_kind, amount, agreed=job.ceiling, terms=terms),
        vat=vat,
        fixed=fixed_price is not None,
        lines=lines,
    )


def _shares_of_fixed_price(
    jobs: Sequence[JobInput], priced: Sequence[PricedJob], fixed_price: Money
) -> dict[str, Money]:
    if fixed_price < Money(0):
        raise NegativeTotal(None)
    included = [job for job in jobs if job.choice is ChoiceRule.INCLUDED]
    if not included:
        raise NothingIncluded
    weights = [job.amount.ore for job in priced if job.choice is ChoiceRule.INCLUDED]
    shares = fixed_price.split(weights)
    return {job.id: share for job, share in zip(included, shares, strict=True)}


def price_document(
    amounts: Amounts,
    jobs: Sequence[JobInput],
    fixed_price: Money | None = None,
    profile: TermsProfile = REPARATIONSVILLKOR_2000,
) -> PricedDocument:
    """
    Price every job of a document.

    A job's fixed price replaces its sum; the document's is shared by the jobs that are included.

    :raises NegativeTotal: if a job would cost less than nothing
    :raises NothingIncluded: if the document has a fixed price and only optional jobs
    """
    priced = tuple(_price_job(amounts, job, job.fixed_price, profile) for job in jobs)
    if fixed_price is not None:
        shares = _shares_of_fixed_price(jobs, priced, fixed_price)
        priced = tuple(
            _price_job(amounts, job, shares.get(job.id, job.fixed_price), profile) for job in jobs
        )
    included = [job.id for job in priced if job.choice is ChoiceRule.INCLUDED]
    return PricedDocument(
        jobs=priced,
        included=total_of(priced, included, profile),
        everything=total_of(priced, [job.id for job in priced], profile),
        fixed_price=fixed_price,
    )


def _total_ceiling(jobs: Sequence[PricedJob], profile: TermsProfile) -> Money | None:
    """Approximate jobs share one cap: the terms give it once for the whole assignment."""
    ceilings = [job.ceiling for job in jobs if job.price_kind is not PriceKind.UNGEFARLIG]
    known = [ceiling for ceiling in ceilings if ceiling is not None]
    if len(known) < len(ceilings):
        return None
    approximate = [job.amount for job in jobs if job.price_kind is PriceKind.UNGEFARLIG]
    return Money.total(known) + profile.approximate_ceiling(Money.total(approximate))


def total_of(
    jobs: Sequence[PricedJob], chosen_ids: Collection[str], profile: TermsProfile
) -> Totals:
    """Return what the chosen jobs cost together; page, paper, answer and order all ask here."""
    chosen = [job for job in jobs if job.id in chosen_ids]
    parts = per_rate(part for job in chosen for part in job.vat)
    return Totals(
        amount=Money.total([job.amount for job in chosen]),
        ceiling=_total_ceiling(chosen, profile),
        parts=parts,
        net=Money.total([part.base for part in parts]),
        vat=Money.total([part.vat for part in parts]),
        gross=Money.total([part.gross for part in parts]),
    )


def _frozen_part(part: Mapping[str, Any]) -> VatPart:
    return VatPart(
        Decimal(part["rate"]),
        Money(part["base_ore"]),
        Money(part["vat_ore"]),
        Money(part["gross_ore"]),
    )


def from_content(jobs: Iterable[Mapping[str, Any]]) -> tuple[PricedJob, ...]:
    """Return the jobs of frozen content, with the prices they were frozen with."""
    return tuple(
        PricedJob(
            id=job["id"],
            choice=ChoiceRule(job["choice"]),
            price_kind=PriceKind(job["price_kind"]),
            amount=Money(job["amount_ore"]),
            ceiling=None if job["ceiling_ore"] is None else Money(job["ceiling_ore"]),
            vat=tuple(_frozen_part(part) for part in job["vat"]),
            fixed=job["fixed"],
        )
        for job in jobs
    )
