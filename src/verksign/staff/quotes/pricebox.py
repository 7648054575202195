"""What the quote may cost, as staff read it: what is included, what is offered, and how far it is to the ceiling."""

from dataclasses import dataclass

from django.utils.translation import gettext

from verksign.domain.money import Money, format_kronor
from verksign.domain.prices import Amounts, PricedDocument, VatPart

WIDTH = 1000
"""Of the drawing; its parts are whole thousandths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceBox:
    amounts: str
    included: Money
    offered: Money
    total: Money
    ceiling: Money | None
    net: Money
    vat: tuple[VatPart, ...]
    gross: Money

    @property
    def excluding_vat(self) -> bool:
        return self.amounts == Amounts.EXCL

    @property
    def total_words(self) -> str:
        """Return *Högst inkl. moms* while the customer may choose, else *Inkl. moms*."""
        if self.offered.ore:
            return (
                gettext("Högst exkl. moms") if self.excluding_vat else gettext("Högst inkl. moms")
            )
        return gettext("Exkl. moms") if self.excluding_vat else gettext("Inkl. moms")

    @property
    def room(self) -> Money | None:
        return None if self.ceiling is None else self.ceiling - self.total

    @property
    def over(self) -> bool:
        return self.room is not None and self.room.ore < 0

    @property
    def included_width(self) -> int:
        return self._part(self.included)

    @property
    def offered_width(self) -> int:
        return self._part(self.total) - self.included_width

    @property
    def over_width(self) -> int:
        return WIDTH - self._part(self.ceiling) if self.over and self.ceiling else 0

    @property
    def over_from(self) -> int:
        return WIDTH - self.over_width

    def _part(self, amount: Money) -> int:
        whole = max(self.total.ore, self.ceiling.ore if self.ceiling else 0, 1)
        return amount.ore * WIDTH // whole

    @property
    def words(self) -> str:
        """Return the drawing in words."""
        parts = [gettext("%(sum)s ingår") % {"sum": format_kronor(self.included.ore)}]
        if self.offered.ore:
            parts.append(gettext("%(sum)s valfritt") % {"sum": format_kronor(self.offered.ore)})
        if self.room is None or self.ceiling is None:
            parts.append(gettext("inget tak"))
        elif self.over:
            parts.append(gettext("%(sum)s över taket") % {"sum": format_kronor(-self.room.ore)})
        else:
            parts.append(
                gettext("utrymme %(room)s upp till taket %(ceiling)s")
                % {
                    "room": format_kronor(self.room.ore),
                    "ceiling": format_kronor(self.ceiling.ore),
                }
            )
        return ", ".join(parts)


def price_box(amounts: str, priced: PricedDocument) -> PriceBox:
    total, included = priced.everything, priced.included
    return PriceBox(
        amounts=amounts,
        included=included.amount,
        offered=total.amount - included.amount,
        total=total.amount,
        ceiling=total.ceiling,
        net=total.net,
        vat=total.parts,
        gross=total.gross,
    )
