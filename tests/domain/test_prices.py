from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.samples import AMOUNTS, ORE, RATES, TERMS, job, job_inputs, line
from verksign.domain.answers import ChoiceRule
from verksign.domain.money import Money
from verksign.domain.prices import (
    LAW_ONLY,
    REPARATIONSVILLKOR_2000,
    Amounts,
    Discount,
    JobInput,
    LineInput,
    LineKind,
    NegativeTotal,
    NothingIncluded,
    PricedDocument,
    PriceKind,
    TermsProfile,
    UnknownProfile,
    VatPart,
    price_document,
    price_line,
    profile,
    total_of,
    vat_of,
)

R25, R12, R6 = Decimal(25), Decimal(12), Decimal(6)


def part(rate: Decimal, base: int, vat: int, gross: int) -> VatPart:
    return VatPart(rate, Money(base), Money(vat), Money(gross))


def side(amounts: Amounts, vat: VatPart) -> Money:
    return vat.gross if amounts is Amounts.INCL else vat.base


class TestLine:
    @pytest.mark.parametrize(
        ("priced", "ore"),
        [
            (line(124_000, quantity="1.8"), 223_200),
            (line(333, quantity="0.5"), 167),
            (line(99_950, discount=Discount(percent=Decimal(10))), 89_955),
            (line(1_001, discount=Discount(percent=Decimal("12.5"))), 876),
            (line(99_950, discount=Discount(ore=5_000)), 94_950),
            (line(1_000, quantity="0"), 0),
        ],
    )
    def test_is_quantity_times_price_less_discount(self, priced: LineInput, ore: int) -> None:
        assert price_line(Amounts.INCL, priced).amount == Money(ore)

    def test_vat_is_inside_an_amount_that_includes_it(self) -> None:
        assert vat_of(Amounts.INCL, R25, Money(99_999)) == part(R25, 79_999, 20_000, 99_999)

    def test_vat_is_added_to_an_amount_that_excludes_it(self) -> None:
        assert vat_of(Amounts.EXCL, R25, Money(99_999)) == part(R25, 99_999, 25_000, 124_999)

    @given(AMOUNTS, RATES, ORE)
    def test_entered_side_stays_exact_and_the_three_agree(
        self, amounts: Amounts, rate: Decimal, amount: Money
    ) -> None:
        vat = vat_of(amounts, rate, amount)
        assert side(amounts, vat) == amount
        assert vat.base + vat.vat == vat.gross
        assert Money(0) <= vat.vat <= vat.gross

    @given(RATES, ORE)
    def test_excluding_and_including_say_the_same(self, rate: Decimal, base: Money) -> None:
        there = vat_of(Amounts.EXCL, rate, base)
        assert vat_of(Amounts.INCL, rate, there.gross) == there


class TestJob:
    def test_sums_its_lines_and_their_vat_per_rate(self) -> None:
        [priced] = price_document(
            Amounts.INCL, [job(line(10_000), line(333), line(1_120, rate=12))]
        ).jobs
        assert priced.amount == Money(11_453)
        assert priced.vat == (part(R25, 8_266, 2_067, 10_333), part(R12, 1_000, 120, 1_120))
        assert not priced.fixed

    def test_text_lines_cost_nothing_and_show_no_rate(self) -> None:
        text = LineInput(kind=LineKind.TEXT, vat_rate=R6)
        [priced] = price_document(Amounts.INCL, [job(line(10_000), text)]).jobs
        assert [vat.rate for vat in priced.vat] == [R25]
        [priced] = price_document(Amounts.INCL, [job(text, fixed_price=Money(100))]).jobs
        assert priced.vat == (part(R25, 80, 20, 100),)

    def test_fixed_price_replaces_the_sum_and_is_split_over_the_rates(self) -> None:
        [priced] = price_document(
            Amounts.INCL,
            [job(line(20_000), line(10_000, rate=12), fixed_price=Money(10_000))],
        ).jobs
        assert priced.amount == Money(10_000)
        assert priced.vat == (part(R25, 5_334, 1_333, 6_667), part(R12, 2_976, 357, 3_333))
        assert priced.fixed

    def test_fixed_price_over_lines_for_nothing_goes_to_the_first_rate(self) -> None:
        [priced] = price_document(
            Amounts.EXCL, [job(line(0, rate=12), line(0), fixed_price=Money(100))]
        ).jobs
        assert priced.vat == (part(R25, 0, 0, 0), part(R12, 100, 12, 112))

    def test_never_costs_less_than_nothing(self) -> None:
        below = job(line(100, discount=Discount(ore=101)), id="below")
        with pytest.raises(NegativeTotal) as refusal:
            price_document(Amounts.INCL, [job(line(100)), below])
        assert refusal.value.job_id == "below"

    def test_refuses_a_negative_fixed_price(self) -> None:
        with pytest.raises(NegativeTotal):
            price_document(Amounts.INCL, [job(line(100), fixed_price=Money(-1))])


