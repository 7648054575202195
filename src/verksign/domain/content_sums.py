"""Sums as they stand in frozen content and answer."""

from collections.abc import Iterable
from typing import TypedDict

from verksign.domain.money import Money, plain_decimal
from verksign.domain.prices import Totals, VatPart


class ContentVat(TypedDict):
    rate: str
    base_ore: int
    vat_ore: int
    gross_ore: int


class ContentTotals(TypedDict):
    amount_ore: int
    ceiling_ore: int | None
    vat: list[ContentVat]
    net_ore: int
    vat_ore: int
    gross_ore: int


def vat_json(parts: Iterable[VatPart]) -> list[ContentVat]:
    return [
        ContentVat(
            rate=plain_decimal(part.rate),
            base_ore=part.base.ore,
            vat_ore=part.vat.ore,
            gross_ore=part.gross.ore,
        )
        for part in parts
    ]


def totals_json(totals: Totals) -> ContentTotals:
    """Return totals as they stand in content and answer."""
    return ContentTotals(
        amount_ore=totals.amount.ore,
        ceiling_ore=ore_of(totals.ceiling),
        vat=vat_json(totals.parts),
        net_ore=totals.net.ore,
        vat_ore=totals.vat.ore,
        gross_ore=totals.gross.ore,
    )


def ore_of(amount: Money | None) -> int | None:
    return None if amount is None else amount.ore
