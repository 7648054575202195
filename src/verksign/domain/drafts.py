"""A document as it stands when OK is pressed: plain values, before anything is frozen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from verksign.domain.answers import ChoiceRule
from verksign.domain.customers import CustomerKind
from verksign.domain.money import Money
from verksign.domain.prices import STANDARD_RATE, Amounts, Discount, LineKind, PriceKind
from verksign.domain.severity import Severity


class DocumentKind(StrEnum):
    QUOTE = "quote"
    QUICK_QUOTE = "quick_quote"
    ORDER = "order"


class Purpose(StrEnum):
    QUOTE = "quote"
    UPSELL = "upsell"
    ORDER_CONFIRMATION = "order_confirmation"


@dataclass(frozen=True, slots=True)
class LogoDraft:
    sha256: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopParty:
    name: str
    short_name: str
    legal_name: str
    org_number: str
    vat_number: str = ""
    f_tax: bool = False
    address: str
    phone: str
    phone_e164: str = ""
    email: str
    tagline: str = ""
    terms_profile: str
    payment_terms: str = ""
    verify_address: str = ""
    withdraw_address: str = ""
    logo: LogoDraft | None = None
    colour: str = ""
    """#rrggbb, or empty for ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PayerParty:
    """Who gets the invoice when it is not the customer."""

    name: str
    org_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerParty:
    kind: CustomerKind
    name: str
    org_number: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    contact: str = ""
    """Who gets the quote when it is not the customer: a company's contact, or the driver."""
    payer: PayerParty | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleFacts:
    plate: str = ""
    plate_display: str = ""
    vin: str = ""
    model: str = ""
    year: str = ""
    mileage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviserFacts:
    name: str
    first_name: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDraft:
    kind: LineKind
    text: str
    quantity: Decimal = Decimal(0)
    unit: str = ""
    unit_price: Money | None = None
    discount: Discount | None = None
    vat_rate: Decimal = STANDARD_RATE


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoDraft:
    """A photo in its three sizes; `sha256`, `width` and `height` are those of the one that is shown."""

    sha256: str
    large_sha256: str
    small_sha256: str
    width: int
    height: int
    alt: str = ""
    by: str = ""
    added: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDraft:
    sha256: str
    name: str
    size: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JobDraft:
    """Without a price kind of its own a job has the document's."""

    id: str
    title: str
    lines: Sequence[LineDraft]
    finding: str = ""
    if_not: str = ""
    severity: Severity | None = None
    choice: ChoiceRule = ChoiceRule.INCLUDED
    group: str = ""
    price_kind: PriceKind | None = None
    hourly_rate: Money | None = None
    fixed_price: Money | None = None
    ceiling: Money | None = None
    photos: Sequence[PhotoDraft] = ()
    attachments: Sequence[FileDraft] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideBy:
    """*Svara före*: when, and when the car is ready if the answer comes by then or later, in words."""

    at: datetime
    ready_before: str = ""
    ready_after: str = ""


@dataclass(frozen=True, slots=True)
class Confirms:
    """The signed agreement that an order confirmation repeats."""

    number: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDraft:
    kind: DocumentKind = DocumentKind.QUOTE
    purpose: Purpose = Purpose.QUOTE
    amounts: Amounts
    number: str
    version: int
    document_id: str
    valid_until: date | None
    price_kind: PriceKind | None
    fixed_price: Money | None = None
    reported: str = ""
    drop_off: str = ""
    ready: str = ""
    workshop: WorkshopParty
    customer: CustomerParty
    vehicle: VehicleFacts
    adviser: AdviserFacts
    jobs: Sequence[JobDraft]
    photos: Sequence[PhotoDraft] = ()
    attachments: Sequence[FileDraft] = ()
    before: Sequence[JobDraft] = ()
    """Of an addition to an order: what was ordered before."""
    decide_by: DecideBy | None = None
    confirms: Confirms | None = None
    found_by: str = ""
    """Who found what an addition is about: a mechanic's first name."""
