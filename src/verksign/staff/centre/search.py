"""The search field of the bar: a plate, a telephone number, a name, a document's number, or something to do."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from verksign.domain.access import Permission
from verksign.domain.identifiers import display_phone, is_mobile
from verksign.records.models import Customer, ServiceDocument, Vehicle
from verksign.staff.centre.actions import Offer, offers_for
from verksign.staff.http import StaffRequest, staff_only
from verksign.staff.searching import LONGEST_SEARCH, searched

IN_FIELD = 5
ON_PAGE = 20
PAGE = "staff/centre/search.html"


@require_safe
@staff_only
def search(request: StaffRequest) -> HttpResponse:
    """A page of its own, and below the field while somebody types."""
    text = request.GET.get("q", "")[:LONGEST_SEARCH].strip()
    most = IN_FIELD if request.htmx else ON_PAGE
    found = _found(request, searched(text), most)
    context = {
        "text": text,
        **found,
        "offers": [*_about(request, found["vehicles"]), *offers_for(request, text)[:most]],
    }
    return render(request, f"{PAGE}#found" if request.htmx else PAGE, context)


def _found(request: StaffRequest, words: list[str], most: int) -> dict[str, Any]:
    if not words:
        return {"vehicles": [], "customers": [], "documents": []}
    vehicles = Vehicle.objects.visible_to(request.actor).matching(words).sorted()
    customers = Customer.objects.visible_to(request.actor).matching(words).sorted()
    documents = ServiceDocument.objects.visible_to(request.actor).matching(words)
    return {
        "vehicles": list(vehicles.select_related("customer")[:most]),
        "customers": list(customers[:most]),
        "documents": list(documents.with_cards().order_by("-created_at", "id")[:most]),
    }


def _about(request: StaffRequest, vehicles: list[Vehicle]) -> list[Offer]:
    """One vehicle is what the adviser has in front of them: a quote for it is one press away."""
    if len(vehicles) != 1 or not request.actor.may(Permission.WRITE):
        return []
    vehicle = vehicles[0]
    fields = {"vehicle_id": str(vehicle.id)}
    if vehicle.customer_id:
        fields["customer_id"] = str(vehicle.customer_id)
    quick = {"plate": vehicle.plate_display, "to": _reached(vehicle.customer)}
    return [
        Offer(
            title=_("Snabboffert på %(plate)s") % {"plate": vehicle.plate_display},
            address=f"{reverse('staff:quick-quote', args=[request.workshop.slug])}?{urlencode(quick)}",
            symbol="bolt",
        ),
        Offer(
            title=_("Ny serviceoffert på %(plate)s") % {"plate": vehicle.plate_display},
            address=reverse("staff:new-quote", args=[request.workshop.slug]),
            symbol="plus",
            post=True,
            fields=fields,
        ),
    ]


def _reached(customer: Customer | None) -> str:
    """By SMS when the number can have one, else by e-mail."""
    if customer is None:
        return ""
    return display_phone(customer.phone) if is_mobile(customer.phone) else customer.email
