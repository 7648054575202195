"""Prices as the customer reads them: amount, kind and ceiling stand together."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from verksign.domain.content import Content, ContentJob, ContentLine
from verksign.domain.money import NBSP, Money, format_kronor, format_quantity
from verksign.domain.prices import Amounts, PriceKind, Totals, from_content, profile, total_of


def kronor(ore: int) -> str:
    return format_kronor(ore, decimals="needed")


def number(text: str) -> str:
    """Return 1,8 for the frozen 1.8."""
    return format_quantity(Decimal(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    kind: str
    ore: int
    ceiling_ore: int | None
    gross_ore: int
    hourly_rate_ore: int | None
    excluding_vat: bool

    @property
    def amount(self) -> str:
        return kronor(self.ore)

    @property
    def gross(self) -> str:
        return kronor(self.gross_ore)

    @property
    def ceiling(self) -> str:
        return "" if self.ceiling_ore is None else kronor(self.ceiling_ore)

    @property
    def hourly_rate(self) -> str:
        return (
            ""
            if self.hourly_rate_ore is None
            else _("%(amount)s/tim") % {"amount": kronor(self.hourly_rate_ore)}
        )

    @property
    def vat_words(self) -> str:
        return _("exkl. moms") if self.excluding_vat else _("inkl. moms")

    @property
    def kind_words(self) -> str:
        """Return the price kind in a few words, for a line under the job's name."""
        if self.kind == PriceKind.FAST:
            return _("Fast pris")
        if self.kind == PriceKind.HOGSTA:
            return _("Högsta pris")
        if self.kind == PriceKind.UNGEFARLIG:
            return _("Ungefärligt pris, högst %(ceiling)s") % {"ceiling": self.ceiling}
        words = [_("Löpande räkning")]
        if self.hourly_rate:
            words.append(f"{self.hourly_rate} {self.vat_words}")
        most = _("högst %(ceiling)s") % {"ceiling": self.ceiling}
        words.append(most if self.ceiling else _("inget tak"))
        return ", ".join(words)


def price_of(content: Content, job: ContentJob) -> Price:
    return Price(
        kind=job["price_kind"],
        ore=job["amount_ore"],
        ceiling_ore=job["ceiling_ore"],
        gross_ore=sum(part["gross_ore"] for part in job["vat"]),
        hourly_rate_ore=job["hourly_rate_ore"],
        excluding_vat=content["amounts"] == Amounts.EXCL,
    )


@dataclass(frozen=True, slots=True)
class LineRow:
    text: str
    detail: str
    amount: str


def line_row(line: ContentLine) -> LineRow:
    return LineRow(line["text"], _detail(line), _amount(line))


def _detail(line: ContentLine) -> str:
    """Return 1,8 tim × 1 240 kr; nothing for one piece, whose price is the amount itself."""
    if not line["quantity"]:
        return ""
    quantity = f"{number(line['quantity'])}{NBSP}{line['unit']}".strip()
    price, discount = line["unit_price_ore"], line["discount"]
    if price is None:
        return quantity
    if discount is None and (line["amount_ore"] == price or not line["amount_ore"]):
        return ""
    words = f"{quantity} × {kronor(price)}"
    if discount is None:
        return words
    off = (
        f"{number(discount['percent'])}{NBSP}%"
        if "percent" in discount
        else kronor(discount["ore"])
    )
    return f"{words}, rabatt {off}"


def _amount(line: ContentLine) -> str:
    if line["amount_ore"] is None:
        return ""
    return kronor(line["amount_ore"]) if line["amount_ore"] else _("ingår")


def chosen_total(content: Content, accepted_ids: Collection[str]) -> Totals:
    return total_of(
        from_content(content["jobs"]), accepted_ids, profile(content["workshop"]["terms_profile"])
    )


@dataclass(frozen=True, slots=True)
class VatRow:
    rate: str
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A total in words; `ceiling` is empty when it says no more than the amount."""

    amount: str
    ceiling: str
    open_ended: bool
    net: str
    gross: str
    vat: tuple[VatRow, ...]
    excluding_vat: bool

    @property
    def vat_words(self) -> str:
        return _("exkl. moms") if self.excluding_vat else _("inkl. moms")

    @property
    def to_pay(self) -> str:
        return self.gross if self.excluding_vat else self.amount


def sum_of(content: Content, totals: Totals) -> Sum:
    return Sum(
        amount=kronor(totals.amount.ore),
        ceiling=_higher(totals.amount, totals.ceiling),
        open_ended=totals.ceiling is None,
        net=kronor(totals.net.ore),
        gross=kronor(totals.gross.ore),
        vat=tuple(
            VatRow(f"{format_quantity(part.rate)}{NBSP}%", kronor(part.vat.ore))
            for part in totals.parts
        ),
        excluding_vat=content["amounts"] == Amounts.EXCL,
    )


def _higher(amount: Money, ceiling: Money | None) -> str:
    return kronor(ceiling.ore) if ceiling is not None and ceiling > amount else ""
