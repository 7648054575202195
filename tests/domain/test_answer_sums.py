"""What an answer comes to, in jobs and in kronor incl. VAT."""

from decimal import Decimal
from typing import Any

from tests.domain.samples import NOW, quote
from verksign.domain.answer_sums import AnswerSums, sums_of
from verksign.domain.answers import ChoiceRule
from verksign.domain.content import Content, freeze
from verksign.domain.customers import CustomerKind
from verksign.domain.drafts import CustomerParty, JobDraft, LineDraft
from verksign.domain.money import Money
from verksign.domain.prices import Amounts, LineKind, PriceKind


def one(job_id: str, ore: int, **more: Any) -> JobDraft:
    line = LineDraft(
        kind=LineKind.ARTICLE,
        text="Del",
        quantity=Decimal(1),
        unit="st",
        unit_price=Money(ore),
        vat_rate=Decimal(25),
    )
    return JobDraft(id=job_id, title=job_id, price_kind=PriceKind.FAST, lines=[line], **more)


def content(*jobs: JobDraft, **more: Any) -> Content:
    return freeze(quote(jobs=list(jobs), **more), now=NOW)


class TestSums:
    def test_count_what_was_offered_and_what_was_accepted(self) -> None:
        offered = content(
            one("oil", 100_000),
            one("brakes", 250_000, choice=ChoiceRule.OPTIONAL),
            one("wipers", 30_000, choice=ChoiceRule.OPTIONAL),
        )

        assert sums_of(offered, ("oil", "brakes")) == AnswerSums(
            offered_jobs=3, offered_ore=380_000, accepted_jobs=2, accepted_ore=350_000
        )

    def test_are_incl_vat_also_for_a_company(self) -> None:
        offered = content(
            one("oil", 100_000),
            amounts=Amounts.EXCL,
            customer=CustomerParty(kind=CustomerKind.COMPANY, name="Åkeri AB"),
        )

        assert sums_of(offered, ("oil",)) == AnswerSums(
            offered_jobs=1, offered_ore=125_000, accepted_jobs=1, accepted_ore=125_000
        )

    def test_of_alternatives_only_the_dearest_was_offered(self) -> None:
        summer = {"choice": ChoiceRule.ALTERNATIVE, "group": "tyres"}
        offered = content(
            one("cheap", 400_000, **summer), one("dear", 900_000, **summer), one("oil", 100_000)
        )

        assert sums_of(offered, ("oil", "cheap")) == AnswerSums(
            offered_jobs=2, offered_ore=1_000_000, accepted_jobs=2, accepted_ore=500_000
        )

    def test_a_no_accepts_nothing(self) -> None:
        assert sums_of(content(one("oil", 100_000)), ()) == AnswerSums(
            offered_jobs=1, offered_ore=100_000, accepted_jobs=0, accepted_ore=0
        )
