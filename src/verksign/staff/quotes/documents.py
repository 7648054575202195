"""A sending's own page with everything that has happened to it, and the PDFs as they lie in the archive."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from verksign.domain.access import Permission
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.drafts import Purpose
from verksign.domain.evidence import verify_chain
from verksign.domain.version_changes import Changes
from verksign.records.models import Blob, DigitalDocument, Event, VerbalAnswer
from verksign.staff.http import StaffRequest, staff_only
from verksign.staff.quotes.following import accepted_ore, event_label, message_rows
from verksign.usecases.digital import chain_of
from verksign.usecases.signing.versions import changes_since, version_before

NOUNS: dict[str, str] = {
    Purpose.UPSELL: "Merförsäljning",
    Purpose.ORDER_CONFIRMATION: "Orderbekräftelse",
}
SHOWN_FACTS = {
    "content_sha256": _("Innehåll"),
    "shown_sha256": _("Visad PDF"),
    "answer_sha256": _("Svar"),
    "sealed_sha256": _("Förseglad PDF"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the chain, as it is read."""

    event: Event
    label: str
    facts: list[tuple[Promise, str]]
    personal: list[str]


@require_safe
@staff_only
def document(request: StaffRequest, document_id: UUID) -> HttpResponse:
    rows = DigitalDocument.objects.visible_to(request.actor).select_related(
        "service_document__customer", "service_document__vehicle", "created_by", "pdf", "sealed"
    )
    sending = get_object_or_404(rows.defer("content"), id=document_id)
    messages = sending.messages.select_related("document").order_by("created_at", "id")
    context = {
        "document": sending,
        "quote": sending.service_document,
        "accepted_ore": accepted_ore(sending),
        "jobs": sending.jobs.order_by("no"),
        "chain": [_link(event) for event in sending.events.order_by("seq")],
        "broken_at": verify_chain(chain_of(sending)),
        "messages_sent": message_rows(messages),
        "news": _news(sending),
        "is_open": sending.status in DigitalStatus.open(),
        "perms_send": request.actor.may(Permission.SEND),
        "fetches": sending.fetches.order_by("first_at", "id"),
        "requests": sending.requests.select_related("done_by").order_by("at", "id"),
    }
    return render(request, "staff/quotes/document.html", context)


def _news(sending: DigitalDocument) -> tuple[DigitalDocument, Changes] | None:
    """The version that the customer had before, and what is new since."""
    before = version_before(sending)
    return (before, changes_since(before, sending)) if before else None


def _link(event: Event) -> Link:
    return Link(
        event,
        event_label(event),
        [(word, event.facts[name]) for name, word in SHOWN_FACTS.items() if event.facts.get(name)],
        [known["value"] for known in event.personal_values.values()],
    )


@require_safe
@staff_only
def offer_pdf(request: StaffRequest, document_id: UUID) -> HttpResponse:
    sending = _sending(request, document_id)
    number = sending.service_document.number
    noun = NOUNS.get(sending.purpose, "Offert")
    return _pdf(sending.pdf, f"{noun} {number} version {sending.version}.pdf")


@require_safe
@staff_only
def agreement_pdf(request: StaffRequest, document_id: UUID) -> HttpResponse:
    sending = _sending(request, document_id)
    noun = "Avtal" if sending.status == DigitalStatus.SIGNED else "Svar"
    return _pdf(sending.sealed, f"{noun} {sending.service_document.number}.pdf")


@require_safe
@staff_only
def verbal_pdf(request: StaffRequest, answer_id: UUID) -> HttpResponse:
    rows = VerbalAnswer.objects.visible_to(request.actor)
    answer = get_object_or_404(
        rows.select_related("record__workshop", "service_document"), id=answer_id
    )
    return _pdf(answer.record, f"Muntligt svar {answer.service_document.number}.pdf")


def _sending(request: StaffRequest, document_id: UUID) -> DigitalDocument:
    rows = DigitalDocument.objects.visible_to(request.actor).select_related(
        "pdf__workshop", "sealed__workshop", "service_document"
    )
    return get_object_or_404(rows.defer("content", "answer"), id=document_id)


def _pdf(blob: Blob | None, name: str) -> HttpResponse:
    """The very bytes of the archive; reading them proves that they are those that were stored."""
    if blob is None:
        raise Http404
    return HttpResponse(
        blob.read(),
        content_type=blob.mime,
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=False, filename=name)
            or "inline",
            "Cache-Control": "no-store",
        },
    )
