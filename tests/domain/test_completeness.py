from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.domain.samples import (
    BRAKES,
    NOW,
    WORKSHOP,
    brakes,
    quote,
)
from verksign.domain.answers import ChoiceRule
from verksign.domain.completeness import Problem, ProblemCode, QuoteIncomplete, problems_of
from verksign.domain.content import freeze
from verksign.domain.customers import CustomerKind
from verksign.domain.drafts import CustomerParty, DocumentDraft, LineDraft, VehicleFacts
from verksign.domain.money import Money
from verksign.domain.prices import (
    Amounts,
    Discount,
    PriceKind,
)

P = ProblemCode
COMPANY = CustomerParty(kind=CustomerKind.COMPANY, name="Åkeri AB", org_number="556036-0793")


class TestTermsAndTexts:
    def test_a_consumer_gets_the_whole_information_and_the_consents(self) -> None:
        content = freeze(quote(), now=NOW)
        assert [term["key"] for term in content["terms"]] == [
            *("seller", "pay", "right", "more", "warranty", "complaint", "arn", "terms")
        ]
        assert list(content["texts"]) == ["button", "party", "safe", "consents", "start", "ends"]
        assert content["texts"]["button"] == {
            "version": "DAL-4 v1",
            "text": "Beställ – med betalningsskyldighet",
        }
        assert content["texts"]["party"]["text"] == "Du ingår avtal med Ekbackens Bil AB."

    def test_a_company_gets_no_right_to_withdraw_and_no_consents(self) -> None:
        content = freeze(quote(customer=COMPANY, amounts=Amounts.EXCL), now=NOW)
        assert [term["key"] for term in content["terms"]] == [
            *("seller", "pay", "warranty", "complaint", "terms")
        ]
        assert list(content["texts"]) == ["button", "party", "authority", "safe"]
        assert content["texts"]["button"]["text"] == "Godkänn och beställ"

    def test_seller_is_named_as_the_law_wants(self) -> None:
        [seller, *_] = freeze(quote(), now=NOW)["terms"]
        assert seller["text"] == (
            "Ekbackens Bil AB, 556036-0793, Ekvägen 1, 222 22 Lund, 040-628 04 12, hej@ekbacken.se"
        )


def _without_price(job_line: LineDraft) -> LineDraft:
    return replace(job_line, unit_price=None)


