"""Whole öre, one rounding rule, and how Swedes type and read amounts and quantities."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Literal, Self

NBSP = "\u00a0"
MINUS_SIGN = "\u2212"
SPACES = " \u00a0\u202f\u2009"
LARGEST_KRONOR_DIGITS = 9
QUANTITY_STEP = Decimal("0.001")

AMOUNT = re.compile(
    rf"(?P<sign>-?) ?(?P<kronor>\d{{1,3}}(?: \d{{3}})+|\d{{1,{LARGEST_KRONOR_DIGITS}}})"
    r"(?:[,.](?P<ore>\d{1,2}|-)|:(?P<none>-))?",
    re.ASCII,
)
QUANTITY = re.compile(r"(?:\d{1,3}(?: \d{3})+|\d{1,6})(?:[,.]\d{1,3})?", re.ASCII)


class NotAnAmount(Exception):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class NotAQuantity(Exception):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def half_up(value: Decimal) -> int:
    """Return the nearest whole number; a half goes away from zero."""
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


@dataclass(frozen=True, slots=True, order=True)
class Money:
    ore: int

    @classmethod
    def zero(cls) -> Self:
        return cls(0)

    @classmethod
    def total(cls, amounts: Sequence["Money"]) -> Self:
        return cls(sum(amount.ore for amount in amounts))

    def __add__(self, other: "Money") -> "Money":
        return Money(self.ore + other.ore)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.ore - other.ore)

    def __neg__(self) -> "Money":
        return Money(-self.ore)

    def share(self, fraction: Decimal) -> "Money":
        """Return that fraction of the amount, rounded half up to whole öre."""
        return Money(half_up(self.ore * fraction))

    def share_down(self, fraction: Decimal) -> "Money":
        """Return that fraction of the amount, never more than it: for limits that bind us."""
        return Money(int((self.ore * fraction).quantize(Decimal(1), ROUND_DOWN)))

    def split(self, weights: Sequence[int]) -> list["Money"]:
        """
        Return parts in proportion to the weights, whose sum is exactly the amount.

        The öre that are over go to the largest remainders, the earliest first among equals.
        Without any weight the first part gets everything; a negative weight counts as none.
        """
        shares = [max(weight, 0) for weight in weights]
        total = sum(shares)
        if not total:
            return [self if index == 0 else Money(0) for index in range(len(shares))]
        size = abs(self.ore)
        parts = [size * share // total for share in shares]
        by_remainder = sorted(
            range(len(shares)), key=lambda index: (-(size * shares[index] % total), index)
        )
        for index in by_remainder[: size - sum(parts)]:
            parts[index] += 1
        return [Money(part if self.ore >= 0 else -part) for part in parts]


def _plain(text: str) -> str:
    text = text.strip().replace(MINUS_SIGN, "-")
    for space in SPACES:
        text = text.replace(space, " ")
    return text


def parse_kronor(text: str) -> int:
    """
    Return the öre of an amount as a Swede types it: 1 240,50 · 1240.5 · 1 240:- · 1 240 kr.

    :raises NotAnAmount: also for a third decimal and for groups that are not of three digits,
        since both are far more often slips than prices
    """
    found = AMOUNT.fullmatch(_plain(text).removesuffix("kr").rstrip())
    if not found:
        raise NotAnAmount(text)
    kronor = found["kronor"].replace(" ", "")
    if len(kronor) > LARGEST_KRONOR_DIGITS:
        raise NotAnAmount(text)
    ore = (found["ore"] or "").strip("-").ljust(2, "0")
    size = int(kronor) * 100 + int(ore)
    return -size if found["sign"] else size


def _grouped(whole: int, space: str) -> str:
    return f"{whole:,}".replace(",", space)


def format_amount(
    ore: int, *, decimals: Literal["always", "needed"] = "always", nbsp: bool = True
) -> str:
    """Return 12 345,50, with no-break spaces unless the text goes into an SMS."""
    whole, rest = divmod(abs(ore), 100)
    text = _grouped(whole, NBSP if nbsp else " ")
    if rest or decimals == "always":
        text = f"{text},{rest:02}"
    return f"-{text}" if ore < 0 else text


def format_kronor(
    ore: int, *, decimals: Literal["always", "needed"] = "always", nbsp: bool = True
) -> str:
    """Return 12 345,50 kr."""
    return format_amount(ore, decimals=decimals, nbsp=nbsp) + (NBSP if nbsp else " ") + "kr"


def parse_quantity(text: str) -> Decimal:
    """
    Return a quantity of at most three decimals, never negative.

    :raises NotAQuantity: when it is anything else
    """
    plain = _plain(text)
    if not QUANTITY.fullmatch(plain):
        raise NotAQuantity(text)
    return Decimal(plain.replace(" ", "").replace(",", "."))


def plain_decimal(value: Decimal) -> str:
    """Return 1.8 for 1.800 and 100 for 1E+2: the one way a number is written when frozen."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def format_quantity(value: Decimal, *, nbsp: bool = True) -> str:
    """Return 1,8."""
    whole, _, rest = plain_decimal(value.quantize(QUANTITY_STEP, ROUND_HALF_UP)).partition(".")
    text = _grouped(int(whole), NBSP if nbsp else " ")
    return f"{text},{rest}" if rest else text
