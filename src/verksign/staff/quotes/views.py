from typing import TypedDict
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from verksign.domain.access import Permission
from verksign.records.models import Customer, Vehicle
from verksign.staff.http import StaffRequest, requires
from verksign.staff.quotes import same_vehicle
from verksign.usecases.quotes.create import create_quote


@require_POST
@requires(Permission.WRITE)
def new_quote(request: StaffRequest) -> HttpResponse:
    """An empty quote, or one for the customer or the vehicle whose card it was asked for on."""
    cards = known_cards(request)
    found = same_vehicle.under_way(request, cards["vehicle_id"])
    if found:
        go_on = {name: str(value) for name, value in cards.items() if value}
        return same_vehicle.ask(request, found, go_on=go_on)
    made = create_quote(by=request.actor, now=timezone.now(), **cards)
    address = reverse("staff:quote", args=[request.workshop.slug, made.id])
    # The plate is the name: it is what is typed first.
    return redirect(address if made.vehicle_id else f"{address}#quote-vehicle_id")


class Cards(TypedDict):
    customer_id: UUID | None
    vehicle_id: UUID | None


def known_cards(request: StaffRequest) -> Cards:
    """Return the cards that something new is to be for, of those that the workshop has."""
    return {
        "customer_id": _known(Customer, request.POST.get("customer_id") or None, request),
        "vehicle_id": _known(Vehicle, request.POST.get("vehicle_id") or None, request),
    }


def _known(
    register: type[Customer] | type[Vehicle], typed_id: str | None, request: StaffRequest
) -> UUID | None:
    if not typed_id:
        return None
    try:
        row_id = UUID(typed_id)
    except ValueError:
        raise Http404 from None
    return get_object_or_404(register.objects.visible_to(request.actor), id=row_id).id
