"""The same öre in the content, on the paper and in the JSON that the file carries, whatever is sold."""

import json
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.documents import papers
from tests.documents.reading import attachments, words_of
from verksign.documents.render import render_agreement, render_offer
from verksign.domain.amounts_check import amounts_agree
from verksign.domain.answers import ChoiceRule
from verksign.domain.completeness import QuoteIncomplete
from verksign.domain.customers import CustomerKind
from verksign.domain.drafts import JobDraft, LineDraft
from verksign.domain.money import Money, format_amount
from verksign.domain.prices import Discount, LineKind, PriceKind

lines = st.builds(
    LineDraft,
    kind=st.sampled_from([LineKind.ARTICLE, LineKind.LABOUR]),
    text=st.just("Rad"),
    quantity=st.decimals(min_value=Decimal("0.001"), max_value=40, places=3),
    unit=st.just("st"),
    unit_price=st.builds(Money, st.integers(1, 3_000_000)),
    discount=st.none()
    | st.builds(Discount, percent=st.decimals(min_value=0, max_value=100, places=1)),
    vat_rate=st.sampled_from([Decimal(25), Decimal(12), Decimal(6), Decimal(0)]),
)


@st.composite
def jobs(draw: st.DrawFn) -> list[JobDraft]:
    return [
        JobDraft(
            id=papers.job_id(number),
            title=f"Jobb {number}",
            lines=draw(st.lists(lines, min_size=1, max_size=4)),
            choice=draw(st.sampled_from([ChoiceRule.INCLUDED, ChoiceRule.OPTIONAL])),
            price_kind=draw(
                st.sampled_from([PriceKind.FAST, PriceKind.UNGEFARLIG, PriceKind.HOGSTA])
            ),
            fixed_price=draw(st.none() | st.builds(Money, st.integers(1, 9_000_000))),
        )
        for number in range(1, draw(st.integers(1, 5)) + 1)
    ]


def printed(ore: int) -> str:
    return format_amount(ore).replace("\xa0", " ")


def shown_total(total: Any) -> str:
    ceiling = total["ceiling_ore"]
    return f"{'–' if ceiling == total['amount_ore'] else printed(ceiling)} {printed(total['amount_ore'])}"


class TestAmounts:
    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(drafts=jobs(), kind=st.sampled_from(CustomerKind), data=st.data())
    def test_are_the_same_everywhere(
        self, drafts: list[JobDraft], kind: CustomerKind, data: st.DataObject
    ) -> None:
        try:
            content = papers.content(drafts, kind=kind)
        except QuoteIncomplete:
            assume(condition=False)
        shown = render_offer(content)
        said = [
            "accepted"
            if job["choice"] == "included"
            else data.draw(st.sampled_from(["accepted", "later"]))
            for job in content["jobs"]
        ]
        assume("accepted" in said)
        answer = papers.answer(content, said, shown)
        agreement = render_agreement(
            content, papers.evidence(content, shown, answer), shown, answer
        )
        offered, agreed = words_of(shown), words_of(agreement)
        for job in content["jobs"]:
            heading = f"{job['no']}. {job['title']} {printed(job['amount_ore'])} kr"
            assert heading in offered
            assert heading in agreed
            for line in job["lines"]:
                if line["amount_ore"] and line["unit_price_ore"]:
                    price = f"{printed(line['unit_price_ore'])} {printed(line['amount_ore'])}"
                    assert price in offered
                    assert price in agreed
        assert shown_total(content["totals"]["included"]) in offered
        carried = {
            name: json.loads(data)
            for name, data in attachments(agreement).items()
            if name.endswith("json")
        }
        total = carried["svar.json"]["total"]
        assert f"Att betala {shown_total(total)}" in agreed
        assert f"{printed(total['gross_ore'])} kr inkl. moms" in agreed
        for part in total["vat"]:
            row = [part["base_ore"], part["vat_ore"], part["gross_ore"]]
            assert " ".join(["%", *map(printed, row)]) in agreed
        assert carried["innehall.json"] == content
        assert amounts_agree(carried["innehall.json"], carried["svar.json"])