INCOMPLETE: dict[str, tuple[DocumentDraft, Problem]] = {
    "no job": (quote(jobs=[]), Problem(P.NO_JOBS)),
    "no customer": (
        quote(customer=CustomerParty(kind=CustomerKind.CONSUMER, name="")),
        Problem(P.NO_CUSTOMER),
    ),
    "no vehicle": (quote(vehicle=VehicleFacts()), Problem(P.NO_VEHICLE)),
    "no last day": (quote(valid_until=None), Problem(P.NO_VALID_UNTIL)),
    "last day over": (
        quote(valid_until=date(2026, 11, 23)),
        Problem(P.VALID_UNTIL_PASSED),
    ),
    "seller without number": (
        quote(workshop=replace(WORKSHOP, org_number="")),
        Problem(P.SELLER_MISSING, field="org_number"),
    ),
    "seller without address": (
        quote(workshop=replace(WORKSHOP, address="")),
        Problem(P.SELLER_MISSING, field="address"),
    ),
    "seller without e-mail": (
        quote(workshop=replace(WORKSHOP, email="")),
        Problem(P.SELLER_MISSING, field="email"),
    ),
    "consumer without VAT in the price": (
        quote(amounts=Amounts.EXCL),
        Problem(P.CONSUMER_NEEDS_INCL),
    ),
    "job without title": (quote(jobs=[brakes(title="")]), Problem(P.NO_TITLE, "brakes")),
    "job without lines": (quote(jobs=[brakes(lines=[])]), Problem(P.NO_PRICE, "brakes")),
    "job with text alone": (
        quote(jobs=[brakes(lines=[BRAKES.lines[2]])]),
        Problem(P.NO_PRICE, "brakes"),
    ),
    "line without price": (
        quote(jobs=[brakes(lines=[BRAKES.lines[0], _without_price(BRAKES.lines[1])])]),
        Problem(P.NO_PRICE, "brakes"),
    ),
    "job priced at nothing": (
        quote(jobs=[brakes(lines=[replace(BRAKES.lines[0], unit_price=Money(0))])]),
        Problem(P.NO_PRICE, "brakes"),
    ),
    "no price kind": (
        quote(price_kind=None, jobs=[brakes(price_kind=None)]),
        Problem(P.NO_PRICE_KIND, "brakes"),
    ),
    "running account without a rate": (
        quote(jobs=[brakes(price_kind=PriceKind.LOPANDE)]),
        Problem(P.LOPANDE_WITHOUT_HOURLY_RATE, "brakes"),
    ),
    "ceiling below the price": (
        quote(
            jobs=[
                brakes(
                    price_kind=PriceKind.LOPANDE,
                    hourly_rate=Money(124_000),
                    ceiling=Money(313_154),
                )
            ]
        ),
        Problem(P.CEILING_BELOW_AMOUNT, "brakes"),
    ),
    "less than nothing": (
        quote(jobs=[brakes(lines=[replace(BRAKES.lines[0], discount=Discount(ore=300_000))])]),
        Problem(P.NEGATIVE_TOTAL, "brakes"),
    ),
    "document's fixed price with nothing included": (
        quote(fixed_price=Money(1), jobs=[brakes(choice=ChoiceRule.OPTIONAL)]),
        Problem(P.NOTHING_INCLUDED),
    ),
    "pre-ticked for a consumer": (
        quote(jobs=[BRAKES, brakes(id="extra", choice=ChoiceRule.PRESELECTED)]),
        Problem(P.PRESELECTED_FOR_CONSUMER, "extra"),
    ),
    "one alternative": (
        quote(jobs=[brakes(choice=ChoiceRule.ALTERNATIVE, group="däck")]),
        Problem(P.ALTERNATIVE_ALONE, "brakes"),
    ),
}


class TestCompleteness:
    @pytest.mark.parametrize("case", list(INCOMPLETE))
    def test_refuses(self, case: str) -> None:
        draft, problem = INCOMPLETE[case]
        with pytest.raises(QuoteIncomplete) as refusal:
            freeze(draft, now=NOW)
        assert refusal.value.problems == (problem,)

    def test_tells_everything_at_once(self) -> None:
        draft = quote(
            vehicle=VehicleFacts(),
            workshop=replace(WORKSHOP, phone="", legal_name=""),
            jobs=[brakes(id="a", title=""), brakes(id="b", lines=[])],
        )
        assert problems_of(draft, NOW) == (
            Problem(P.NO_VEHICLE),
            Problem(P.SELLER_MISSING, field="legal_name"),
            Problem(P.SELLER_MISSING, field="phone"),
            Problem(P.NO_TITLE, "a"),
            Problem(P.NO_PRICE, "b"),
        )

    def test_the_last_day_counts_to_its_end_in_sweden(self) -> None:
        last_second = datetime(2026, 12, 8, 22, 59, 59, tzinfo=UTC)
        assert problems_of(quote(), last_second) == ()
        assert problems_of(quote(), last_second.replace(hour=23)) == (
            Problem(P.VALID_UNTIL_PASSED),
        )

    def test_a_company_may_be_served_by_a_seller_with_gaps_and_preticked_jobs(self) -> None:
        draft = quote(
            customer=COMPANY,
            amounts=Amounts.EXCL,
            workshop=replace(WORKSHOP, org_number="", email=""),
            jobs=[BRAKES, brakes(id="extra", choice=ChoiceRule.PRESELECTED)],
        )
        assert problems_of(draft, NOW) == ()

    def test_a_job_for_nothing_has_a_fixed_price_of_nothing(self) -> None:
        assert problems_of(quote(jobs=[brakes(lines=[], fixed_price=Money(0))]), NOW) == ()

    def test_the_documents_fixed_price_prices_what_is_included(self) -> None:
        extra = brakes(id="extra", choice=ChoiceRule.OPTIONAL, lines=[])
        draft = quote(fixed_price=Money(10_000), jobs=[brakes(lines=[]), extra])
        assert problems_of(draft, NOW) == (Problem(P.NO_PRICE, "extra"),)
