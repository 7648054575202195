"""
Texts with legal weight, word for word, each with its version.

A lawyer must approve them before live use. Change one letter and the version goes up: the
signed document keeps the words and the version it was signed under.
"""

from dataclasses import dataclass

from verksign.domain.customers import CustomerKind
from verksign.domain.prices import REPARATIONSVILLKOR_2000


@dataclass(frozen=True, slots=True)
class VersionedText:
    key: str
    version: str
    text: str


@dataclass(frozen=True, slots=True)
class Term:
    key: str
    version: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermFacts:
    """What the pre-contract information says about this very case."""

    seller: str
    time: str
    payment: str
    terms_profile: str
    withdraw_address: str


BUTTON_CONSUMER = VersionedText("button", "DAL-4 v1", "Beställ – med betalningsskyldighet")
BUTTON_COMPANY = VersionedText("button", "DAL-4-company v1", "Godkänn och beställ")
PARTY = VersionedText("party", "party v1", "Du ingår avtal med {verkstad_juridiskt}.")
PARTY_COMPANY = VersionedText(
    "party", "party-company v1", "Ni ingår avtal med {verkstad_juridiskt}."
)
OPENING_ORDERS_NOTHING = VersionedText(
    "safe",
    "safe v1",
    "Inget blir beställt för att du öppnar. Det blir det först när du själv trycker på Beställ.",
)
AUTHORITY = VersionedText("authority", "authority v1", "Jag får beställa för företaget.")
CONSENTS = VersionedText(
    "consents",
    "consents v1",
    "Två val om din ångerrätt. Du väljer själv. Du kan beställa utan att kryssa i någon ruta.",
)
START = VersionedText(
    "start",
    "DAL-8 v1",
    "Jag vill att arbetet påbörjas innan ångerfristen på 14 dagar har gått ut. "
    "Om jag ångrar mig betalar jag för det arbete som då har utförts.",
)
ENDS = VersionedText(
    "ends",
    "DAL-9 v1",
    "Jag godkänner att ångerrätten upphör när arbetet är helt utfört.",
)

# The last day depends on when the customer orders, so what is frozen counts from that day.
RIGHT_ONLINE = Term(
    "right",
    "DAL-13 v1",
    "Ångerrätt",
    "Du har 14 dagars ångerrätt, räknat från den dag du beställer. Ångra dig med knappen "
    "Ångra avtalet här på den här sidan, i bekräftelsen eller på {ångra_adress}. "
    "Det går också att ringa, mejla eller använda standardblanketten.",
)
RIGHT_BY_HAND = Term(
    "right",
    "DAL-7 v1",
    "Ångerrätt",
    "Du har 14 dagars ångerrätt, räknat från den dag du beställer. "
    "Ångra dig genom att ringa, mejla eller använda standardblanketten.",
)
MORE = Term(
    "more",
    "more v1",
    "Om vi hittar mer",
    "Då kontaktar vi dig innan vi gör något. Att inte svara är aldrig ett ja.",
)
WARRANTY = Term(
    "warranty", "warranty v1", "Garanti", "12 månader eller 1 000 mil på arbete och delar."
)
COMPLAINT = Term(
    "complaint",
    "complaint v1",
    "Fel på arbetet",
    "Säg till så snart du märker det. Inom två månader är alltid i tid. "
    "Efter tre år är det för sent.",
)
COMPLAINT_COMPANY = Term(
    "complaint",
    "complaint-company v1",
    "Reklamation",
    "Inom 14 dagar efter att felet märktes, senast inom ett år.",
)
ARN = Term(
    "arn",
    "arn v1",
    "Om vi inte kommer överens",
    "Du kan vända dig till Allmänna reklamationsnämnden, arn.se, Box 174, 101 23 Stockholm.",
)
REPAIR_TERMS = Term(
    "terms",
    "terms v1",
    "Villkor",
    "Verkstadens reparationsvillkor gäller. Avtalet är på svenska.",
)
LAW_TERMS = Term("terms", "terms-law v1", "Villkor", "Avtalet är på svenska.")

BUTTON_CONFIRM = VersionedText("button", "order-yes v1", "Ja, det stämmer")
ORDERS_NOTHING_NEW = VersionedText(
    "safe",
    "order-note v1",
    "Du beställer inget nytt här. Du bekräftar det du redan har beställt.",
)
TEXTS_CONFIRMED = [BUTTON_CONFIRM, ORDERS_NOTHING_NEW]
"""Of an order confirmation that repeats a signed agreement: what was agreed is not agreed anew."""


def texts_for(kind: CustomerKind, *, legal_name: str) -> list[VersionedText]:
    """Return the button and what stands around it; consents are a consumer's only."""
    if kind is CustomerKind.COMPANY:
        return [
            BUTTON_COMPANY,
            _party(PARTY_COMPANY, legal_name),
            AUTHORITY,
            OPENING_ORDERS_NOTHING,
        ]
    return [
        BUTTON_CONSUMER,
        _party(PARTY, legal_name),
        OPENING_ORDERS_NOTHING,
        CONSENTS,
        START,
        ENDS,
    ]


def _party(text: VersionedText, legal_name: str) -> VersionedText:
    return VersionedText(
        text.key, text.version, text.text.replace("{verkstad_juridiskt}", legal_name)
    )


def terms_for(kind: CustomerKind, facts: TermFacts) -> list[Term]:
    """Return the information that stands above the button, in the order it is read."""
    own = [
        Term("seller", "seller v1", "Säljare", facts.seller),
        Term("time", "time v1", "Tid", facts.time),
        Term("pay", "pay v1", "Betalning", facts.payment),
    ]
    member = facts.terms_profile == REPARATIONSVILLKOR_2000.name
    agreed = [WARRANTY] if member else []
    written = [REPAIR_TERMS if member else LAW_TERMS]
    if kind is CustomerKind.COMPANY:
        law = [*agreed, COMPLAINT_COMPANY, *written]
    else:
        law = [_right(facts.withdraw_address), MORE, *agreed, COMPLAINT, ARN, *written]
    return [term for term in [*own, *law] if term.text]


def terms_confirmed(kind: CustomerKind, facts: TermFacts) -> list[Term]:
    """Return the same, but for the right of withdrawal: it runs from the order, and stands in the agreement."""
    return [term for term in terms_for(kind, facts) if term.key != "right"]


def _right(withdraw_address: str) -> Term:
    if not withdraw_address:
        return RIGHT_BY_HAND
    return Term(
        RIGHT_ONLINE.key,
        RIGHT_ONLINE.version,
        RIGHT_ONLINE.title,
        RIGHT_ONLINE.text.replace("{ångra_adress}", withdraw_address),
    )
