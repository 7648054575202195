"""The frozen content of a sending: what page, paper, answer and order are all made from."""

from dataclasses import asdict
from datetime import datetime
from typing import Any, NotRequired, TypedDict, cast

from verksign.domain.additions import Additions, additions_of, ready_words
from verksign.domain.canonical import canonical_json, normalised, sha256_hex, utc_text
from verksign.domain.completeness import (
    Problem,
    ProblemCode,
    QuoteIncomplete,
    price_kind_of,
    priced,
    problems_of,
)
from verksign.domain.content_files import ContentFile, ContentPhoto, files_json, photos_json
from verksign.domain.content_sums import ContentTotals, ContentVat, ore_of, totals_json, vat_json
from verksign.domain.drafts import CustomerParty, DocumentDraft, JobDraft, LineDraft, WorkshopParty
from verksign.domain.money import plain_decimal
from verksign.domain.prices import (
    Discount,
    LineKind,
    PricedJob,
    PricedLine,
    PriceKind,
)
from verksign.domain.terms import (
    TEXTS_CONFIRMED,
    Term,
    TermFacts,
    VersionedText,
    terms_confirmed,
    terms_for,
    texts_for,
)

ADDED = ("contact", "payer")
FORMAT = "verksign.content/1"


class ContentLine(TypedDict):
    kind: str
    text: str
    quantity: str
    unit: str
    unit_price_ore: int | None
    discount: dict[str, Any] | None
    vat_rate: str
    amount_ore: int | None


class ContentJob(TypedDict):
    id: str
    no: int
    title: str
    finding: str
    if_not: str
    severity: str
    choice: str
    group: str
    price_kind: str
    hourly_rate_ore: int | None
    fixed: bool
    lines: list[ContentLine]
    amount_ore: int
    ceiling_ore: int | None
    vat: list[ContentVat]
    photos: NotRequired[list[ContentPhoto]]
    attachments: NotRequired[list[ContentFile]]


class ContentSums(TypedDict):
    included: ContentTotals
    everything: ContentTotals


class ContentLogo(TypedDict):
    sha256: str
    width: int
    height: int


class ContentWorkshop(TypedDict):
    name: str
    short_name: str
    legal_name: str
    org_number: str
    vat_number: str
    f_tax: bool
    address: str
    phone: str
    phone_e164: str
    email: str
    tagline: str
    terms_profile: str
    payment_terms: str
    verify_address: str
    withdraw_address: str
    logo: NotRequired[ContentLogo]
    colour: NotRequired[str]


class ContentPayer(TypedDict):
    name: str
    org_number: str


class ContentCustomer(TypedDict):
    kind: str
    name: str
    org_number: str
    address: str
    phone: str
    email: str
    contact: NotRequired[str]
    payer: NotRequired[ContentPayer]


class ContentVehicle(TypedDict):
    plate: str
    plate_display: str
    vin: str
    model: str
    year: str
    mileage: str


class ContentAdviser(TypedDict):
    name: str
    first_name: str
    role: str


class ContentTerm(TypedDict):
    key: str
    version: str
    title: str
    text: str


class ContentText(TypedDict):
    version: str
    text: str


class Content(Additions):
    format: str
    kind: str
    purpose: str
    amounts: str
    number: str
    version: int
    document_id: str
    issued_at: str
    valid_until: str
    reported: str
    drop_off: str
    ready: str
    price_kind: str
    workshop: ContentWorkshop
    customer: ContentCustomer
    vehicle: ContentVehicle
    adviser: ContentAdviser
    jobs: list[ContentJob]
    photos: NotRequired[list[ContentPhoto]]
    attachments: NotRequired[list[ContentFile]]
    totals: ContentSums
    terms: list[ContentTerm]
    texts: dict[str, ContentText]


def freeze(draft: DocumentDraft, *, now: datetime) -> Content:
    """
    Return the content that the customer will see, sign and keep.

    :raises QuoteIncomplete: with every problem that must be put right first
    """
    return _frozen(draft, problems_of(draft, now), now=now)


def freeze_spoken(draft: DocumentDraft, *, now: datetime) -> Content:
    """
    Return the content that was answered by word of mouth: the workshop may take a yes after the last day, too.

    :raises QuoteIncomplete: with every other problem that must be put right first
    """
    problems = problems_of(draft, now)
    gaps = tuple(each for each in problems if each.code is not ProblemCode.VALID_UNTIL_PASSED)
    return _frozen(draft, gaps, now=now)


