"""Prices that were entered incl. VAT are shown without when the customer becomes a company: at the lines' own rates."""

from decimal import Decimal

import pytest

from tests.kit.garage import Garage
from verksign.domain.money import Money
from verksign.domain.prices import Amounts, VatPart, shown_as, vat_of
from verksign.records.models import Job, Line, ServiceDocument
from verksign.usecases.quotes.lines import change_line


@pytest.fixture
def quote(garage: Garage) -> ServiceDocument:
    """A service at 25 %, and a book at 6 %."""
    quote = garage.quote(jobs={"Service": "included", "Handbok": "included"})
    book = Line.objects.get(job__document=quote, text="Handbok")
    change_line(
        quote_id=quote.id,
        line_id=book.id,
        changes={"vat_rate": "6"},
        by=garage.actor,
        now=garage.tick(),
    )
    return garage.fresh(quote)


def parts(**gross: int) -> list[VatPart]:
    return [vat_of(Amounts.INCL, Decimal(rate[1:]), Money(ore)) for rate, ore in gross.items()]


class TestShownAs:
    def test_is_at_the_rates_of_what_it_stands_for(self) -> None:
        assert shown_as(Amounts.EXCL, Money(10_600), parts(r6=5_300)) == Money(10_000)
        assert shown_as(Amounts.INCL, Money(10_000), parts(r6=5_300)) == Money(10_600)

    def test_is_split_in_the_proportions_of_several_rates(self) -> None:
        half = parts(r25=12_500, r6=12_500)

        # 100 kr of 125 at 25 %, and 125 / 1.06 at 6 %.
        assert shown_as(Amounts.EXCL, Money(25_000), half) == Money(10_000 + 11_792)

    def test_of_nothing_is_at_the_standard_rate(self) -> None:
        assert shown_as(Amounts.EXCL, Money(12_500), []) == Money(10_000)


class TestQuote:
    def test_keeps_a_jobs_fixed_price_at_the_jobs_own_rate(
        self, garage: Garage, quote: ServiceDocument
    ) -> None:
        job = Job.objects.get(document=quote, title="Handbok")
        Job.objects.filter(id=job.id).update(fixed_price_ore=53_000, ceiling_ore=106_000)

        garage.change(quote, customer_kind="company")

        job.refresh_from_db()
        assert (job.fixed_price_ore, job.ceiling_ore) == (50_000, 100_000)
        assert garage.fresh(quote).gross_ore == 100_000 + 53_000

    def test_keeps_its_fixed_price_in_the_proportions_of_its_jobs(
        self, garage: Garage, quote: ServiceDocument
    ) -> None:
        garage.change(quote, fixed_price="1000")

        garage.change(quote, customer_kind="company")

        # 500 kr at each rate: 400 kr, and 471,70 kr.
        assert garage.fresh(quote).fixed_price_ore == 40_000 + 47_170
        assert garage.fresh(quote).gross_ore == pytest.approx(100_000, abs=1)
