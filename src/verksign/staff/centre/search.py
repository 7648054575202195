"""The search field of the bar: a plate, a telephone number, a name or a document's number."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from verksign.records.models import Customer, ServiceDocument, Vehicle
from verksign.staff.http import StaffRequest, staff_only
from verksign.staff.quotes.selections import LONGEST_SEARCH, searched

IN_FIELD = 5
ON_PAGE = 20
PAGE = "staff/centre/search.html"


@require_safe
@staff_only
def search(request: StaffRequest) -> HttpResponse:
    """A page of its own, and below the field while somebody types."""
    text = request.GET.get("q", "")[:LONGEST_SEARCH].strip()
    most = IN_FIELD if request.htmx else ON_PAGE
    context = {"text": text, "most": most, **_found(request, searched(text), most)}
    return render(request, f"{PAGE}#found" if request.htmx else PAGE, context)


def _found(request: StaffRequest, words: list[str], most: int) -> dict[str, Any]:
    if not words:
        return {"vehicles": [], "customers": [], "documents": []}
    vehicles = Vehicle.objects.visible_to(request.actor).matching(words).sorted()
    customers = Customer.objects.visible_to(request.actor).matching(words).sorted()
    documents = ServiceDocument.objects.visible_to(request.actor).matching(words)
    return {
        "vehicles": vehicles.select_related("customer")[:most],
        "customers": customers[:most],
        "documents": documents.with_cards().order_by("-created_at", "id")[:most],
    }
