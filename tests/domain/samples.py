"""A complete quote to change one thing in, and strategies that make every other one."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from verksign.domain.answers import ChoiceRule
from verksign.domain.customers import CustomerKind
from verksign.domain.drafts import (
    AdviserFacts,
    CustomerParty,
    DocumentDraft,
    JobDraft,
    LineDraft,
    VehicleFacts,
    WorkshopParty,
)
from verksign.domain.money import Money
from verksign.domain.prices import (
    PROFILES,
    Amounts,
    Discount,
    JobInput,
    LineInput,
    LineKind,
    PriceKind,
)

NOW = datetime(2026, 11, 24, 8, 40, tzinfo=UTC)

WORKSHOP = WorkshopParty(
    name="Ekbackens Bilverkstad",
    short_name="Ekbacken",
    legal_name="Ekbackens Bil AB",
    org_number="556036-0793",
    vat_number="SE556036079301",
    f_tax=True,
    address="Ekvägen 1, 222 22 Lund",
    phone="040-628 04 12",
    phone_e164="+46406280412",
    email="hej@ekbacken.se",
    terms_profile="reparationsvillkor_2000",
    payment_terms="Kort eller Swish vid hämtning.",
    withdraw_address="https://ekbacken.se/angra",
)

BRAKES = JobDraft(
    id="brakes",
    title="Byt bromsbelägg fram",
    price_kind=PriceKind.UNGEFARLIG,
    lines=[
        LineDraft(
            kind=LineKind.LABOUR,
            text="Byta bromsbelägg",
            quantity=Decimal("1.800"),
            unit="tim",
            unit_price=Money(124_000),
        ),
        LineDraft(
            kind=LineKind.ARTICLE,
            text="Bromsbelägg",
            quantity=Decimal(1),
            unit="sats",
            unit_price=Money(99_950),
            discount=Discount(percent=Decimal(10)),
        ),
        LineDraft(kind=LineKind.TEXT, text="Slitna till 2 mm"),
    ],
)


def brakes(**changes: Any) -> JobDraft:
    return replace(BRAKES, **changes)


def quote(**changes: Any) -> DocumentDraft:
    whole = DocumentDraft(
        amounts=Amounts.INCL,
        number="SOF-10482",
        version=1,
        document_id="VS-7F3K-92QD",
        valid_until=date(2026, 12, 8),
        price_kind=PriceKind.FAST,
        workshop=WORKSHOP,
        customer=CustomerParty(kind=CustomerKind.CONSUMER, name="Karin Ek"),
        vehicle=VehicleFacts(plate="ABC12D", plate_display="ABC 12D"),
        adviser=AdviserFacts(name="Anna Berg", first_name="Anna"),
        jobs=[BRAKES],
    )
    return replace(whole, **changes)


def line(ore: int, *, rate: int = 25, quantity: str = "1", **more: Any) -> LineInput:
    return LineInput(
        kind=LineKind.ARTICLE,
        quantity=Decimal(quantity),
        unit_price=Money(ore),
        vat_rate=Decimal(rate),
        **more,
    )


def job(*lines: LineInput, **more: Any) -> JobInput:
    return JobInput(**{"id": "a", "price_kind": PriceKind.FAST, "lines": lines, **more})


ORE = st.integers(0, 5_000_000).map(Money)
RATES = st.sampled_from([Decimal(25), Decimal(12), Decimal(6), Decimal(0)])
DISCOUNTS = st.none() | st.builds(Discount, percent=st.decimals(0, 100, places=1, allow_nan=False))
LINES = st.builds(
    LineInput,
    kind=st.sampled_from(LineKind),
    quantity=st.decimals(0, 50, places=3, allow_nan=False),
    unit_price=ORE,
    discount=DISCOUNTS,
    vat_rate=RATES,
)
CHOICES = st.sampled_from(
    [ChoiceRule.INCLUDED, ChoiceRule.INCLUDED, ChoiceRule.OPTIONAL, ChoiceRule.ALTERNATIVE]
)


@st.composite
def job_inputs(draw: st.DrawFn) -> list[JobInput]:
    size = draw(st.integers(1, 5))
    return [
        JobInput(
            id=f"job-{number}",
            lines=draw(st.lists(LINES, max_size=4)),
            price_kind=draw(st.sampled_from(PriceKind)),
            choice=draw(CHOICES),
            group="tyres",
            fixed_price=draw(st.none() | ORE),
            ceiling=draw(st.none() | st.just(Money(10**12))),
        )
        for number in range(size)
    ]


AMOUNTS = st.sampled_from(Amounts)
TERMS = st.sampled_from(sorted(PROFILES.values(), key=lambda known: known.name))


def draft_of(amounts: Amounts, jobs: list[JobInput], fixed_price: Money | None) -> DocumentDraft:
    """Return a company's quote with these jobs, priced in the way that is asked for."""
    return quote(
        amounts=amounts,
        fixed_price=fixed_price,
        customer=CustomerParty(kind=CustomerKind.COMPANY, name="Åkeri AB"),
        jobs=[
            JobDraft(
                id=each.id,
                title="Jobb",
                choice=ChoiceRule.OPTIONAL
                if each.choice is ChoiceRule.ALTERNATIVE
                else each.choice,
                price_kind=each.price_kind,
                hourly_rate=Money(100_000),
                fixed_price=Money(0)
                if each.fixed_price is None and not _has_price(each)
                else each.fixed_price,
                ceiling=each.ceiling,
                lines=[
                    LineDraft(
                        kind=one.kind,
                        text="Rad",
                        quantity=one.quantity,
                        unit_price=one.unit_price,
                        discount=one.discount,
                        vat_rate=one.vat_rate,
                    )
                    for one in each.lines
                ],
            )
            for each in jobs
        ],
    )


def _has_price(each: JobInput) -> bool:
    return any(one.unit_price.ore for one in each.lines if one.kind is not LineKind.TEXT)