class TestFixedPriceOfTheDocument:
    def test_is_shared_by_the_jobs_that_are_included_and_their_rates(self) -> None:
        document = price_document(
            Amounts.INCL,
            [
                job(line(20_000), id="a"),
                job(line(5_000), line(5_000, rate=12), id="b"),
                job(line(7_000), id="extra", choice=ChoiceRule.OPTIONAL),
            ],
            Money(10_000),
        )
        assert [priced.amount.ore for priced in document.jobs] == [6_667, 3_333, 7_000]
        assert [priced.fixed for priced in document.jobs] == [True, True, False]
        assert document.jobs[1].vat == (part(R25, 1_334, 333, 1_667), part(R12, 1_488, 178, 1_666))
        assert document.included.amount == Money(10_000)
        assert document.everything.amount == Money(17_000)

    def test_weighs_a_job_with_its_own_fixed_price(self) -> None:
        jobs = [job(line(99), id="a", fixed_price=Money(3_000)), job(line(1_000), id="b")]
        document = price_document(Amounts.INCL, jobs, Money(2_000))
        assert [priced.amount.ore for priced in document.jobs] == [1_500, 500]

    def test_leaves_an_optional_jobs_own_fixed_price(self) -> None:
        extra = job(line(99), id="extra", choice=ChoiceRule.OPTIONAL, fixed_price=Money(5_000))
        document = price_document(Amounts.INCL, [job(line(100)), extra], Money(2_000))
        assert [priced.amount.ore for priced in document.jobs] == [2_000, 5_000]

    def test_needs_a_job_that_is_included(self) -> None:
        with pytest.raises(NothingIncluded):
            price_document(Amounts.INCL, [job(line(100), choice=ChoiceRule.OPTIONAL)], Money(100))

    def test_refuses_to_be_negative(self) -> None:
        with pytest.raises(NegativeTotal) as refusal:
            price_document(Amounts.INCL, [job(line(100))], Money(-1))
        assert refusal.value.job_id is None


class TestCeiling:
    @pytest.mark.parametrize(
        ("ore", "terms", "ceiling"),
        [
            (500_000, REPARATIONSVILLKOR_2000, 575_000),
            (2_000_000, REPARATIONSVILLKOR_2000, 2_200_000),
            (2_000_000, LAW_ONLY, 2_300_000),
            (99, LAW_ONLY, 113),
        ],
    )
    def test_of_an_approximate_price(self, ore: int, terms: TermsProfile, ceiling: int) -> None:
        document = price_document(
            Amounts.INCL, [job(line(ore), price_kind=PriceKind.UNGEFARLIG)], None, terms
        )
        assert document.jobs[0].ceiling == Money(ceiling)
        assert document.included.ceiling == Money(ceiling)

    @pytest.mark.parametrize("kind", [PriceKind.FAST, PriceKind.HOGSTA])
    def test_is_the_price_itself(self, kind: PriceKind) -> None:
        [priced] = price_document(Amounts.INCL, [job(line(500), price_kind=kind)]).jobs
        assert priced.ceiling == Money(500)

    def test_of_running_account_is_what_was_agreed(self) -> None:
        running = job(line(500), price_kind=PriceKind.LOPANDE, ceiling=Money(900))
        assert price_document(Amounts.INCL, [running]).jobs[0].ceiling == Money(900)

    def test_is_unknown_for_the_whole_when_a_chosen_job_has_none(self) -> None:
        jobs = [
            job(line(500), id="a"),
            job(line(500), id="b", price_kind=PriceKind.LOPANDE, choice=ChoiceRule.OPTIONAL),
        ]
        document = price_document(Amounts.INCL, jobs)
        assert document.included.ceiling == Money(500)
        assert document.everything.ceiling is None

    def test_approximate_jobs_share_one_cap(self) -> None:
        jobs = [
            job(line(1_500_000), id="a", price_kind=PriceKind.UNGEFARLIG),
            job(line(1_500_000), id="b", price_kind=PriceKind.UNGEFARLIG),
            job(line(1_000), id="c"),
        ]
        document = price_document(Amounts.INCL, jobs)
        assert document.jobs[0].ceiling == Money(1_700_000)
        assert document.everything.ceiling == Money(3_000_000 + 200_000 + 1_000)


