"""The order that an address names, or 404."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from verksign.domain.access import Actor
from verksign.records.models import ServiceDocument
from verksign.records.models.service_documents import ServiceDocumentQuerySet
from verksign.staff.http import StaffRequest


def orders_of(actor: Actor) -> ServiceDocumentQuerySet:
    return ServiceDocument.objects.visible_to(actor).orders()


def order_for(request: StaffRequest, order_id: UUID) -> ServiceDocument:
    """Return the workshop's order with its cards and its quote."""
    rows = orders_of(request.actor).with_cards()
    return get_object_or_404(rows.select_related("payer", "workshop", "quote"), id=order_id)
