"""The quote that an address names, or 404."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from verksign.records.models import ServiceDocument
from verksign.staff.http import StaffRequest
from verksign.staff.quotes.selections import quotes_of


def quote_for(request: StaffRequest, quote_id: UUID) -> ServiceDocument:
    """Return the workshop's quote with its cards, its newest sending and its order."""
    rows = quotes_of(request.actor).select_related(
        "customer", "payer", "vehicle", "adviser", "workshop", "current", "order", "copied_from"
    )
    return get_object_or_404(rows.defer("current__content"), id=quote_id)


def document_for(request: StaffRequest, document_id: UUID) -> ServiceDocument:
    """Return the quote or the order with its workshop: what has jobs to be edited."""
    rows = ServiceDocument.objects.visible_to(request.actor).select_related("workshop")
    return get_object_or_404(rows, id=document_id)
