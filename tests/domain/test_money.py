from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verksign.domain.money import (
    Money,
    NotAnAmount,
    NotAQuantity,
    format_amount,
    format_kronor,
    format_quantity,
    parse_kronor,
    parse_quantity,
    plain_decimal,
)

WHOLE_ORE = st.integers(-99_999_999_999, 99_999_999_999)


class TestMoney:
    def test_adds_subtracts_and_compares(self) -> None:
        assert Money(100) + Money(50) == Money(150)
        assert Money(100) - Money(150) == Money(-50)
        assert -Money(7) == Money(-7)
        assert Money(1) < Money(2)
        assert Money.total([Money(1), Money(2)]) == Money(3)
        assert Money.total([]) == Money(0)

    @pytest.mark.parametrize(
        ("ore", "fraction", "expected"),
        [
            (100, "0.25", 25),
            (1, "0.5", 1),
            (3, "0.5", 2),
            (-1, "0.5", -1),
            (101, "0.125", 13),
            (99, "0.005", 0),
        ],
    )
    def test_shares_are_rounded_half_up(self, ore: int, fraction: str, expected: int) -> None:
        assert Money(ore).share(Decimal(fraction)) == Money(expected)

    def test_limits_are_rounded_down(self) -> None:
        assert Money(99).share_down(Decimal("0.15")) == Money(14)


class TestSplit:
    @pytest.mark.parametrize(
        ("ore", "weights", "expected"),
        [
            (100, [1, 1, 1], [34, 33, 33]),
            (100, [2, 1], [67, 33]),
            (10, [0, 0, 0], [10, 0, 0]),
            (10, [0, 5], [0, 10]),
            (10, [-5, 5], [0, 10]),
            (0, [1, 2], [0, 0]),
            (-100, [1, 1, 1], [-34, -33, -33]),
            (5, [], []),
        ],
    )
    def test_by_largest_remainder(self, ore: int, weights: list[int], expected: list[int]) -> None:
        assert Money(ore).split(weights) == [Money(each) for each in expected]

    @given(WHOLE_ORE, st.lists(st.integers(0, 10**9), min_size=1))
    def test_parts_are_the_whole_and_within_one_ore_of_their_share(
        self, ore: int, weights: list[int]
    ) -> None:
        parts = Money(ore).split(weights)
        assert Money.total(parts) == Money(ore)
        if total := sum(weights):
            for part, weight in zip(parts, weights, strict=True):
                assert abs(part.ore * total - ore * weight) < total


class TestParseKronor:
    @pytest.mark.parametrize(
        ("text", "ore"),
        [
            ("1 240,50", 124_050),
            ("1\u00a0240,50", 124_050),
            ("1\u202f240,5", 124_050),
            ("1240.5", 124_050),
            ("1240", 124_000),
            (" 1 240 kr ", 124_000),
            ("1 240:-", 124_000),
            ("1240,-", 124_000),
            ("-5", -500),
            ("\u22125,05", -505),
            ("0", 0),
            ("12 345 678,90", 1_234_567_890),
        ],
    )
    def test_reads_what_swedes_type(self, text: str, ore: int) -> None:
        assert parse_kronor(text) == ore

    @pytest.mark.parametrize(
        "text",
        [
            *("", "-", "kr", "1,234", "1.240,50", "12 40", "1e3", "tolv", "1,2,3", "٣"),
            *("1234567890", "1 234 567 890", "5-", "--5", "+5", "NaN"),
        ],
    )
    def test_refuses_slips(self, text: str) -> None:
        with pytest.raises(NotAnAmount) as refusal:
            parse_kronor(text)
        assert refusal.value.text == text


class TestFormat:
    @pytest.mark.parametrize(
        ("ore", "always", "needed"),
        [
            (1_234_550, "12 345,50 kr", "12 345,50 kr"),
            (1_262_500, "12 625,00 kr", "12 625 kr"),
            (5, "0,05 kr", "0,05 kr"),
            (-123_456, "-1 234,56 kr", "-1 234,56 kr"),
            (0, "0,00 kr", "0 kr"),
        ],
    )
    def test_kronor(self, ore: int, always: str, needed: str) -> None:
        assert format_kronor(ore, nbsp=False) == always
        assert format_kronor(ore, decimals="needed", nbsp=False) == needed

    def test_groups_and_unit_stay_together_on_a_page(self) -> None:
        assert format_kronor(1_234_550) == "12\u00a0345,50\u00a0kr"
        assert format_amount(1_234_550) == "12\u00a0345,50"

    @given(WHOLE_ORE)
    def test_what_is_shown_is_read_back(self, ore: int) -> None:
        assert parse_kronor(format_kronor(ore)) == ore
        assert parse_kronor(format_amount(ore, decimals="needed", nbsp=False)) == ore


class TestQuantities:
    @pytest.mark.parametrize(
        ("text", "quantity"),
        [("1,8", "1.8"), ("1.800", "1.8"), ("0,125", "0.125"), ("1 200", "1200"), ("4", "4")],
    )
    def test_reads(self, text: str, quantity: str) -> None:
        assert parse_quantity(text) == Decimal(quantity)

    @pytest.mark.parametrize("text", ["", "-1", "1,2345", "1e3", "½", "10 00", "1234567"])
    def test_refuses(self, text: str) -> None:
        with pytest.raises(NotAQuantity):
            parse_quantity(text)

    def test_shows_no_needless_decimals(self) -> None:
        assert format_quantity(Decimal("1.800")) == "1,8"
        assert format_quantity(Decimal(1200)) == "1\u00a0200"
        assert format_quantity(Decimal("0.125"), nbsp=False) == "0,125"

    @pytest.mark.parametrize(
        ("value", "text"), [("1.800", "1.8"), ("1E+2", "100"), ("0.000", "0"), ("25", "25")]
    )
    def test_is_frozen_in_one_way(self, value: str, text: str) -> None:
        assert plain_decimal(Decimal(value)) == text

    @given(st.decimals(0, 999_999, places=3, allow_nan=False))
    def test_what_is_shown_is_read_back(self, quantity: Decimal) -> None:
        assert parse_quantity(format_quantity(quantity)) == quantity
        assert Decimal(plain_decimal(quantity)) == quantity
