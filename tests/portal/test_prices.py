from typing import Any, cast

import pytest

from tests.documents import papers
from tests.portal.example import company_content
from verksign.domain.content import ContentLine
from verksign.domain.prices import Totals
from verksign.portal.prices import LineRow, Price, chosen_total, line_row, price_of, sum_of

NB = "\u00a0"


def line(**changes: Any) -> ContentLine:
    whole = ContentLine(
        kind="article",
        text="Länkstag",
        quantity="2",
        unit="st",
        unit_price_ore=38_900,
        discount=None,
        vat_rate="25",
        amount_ore=77_800,
    )
    return cast("ContentLine", {**whole, **changes})


class TestLineRow:
    @pytest.mark.parametrize(
        ("changes", "detail", "amount"),
        [
            ({}, f"2{NB}st × 389{NB}kr", f"778{NB}kr"),
            ({"quantity": "1", "amount_ore": 38_900}, "", f"389{NB}kr"),
            ({"quantity": "1", "unit_price_ore": 0, "amount_ore": 0}, "", "ingår"),
            ({"unit_price_ore": None, "amount_ore": None}, f"2{NB}st", ""),
            ({"quantity": "", "unit_price_ore": None, "amount_ore": None}, "", ""),
            (
                {"discount": {"percent": "12.5"}, "amount_ore": 68_075},
                f"2{NB}st × 389{NB}kr, rabatt 12,5{NB}%",
                f"680,75{NB}kr",
            ),
            (
                {"discount": {"ore": 5_000}, "amount_ore": 72_800},
                f"2{NB}st × 389{NB}kr, rabatt 50{NB}kr",
                f"728{NB}kr",
            ),
        ],
    )
    def test_says_quantity_and_price_where_they_say_more_than_the_amount(
        self, changes: dict[str, Any], detail: str, amount: str
    ) -> None:
        assert line_row(line(**changes)) == LineRow("Länkstag", detail, amount)


class TestPrice:
    @pytest.mark.parametrize(
        ("kind", "ceiling", "words"),
        [
            ("fast", 100_000, "Fast pris"),
            ("hogsta", 100_000, "Högsta pris"),
            ("ungefarlig", 115_000, f"Ungefärligt pris, högst 1{NB}150{NB}kr"),
            (
                "lopande",
                186_000,
                f"Löpande räkning, 1{NB}240{NB}kr/tim inkl. moms, högst 1{NB}860{NB}kr",
            ),
            ("lopande", None, f"Löpande räkning, 1{NB}240{NB}kr/tim inkl. moms, inget tak"),
        ],
    )
    def test_the_kind_stands_with_its_ceiling(
        self, kind: str, ceiling: int | None, words: str
    ) -> None:
        price = Price(
            kind=kind,
            ore=100_000,
            ceiling_ore=ceiling,
            gross_ore=100_000,
            hourly_rate_ore=124_000,
            excluding_vat=False,
        )

        assert price.kind_words == words

    def test_a_company_sees_both_amounts(self) -> None:
        content = company_content()
        price = price_of(content, content["jobs"][0])

        assert (price.amount, price.gross) == (f"4{NB}390{NB}kr", f"5{NB}487,50{NB}kr")
        assert price.excluding_vat


class TestSum:
    def total(self, *numbers: int) -> Totals:
        content = papers.content()
        return chosen_total(content, [job["id"] for job in content["jobs"] if job["no"] in numbers])

    def test_a_ceiling_that_says_no_more_than_the_amount_is_not_shown(self) -> None:
        assert sum_of(papers.content(), self.total(1)).ceiling == ""

    def test_a_ceiling_above_the_amount_is_shown_with_it(self) -> None:
        words = sum_of(papers.content(), self.total(1, 2, 5))

        assert words.amount == words.to_pay == f"12{NB}625{NB}kr"
        assert words.ceiling == f"13{NB}447{NB}kr"
        assert [(row.rate, row.amount) for row in words.vat] == [(f"25{NB}%", f"2{NB}525{NB}kr")]

    def test_a_company_pays_the_amount_with_its_tax(self) -> None:
        content = company_content()
        words = sum_of(content, chosen_total(content, [content["jobs"][0]["id"]]))

        assert (words.net, words.to_pay) == (f"4{NB}390{NB}kr", f"5{NB}487,50{NB}kr")