class TestProfiles:
    def test_are_found_by_the_name_that_is_frozen(self) -> None:
        assert profile("law_only") is LAW_ONLY
        assert profile("reparationsvillkor_2000") is REPARATIONSVILLKOR_2000

    def test_an_unknown_one_is_refused(self) -> None:
        with pytest.raises(UnknownProfile):
            profile("hemmagjord")


class TestTotals:
    def test_are_the_sums_of_the_chosen(self) -> None:
        document = price_document(
            Amounts.EXCL,
            [
                job(line(10_001), id="a"),
                job(line(999), id="b", choice=ChoiceRule.OPTIONAL),
                job(line(500, rate=12), id="c", choice=ChoiceRule.OPTIONAL),
            ],
        )
        totals = total_of(document.jobs, ["a", "c"], REPARATIONSVILLKOR_2000)
        assert totals.amount == Money(10_501)
        assert totals.parts == (part(R25, 10_001, 2_500, 12_501), part(R12, 500, 60, 560))
        assert (totals.net, totals.vat, totals.gross) == (
            Money(10_501),
            Money(2_560),
            Money(13_061),
        )

    def test_of_nothing_are_nothing(self) -> None:
        document = price_document(Amounts.INCL, [job(line(100))])
        totals = total_of(document.jobs, [], LAW_ONLY)
        assert (totals.amount, totals.ceiling, totals.parts) == (Money(0), Money(0), ())


def _document(
    amounts: Amounts, jobs: list[JobInput], fixed: Money | None, terms: TermsProfile
) -> PricedDocument:
    if not any(each.choice is ChoiceRule.INCLUDED for each in jobs):
        fixed = None
    return price_document(amounts, jobs, fixed, terms)


class TestForAnyDocument:
    @given(AMOUNTS, job_inputs(), st.none() | ORE, TERMS, st.data())
    def test_totals_are_the_sums_of_what_is_shown(
        self,
        amounts: Amounts,
        jobs: list[JobInput],
        fixed: Money | None,
        terms: TermsProfile,
        data: st.DataObject,
    ) -> None:
        document = _document(amounts, jobs, fixed, terms)
        chosen = data.draw(st.sets(st.sampled_from([each.id for each in jobs])))
        totals = total_of(document.jobs, chosen, terms)
        shown = [each for each in document.jobs if each.id in chosen]
        assert totals.amount == Money.total([each.amount for each in shown])
        assert totals.net + totals.vat == totals.gross
        assert totals.amount == (totals.gross if amounts is Amounts.INCL else totals.net)
        for each in shown:
            assert Money.total([side(amounts, vat) for vat in each.vat]) == each.amount
            if not each.fixed:
                assert Money.total([priced.amount for priced in each.lines]) == each.amount

    @given(AMOUNTS, job_inputs(), st.none() | ORE, TERMS)
    def test_no_ceiling_lies_below_its_price_nor_above_the_sum_of_the_jobs(
        self, amounts: Amounts, jobs: list[JobInput], fixed: Money | None, terms: TermsProfile
    ) -> None:
        document = _document(amounts, jobs, fixed, terms)
        ceilings = [each.ceiling for each in document.jobs if each.ceiling is not None]
        assert all(
            each.ceiling is None or each.ceiling >= each.amount >= Money(0)
            for each in document.jobs
        )
        whole = document.everything.ceiling
        assert (whole is None) == (len(ceilings) < len(jobs))
        if whole is not None:
            # Every job is rounded down on its own, the whole only once.
            room = Money(len(jobs))
            assert document.everything.amount <= whole <= Money.total(ceilings) + room

    @given(AMOUNTS, job_inputs(), ORE, TERMS)
    def test_the_documents_fixed_price_is_what_is_included(
        self, amounts: Amounts, jobs: list[JobInput], fixed: Money, terms: TermsProfile
    ) -> None:
        document = _document(amounts, jobs, fixed, terms)
        if any(each.choice is ChoiceRule.INCLUDED for each in jobs):
            assert document.included.amount == fixed
