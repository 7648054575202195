"""Re-adding the amounts of frozen content and its answer, as anybody with the file could."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from verksign.domain.content_sums import totals_json
from verksign.domain.money import Money
from verksign.domain.prices import (
    Amounts,
    Discount,
    LineInput,
    LineKind,
    PricedJob,
    PricedLine,
    TermsProfile,
    VatPart,
    ceiling_of,
    from_content,
    per_rate,
    price_line,
    profile,
    total_of,
    vat_of,
)


def content_adds_up(content: Mapping[str, Any]) -> bool:
    """Return whether jobs, lines, VAT and totals of frozen content agree with each other."""
    jobs = from_content(content["jobs"])
    terms = profile(content["workshop"]["terms_profile"])
    included = [job["id"] for job in content["jobs"] if job["choice"] == "included"]
    return (
        all(
            _job_adds_up(Amounts(content["amounts"]), frozen, job, terms)
            for frozen, job in zip(content["jobs"], jobs, strict=True)
        )
        and content["totals"]["included"] == totals_json(total_of(jobs, included, terms))
        and content["totals"]["everything"]
        == totals_json(total_of(jobs, [job.id for job in jobs], terms))
        and _before_adds_up(content, terms)
    )


def _before_adds_up(content: Mapping[str, Any], terms: TermsProfile) -> bool:
    """Of an addition: what was ordered before has its sum, too."""
    before = content.get("before")
    if before is None:
        return True
    jobs = from_content(before["jobs"])
    total: bool = before["totals"] == totals_json(total_of(jobs, [job.id for job in jobs], terms))
    return total


def answer_adds_up(content: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
    """Return whether an answer's amounts are those of the content for what was accepted."""
    jobs = from_content(content["jobs"])
    offered = {job.id: job for job in jobs}
    accepted = [job["id"] for job in answer["jobs"] if job["answer"] == "accepted"]
    total = total_of(jobs, accepted, profile(content["workshop"]["terms_profile"]))
    return (
        [job["id"] for job in answer["jobs"]] == list(offered)
        and all(
            job["amount_ore"] == offered[job["id"]].amount.ore
            and job["ceiling_ore"] == _ore(offered[job["id"]].ceiling)
            for job in answer["jobs"]
        )
        and answer["total"] == totals_json(total)
    )


def amounts_agree(content: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
    return content_adds_up(content) and answer_adds_up(content, answer)


def _ore(amount: Money | None) -> int | None:
    return None if amount is None else amount.ore


def _job_adds_up(
    amounts: Amounts, frozen: Mapping[str, Any], job: PricedJob, terms: TermsProfile
) -> bool:
    side = [part.gross if amounts is Amounts.INCL else part.base for part in job.vat]
    return (
        Money.total(side) == job.amount
        and all(line.amount.ore == shown["amount_ore"] for shown, line in _lines(amounts, frozen))
        and job.vat == _expected_vat(amounts, frozen, job)
        and job.ceiling == ceiling_of(job.price_kind, job.amount, agreed=job.ceiling, terms=terms)
    )


def _expected_vat(
    amounts: Amounts, frozen: Mapping[str, Any], job: PricedJob
) -> tuple[VatPart, ...]:
    if not job.fixed:
        return per_rate(line.vat for _, line in _lines(amounts, frozen))
    return tuple(
        vat_of(amounts, part.rate, part.gross if amounts is Amounts.INCL else part.base)
        for part in job.vat
    )


def _lines(
    amounts: Amounts, frozen: Mapping[str, Any]
) -> list[tuple[Mapping[str, Any], PricedLine]]:
    return [
        (line, price_line(amounts, _line_input(line)))
        for line in frozen["lines"]
        if line["amount_ore"] is not None
    ]


def _line_input(line: Mapping[str, Any]) -> LineInput:
    discount = line["discount"]
    return LineInput(
        kind=LineKind(line["kind"]),
        quantity=Decimal(line["quantity"]),
        unit_price=Money(line["unit_price_ore"]),
        discount=discount and _discount(discount),
        vat_rate=Decimal(line["vat_rate"]),
    )


def _discount(discount: Mapping[str, Any]) -> Discount:
    if "percent" in discount:
        return Discount(percent=Decimal(discount["percent"]))
    return Discount(ore=discount["ore"])
