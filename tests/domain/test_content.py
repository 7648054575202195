import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.samples import (
    AMOUNTS,
    BRAKES,
    NOW,
    ORE,
    brakes,
    draft_of,
    job_inputs,
    quote,
)
from verksign.domain.amounts_check import amounts_agree, answer_adds_up, content_adds_up
from verksign.domain.answers import ChoiceRule
from verksign.domain.canonical import canonical_json
from verksign.domain.completeness import ProblemCode, priced
from verksign.domain.content import Content, digest, freeze
from verksign.domain.content_sums import totals_json
from verksign.domain.customers import CustomerKind
from verksign.domain.drafts import CustomerParty, LineDraft
from verksign.domain.money import Money
from verksign.domain.prices import (
    REPARATIONSVILLKOR_2000,
    Amounts,
    Discount,
    JobInput,
    LineKind,
    PriceKind,
    from_content,
    total_of,
)
from verksign.domain.severity import Severity

P = ProblemCode
COMPANY = CustomerParty(kind=CustomerKind.COMPANY, name="Åkeri AB", org_number="556036-0793")


class TestFreeze:
    def test_fills_the_whole_shape(self) -> None:
        content = freeze(
            quote(
                reported="Gnisslar vid bromsning",
                drop_off="torsdag 26 november kl. 07:30",
                ready="i dag kl. 16:00",
                jobs=[brakes(severity=Severity.URGENT, finding="2 mm kvar", if_not="Skär")],
            ),
            now=NOW,
        )
        assert list(content) == [
            *("format", "kind", "purpose", "amounts", "number", "version", "document_id"),
            *("issued_at", "valid_until", "reported", "drop_off", "ready", "price_kind"),
            *("workshop", "customer", "vehicle", "adviser", "jobs"),
            *("photos", "attachments", "totals", "terms", "texts"),
        ]
        assert content["format"] == "verksign.content/1"
        assert (content["kind"], content["purpose"], content["amounts"]) == (
            "quote",
            "quote",
            "incl",
        )
        assert content["issued_at"] == "2026-11-24T08:40:00.000000Z"
        assert content["valid_until"] == "2026-12-08"
        assert content["workshop"]["org_number"] == "556036-0793"
        assert content["customer"]["kind"] == "consumer"

    def test_freezes_a_job_with_its_lines(self) -> None:
        [job] = freeze(quote(), now=NOW)["jobs"]
        assert job == {
            "id": "brakes",
            "no": 1,
            "title": "Byt bromsbelägg fram",
            "finding": "",
            "if_not": "",
            "severity": "",
            "choice": "included",
            "group": "",
            "price_kind": "ungefarlig",
            "hourly_rate_ore": None,
            "fixed": False,
            "lines": [
                {
                    "kind": "labour",
                    "text": "Byta bromsbelägg",
                    "quantity": "1.8",
                    "unit": "tim",
                    "unit_price_ore": 124_000,
                    "discount": None,
                    "vat_rate": "25",
                    "amount_ore": 223_200,
                },
                {
                    "kind": "article",
                    "text": "Bromsbelägg",
                    "quantity": "1",
                    "unit": "sats",
                    "unit_price_ore": 99_950,
                    "discount": {"percent": "10"},
                    "vat_rate": "25",
                    "amount_ore": 89_955,
                },
                {
                    "kind": "text",
                    "text": "Slitna till 2 mm",
                    "quantity": "",
                    "unit": "",
                    "unit_price_ore": None,
                    "discount": None,
                    "vat_rate": "25",
                    "amount_ore": None,
                },
            ],
            "amount_ore": 313_155,
            "ceiling_ore": 360_128,
            "vat": [{"rate": "25", "base_ore": 250_524, "vat_ore": 62_631, "gross_ore": 313_155}],
            "photos": [],
            "attachments": [],
        }

    def test_shows_the_lines_of_a_fixed_price_without_price(self) -> None:
        [job] = freeze(quote(jobs=[brakes(fixed_price=Money(300_000))]), now=NOW)["jobs"]
        assert job["fixed"]
        assert job["amount_ore"] == 300_000
        assert [line["quantity"] for line in job["lines"]] == ["1.8", "1", ""]
        assert {line["unit_price_ore"] for line in job["lines"]} == {None}
        assert {line["amount_ore"] for line in job["lines"]} == {None}
        assert [line["discount"] for line in job["lines"]] == [None, None, None]

    def test_keeps_an_hourly_rate_only_for_running_account(self) -> None:
        rate = Money(124_000)
        running = brakes(id="a", price_kind=PriceKind.LOPANDE, hourly_rate=rate)
        fixed = brakes(id="b", price_kind=PriceKind.FAST, hourly_rate=rate)
        content = freeze(quote(jobs=[running, fixed]), now=NOW)
        assert [job["hourly_rate_ore"] for job in content["jobs"]] == [124_000, None]
        assert content["jobs"][0]["ceiling_ore"] is None
        assert content["totals"]["included"]["ceiling_ore"] is None

    def test_a_job_without_its_own_price_kind_has_the_documents(self) -> None:
        content = freeze(
            quote(price_kind=PriceKind.HOGSTA, jobs=[brakes(price_kind=None)]), now=NOW
        )
        assert content["price_kind"] == content["jobs"][0]["price_kind"] == "hogsta"

    def test_writes_a_discount_in_kronor(self) -> None:
        priced_line = replace(BRAKES.lines[0], discount=Discount(ore=5_000))
        content = freeze(quote(jobs=[brakes(lines=[priced_line])]), now=NOW)
        assert content["jobs"][0]["lines"][0]["discount"] == {"ore": 5_000}
        assert content["jobs"][0]["amount_ore"] == 218_200

    def test_totals_tell_included_and_everything(self) -> None:
        wipers = brakes(id="wipers", choice=ChoiceRule.OPTIONAL, fixed_price=Money(40_000))
        totals = freeze(quote(jobs=[BRAKES, wipers]), now=NOW)["totals"]
        assert totals["included"]["amount_ore"] == 313_155
        assert totals["everything"]["amount_ore"] == 353_155

    def test_text_is_frozen_in_nfc(self) -> None:
        typed = freeze(quote(jobs=[brakes(title="A\u030atga\u0308rd")]), now=NOW)
        composed = freeze(quote(jobs=[brakes(title="Åtgärd")]), now=NOW)
        assert typed["jobs"][0]["title"] == "Åtgärd"
        assert digest(typed) == digest(composed)

    def test_survives_being_stored(self) -> None:
        content = freeze(quote(), now=NOW)
        stored: Content = json.loads(canonical_json(content))
        assert stored == content
        assert digest(stored) == digest(content)

    def test_another_ore_is_another_digest(self) -> None:
        other = quote(jobs=[brakes(fixed_price=Money(1))])
        assert digest(freeze(quote(), now=NOW)) != digest(freeze(other, now=NOW))


