"""A quote's rows as the plain draft that the domain freezes: the one road from tables to content."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from django.conf import settings

from verksign.documents.stamps import size_of
from verksign.domain.answers import ChoiceRule
from verksign.domain.customers import CustomerKind
from verksign.domain.dates import local_date
from verksign.domain.drafts import (
    AdviserFacts,
    CustomerParty,
    DocumentDraft,
    FileDraft,
    JobDraft,
    LineDraft,
    LogoDraft,
    PayerParty,
    PhotoDraft,
    VehicleFacts,
    WorkshopParty,
)
from verksign.domain.identifiers import display_phone
from verksign.domain.money import Money, format_quantity
from verksign.domain.prices import Amounts, LineKind, PriceKind, profile
from verksign.domain.severity import Severity
from verksign.records.models import Attachment, Job, Line, ServiceDocument, Workshop
from verksign.usecases.quotes.pricing import discount_of, job_input, lines_of, price_kind_of
from verksign.usecases.quotes.register_prices import shown_price

ADVISER_ROLE = "kundmottagare"


def draft_of(
    quote: ServiceDocument, jobs: Sequence[Job], *, version: int, document_id: str
) -> DocumentDraft:
    """The quote as it stands; customer, vehicle, adviser and workshop must be loaded."""
    beside = list(Attachment.objects.beside(quote, [job.id for job in jobs]))
    return DocumentDraft(
        amounts=Amounts(quote.amounts),
        number=quote.number,
        version=version,
        document_id=document_id,
        valid_until=quote.valid_until,
        price_kind=PriceKind(quote.price_kind) if quote.price_kind else None,
        fixed_price=None if quote.fixed_price_ore is None else Money(quote.fixed_price_ore),
        reported=quote.reported,
        drop_off=quote.drop_off,
        ready=quote.ready,
        workshop=party_of(quote.workshop),
        customer=_customer(quote),
        vehicle=_vehicle(quote),
        adviser=AdviserFacts(
            name=quote.adviser.name, first_name=quote.adviser.first_name, role=ADVISER_ROLE
        ),
        jobs=[job_draft(job, quote, beside) for job in jobs],
        photos=_photos(beside, None),
        attachments=_files(beside, None),
    )


def _photos(beside: Sequence[Attachment], job_id: UUID | None) -> list[PhotoDraft]:
    return [
        PhotoDraft(
            sha256=row.page.sha256,
            large_sha256=row.blob.sha256,
            small_sha256=row.thumbnail.sha256,
            width=row.width or 0,
            height=row.height or 0,
            alt=row.alt,
            by=row.added_by.first_name,
            added=local_date(row.added_at),
        )
        for row in beside
        if row.job == job_id and row.page and row.thumbnail
    ]


def _files(beside: Sequence[Attachment], job_id: UUID | None) -> list[FileDraft]:
    return [
        FileDraft(sha256=row.blob.sha256, name=row.name, size=row.blob.size, pages=row.pages)
        for row in beside
        if row.job == job_id and row.pages
    ]


def party_of(workshop: Workshop) -> WorkshopParty:
    """The workshop as it stands in what is frozen."""
    return WorkshopParty(
        name=workshop.name,
        short_name=workshop.short_name,
        legal_name=workshop.legal_name,
        org_number=workshop.org_number,
        vat_number=workshop.vat_number,
        f_tax=workshop.f_tax,
        address=workshop.address,
        phone=display_phone(workshop.phone),
        phone_e164=workshop.phone,
        email=workshop.email,
        tagline=workshop.tagline,
        terms_profile=profile(workshop.terms_profile).name,
        payment_terms=workshop.payment_terms,
        verify_address=f"{settings.URL}/verify",
        logo=_logo(workshop),
        colour=workshop.colour,
    )


def _logo(workshop: Workshop) -> LogoDraft | None:
    blob = workshop.logo
    if blob is None:
        return None
    blob.workshop = workshop
    return LogoDraft(blob.sha256, *size_of(blob.read()))


def _customer(quote: ServiceDocument) -> CustomerParty:
    customer, payer = quote.customer, quote.payer
    return CustomerParty(
        kind=CustomerKind(quote.customer_kind),
        name=customer.name if customer else "",
        org_number=customer.org_number if customer else "",
        address=customer.full_address if customer else "",
        phone=display_phone(quote.phone),
        email=quote.email,
        contact=_contact(quote),
        payer=PayerParty(name=payer.name, org_number=payer.org_number) if payer else None,
    )


def _contact(quote: ServiceDocument) -> str:
    """Return who gets the quote, when that is somebody else than the customer."""
    customer = quote.customer
    named = quote.contact_name
    return named if customer and named.casefold() != customer.name.casefold() else ""


def _vehicle(quote: ServiceDocument) -> VehicleFacts:
    vehicle = quote.vehicle
    if vehicle is None:
        return VehicleFacts()
    mileage = (
        "" if quote.mileage_mil is None else f"{format_quantity(Decimal(quote.mileage_mil))} mil"
    )
    return VehicleFacts(
        plate=vehicle.plate,
        plate_display=vehicle.plate_display,
        vin=vehicle.vin,
        model=vehicle.model_name,
        year=str(vehicle.year or ""),
        mileage=mileage,
    )


def job_draft(job: Job, quote: ServiceDocument, beside: Sequence[Attachment] = ()) -> JobDraft:
    """The job as it stands, with what is beside it; `quote.workshop` must be loaded."""
    kind = price_kind_of(job, quote) if job.price_kind or quote.price_kind else None
    by_the_hour = kind is PriceKind.LOPANDE
    priced = job_input(job, quote)
    return JobDraft(
        id=str(job.id),
        title=job.title,
        finding=job.finding,
        if_not=job.if_not,
        severity=Severity(job.severity) if job.severity else None,
        choice=ChoiceRule(job.choice),
        group=job.group,
        price_kind=kind,
        hourly_rate=(
            Money(shown_price(quote, quote.workshop.hourly_rate_ore)) if by_the_hour else None
        ),
        fixed_price=priced.fixed_price,
        ceiling=priced.ceiling,
        lines=[_line(line) for line in lines_of(job)],
        photos=_photos(beside, job.id),
        attachments=_files(beside, job.id),
    )


def _line(line: Line) -> LineDraft:
    kind = LineKind(line.kind)
    return LineDraft(
        kind=kind,
        text=line.text,
        quantity=line.quantity,
        unit=line.unit,
        unit_price=None if kind is LineKind.TEXT else Money(line.unit_price_ore),
        discount=discount_of(line),
        vat_rate=line.vat_rate,
    )