def _frozen(draft: DocumentDraft, problems: tuple[Problem, ...], *, now: datetime) -> Content:
    if problems or draft.valid_until is None:
        raise QuoteIncomplete(problems)
    document = priced(draft)
    content = {
        "format": FORMAT,
        "kind": draft.kind,
        "purpose": draft.purpose,
        "amounts": draft.amounts,
        "number": draft.number,
        "version": draft.version,
        "document_id": draft.document_id,
        "issued_at": utc_text(now),
        "valid_until": draft.valid_until.isoformat(),
        "reported": draft.reported,
        "drop_off": draft.drop_off,
        "ready": draft.ready,
        "price_kind": draft.price_kind or "",
        "workshop": _workshop(draft.workshop),
        "customer": _customer(draft.customer),
        "vehicle": asdict(draft.vehicle),
        "adviser": asdict(draft.adviser),
        "jobs": [
            _job(no, draft, job, result)
            for no, (job, result) in enumerate(zip(draft.jobs, document.jobs, strict=True), 1)
        ],
        "photos": photos_json(draft.photos, f"offert {draft.number}"),
        "attachments": files_json(draft.attachments),
        "totals": {
            "included": totals_json(document.included),
            "everything": totals_json(document.everything),
        },
        "terms": [asdict(term) for term in _terms(draft)],
        "texts": _texts(draft),
        **additions_of(draft),
    }
    return cast("Content", normalised(content))


def _workshop(workshop: WorkshopParty) -> dict[str, Any]:
    """What it has no look of its own for is left out, so that a content without one reads as it always has."""
    facts = asdict(workshop)
    return {name: value for name, value in facts.items() if value or name not in {"logo", "colour"}}


def digest(content: Content) -> str:
    """Return C."""
    return sha256_hex(canonical_json(content))


def _customer(customer: CustomerParty) -> dict[str, Any]:
    """What was frozen before there were contacts and payers has no such keys, and nor has what lacks them."""
    told = asdict(customer)
    return {name: told[name] for name in told if name not in ADDED or told[name]}


def _job(no: int, draft: DocumentDraft, job: JobDraft, result: PricedJob) -> ContentJob:
    running = price_kind_of(draft, job) is PriceKind.LOPANDE
    return ContentJob(
        id=job.id,
        no=no,
        title=job.title,
        finding=job.finding,
        if_not=job.if_not,
        severity=job.severity or "",
        choice=job.choice,
        group=job.group,
        price_kind=result.price_kind,
        hourly_rate_ore=ore_of(job.hourly_rate) if running else None,
        fixed=result.fixed,
        lines=[
            _line_without_price(line)
            if result.fixed or line.kind is LineKind.TEXT
            else _line(line, priced_line)
            for line, priced_line in zip(job.lines, result.lines, strict=True)
        ],
        amount_ore=result.amount.ore,
        ceiling_ore=ore_of(result.ceiling),
        vat=vat_json(result.vat),
        photos=photos_json(job.photos, job.title),
        attachments=files_json(job.attachments),
    )


def _line_without_price(line: LineDraft) -> ContentLine:
    text_only = line.kind is LineKind.TEXT
    return ContentLine(
        kind=line.kind,
        text=line.text,
        quantity="" if text_only else plain_decimal(line.quantity),
        unit="" if text_only else line.unit,
        unit_price_ore=None,
        discount=None,
        vat_rate=plain_decimal(line.vat_rate),
        amount_ore=None,
    )


def _line(line: LineDraft, result: PricedLine) -> ContentLine:
    return ContentLine(
        kind=line.kind,
        text=line.text,
        quantity=plain_decimal(line.quantity),
        unit=line.unit,
        unit_price_ore=ore_of(line.unit_price),
        discount=_discount(line.discount),
        vat_rate=plain_decimal(line.vat_rate),
        amount_ore=result.amount.ore,
    )


def _discount(discount: Discount | None) -> dict[str, Any] | None:
    if discount is None:
        return None
    if discount.percent is not None:
        return {"percent": plain_decimal(discount.percent)}
    return {"ore": discount.ore or 0}


def _facts(draft: DocumentDraft) -> TermFacts:
    workshop = draft.workshop
    seller = (
        workshop.legal_name,
        workshop.org_number,
        workshop.address,
        workshop.phone,
        workshop.email,
    )
    return TermFacts(
        seller=", ".join(part for part in seller if part),
        time=_time(draft),
        payment=workshop.payment_terms,
        terms_profile=workshop.terms_profile,
        withdraw_address=workshop.withdraw_address,
    )


def _time(draft: DocumentDraft) -> str:
    if draft.decide_by:
        return ready_words(draft.decide_by)
    return " – ".join(part for part in (draft.drop_off, draft.ready) if part)


def _terms(draft: DocumentDraft) -> list[Term]:
    kind, facts = draft.customer.kind, _facts(draft)
    return terms_confirmed(kind, facts) if draft.confirms else terms_for(kind, facts)


def _texts(draft: DocumentDraft) -> dict[str, ContentText]:
    workshop = draft.workshop
    seller = workshop.legal_name or workshop.name
    texts: list[VersionedText] = (
        TEXTS_CONFIRMED if draft.confirms else texts_for(draft.customer.kind, legal_name=seller)
    )
    return {text.key: ContentText(version=text.version, text=text.text) for text in texts}