def answer_to(content: Content, accepted: list[str]) -> dict[str, Any]:
    total = total_of(from_content(content["jobs"]), accepted, REPARATIONSVILLKOR_2000)
    return {
        "jobs": [
            {
                "id": job["id"],
                "no": job["no"],
                "answer": "accepted" if job["id"] in accepted else "declined",
                "amount_ore": job["amount_ore"],
                "ceiling_ore": job["ceiling_ore"],
            }
            for job in content["jobs"]
        ],
        "total": totals_json(total),
    }


TAMPERED: dict[str, Callable[[Any], None]] = {
    "a line's price": lambda c: c["jobs"][0]["lines"][0].update(unit_price_ore=1),
    "a line's amount": lambda c: c["jobs"][0]["lines"][0].update(amount_ore=1),
    "a line's discount": lambda c: c["jobs"][0]["lines"][1].update(discount=None),
    "a job's amount": lambda c: c["jobs"][0].update(amount_ore=1),
    "a job's ceiling": lambda c: c["jobs"][0].update(ceiling_ore=400_000),
    "a job's VAT": lambda c: c["jobs"][0]["vat"][0].update(vat_ore=1),
    "the sum": lambda c: c["totals"]["included"].update(amount_ore=1),
    "the whole sum's VAT": lambda c: c["totals"]["everything"].update(vat_ore=1),
    "a fixed price": lambda c: c["jobs"][1].update(amount_ore=1),
    "a fixed price's VAT": lambda c: c["jobs"][1]["vat"][0].update(base_ore=1, vat_ore=39_999),
}


