"""The vehicle has a quote or an order already: a dialog shows them before another is made."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from verksign.domain.dates import local_date
from verksign.records.models import ServiceDocument, Vehicle
from verksign.staff.http import StaffRequest

ANYWAY = "anyway"
PAGE = "staff/quotes/same_vehicle.html"
SHOWN = 6


def under_way(
    request: StaffRequest, vehicle_id: UUID | str | None, *, but: UUID | None = None
) -> list[ServiceDocument]:
    """Return the vehicle's open quotes and orders, the newest first; none once somebody has chosen to go on."""
    try:
        key = UUID(str(vehicle_id or ""))
    except ValueError:
        return []
    if request.POST.get(ANYWAY):
        return []
    rows = ServiceDocument.objects.visible_to(request.actor).filter(vehicle_id=key)
    rows = rows.under_way(local_date(timezone.now())).with_cards()
    if but:
        rows = rows.exclude(id=but)
    return list(rows.order_by("-created_at", "-id")[:SHOWN])


def ask(
    request: StaffRequest,
    found: list[ServiceDocument],
    *,
    go_on: Mapping[str, str],
    quote: ServiceDocument | None = None,
) -> HttpResponse:
    """Show them; `go_on` is what is posted again, to the same address, to go on all the same."""
    vehicle: Vehicle | None = found[0].vehicle
    back = "staff:quote" if quote else "staff:vehicle"
    row_id = quote.id if quote else vehicle.id if vehicle else None
    context = {
        "found": found,
        "vehicle": vehicle,
        "go_on": {**go_on, ANYWAY: "1"},
        "quote": quote,
        "back": reverse(back, args=[request.workshop.slug, row_id]),
    }
    return render(request, f"{PAGE}#popup" if request.htmx else PAGE, context)