class TestReAdding:
    @pytest.fixture
    def content(self) -> Content:
        extra = brakes(id="extra", choice=ChoiceRule.OPTIONAL, fixed_price=Money(40_000))
        return freeze(quote(jobs=[BRAKES, extra]), now=NOW)

    def test_agrees_with_what_was_frozen_and_answered(self, content: Content) -> None:
        assert amounts_agree(content, answer_to(content, ["brakes"]))
        assert amounts_agree(content, answer_to(content, ["brakes", "extra"]))

    @pytest.mark.parametrize("what", list(TAMPERED))
    def test_finds_a_changed_amount(self, content: Content, what: str) -> None:
        TAMPERED[what](content)
        assert not content_adds_up(content)

    def test_finds_a_price_changed_everywhere_but_in_its_vat(self) -> None:
        content: Any = freeze(
            quote(jobs=[brakes(price_kind=PriceKind.FAST, fixed_price=Money(40_000))]), now=NOW
        )
        content["jobs"][0].update(amount_ore=50_000, ceiling_ore=50_000)
        for totals in (content["totals"]["included"], content["totals"]["everything"]):
            totals.update(amount_ore=50_000, ceiling_ore=50_000)
        assert not content_adds_up(content)

    def test_finds_an_answer_to_other_amounts(self, content: Content) -> None:
        lower = answer_to(content, ["brakes"])
        lower["jobs"][0]["amount_ore"] -= 1
        another_total = answer_to(content, ["brakes"])
        another_total["total"]["amount_ore"] += 1
        another_job = answer_to(content, ["brakes"])
        another_job["jobs"].pop()
        for answer in (lower, another_total, another_job):
            assert not answer_adds_up(content, answer)


class TestForAnyDocument:
    @given(AMOUNTS, job_inputs(), st.none() | ORE, st.data())
    def test_frozen_content_adds_to_what_was_priced(
        self,
        amounts: Amounts,
        jobs: list[JobInput],
        fixed: Money | None,
        data: st.DataObject,
    ) -> None:
        if not any(job.choice is ChoiceRule.INCLUDED for job in jobs):
            fixed = None
        draft = draft_of(amounts, jobs, fixed)
        content = freeze(draft, now=NOW)
        stored: Content = json.loads(canonical_json(content))
        chosen = data.draw(st.sets(st.sampled_from([job.id for job in jobs])))
        before = priced(draft)
        assert total_of(from_content(stored["jobs"]), chosen, REPARATIONSVILLKOR_2000) == total_of(
            before.jobs, chosen, REPARATIONSVILLKOR_2000
        )
        assert stored["totals"]["included"] == totals_json(before.included)
        assert amounts_agree(stored, answer_to(stored, sorted(chosen)))

    @given(st.decimals(0, 9_999, places=3, allow_nan=False))
    def test_a_quantity_is_frozen_without_loss(self, quantity: Decimal) -> None:
        line = LineDraft(
            kind=LineKind.ARTICLE, text="Olja", quantity=quantity, unit_price=Money(100)
        )
        content = freeze(quote(jobs=[brakes(lines=[line])]), now=NOW)
        assert Decimal(content["jobs"][0]["lines"][0]["quantity"]) == quantity
