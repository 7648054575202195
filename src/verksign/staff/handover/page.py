"""The one staff page that a locked device shows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from verksign.staff.handover.lock import Lock
from verksign.usecases.signing.hand_over import address_on_site

LOCKED = 423
OPEN_WHEN_LOCKED = frozenset({"staff:give-back", "staff:logout"})


def locked_page(
    request: HttpRequest, lock: Lock, problem: str = "", status: int = LOCKED
) -> HttpResponse:
    """The password gives the device back; the customer is led back to the offer."""
    if request.headers.get("HX-Request") == "true":
        response = HttpResponse(status=LOCKED)
        response["HX-Redirect"] = reverse("staff:give-back")
        return response
    address = address_on_site(lock.document_id, lock.nonce, timezone.now())
    context = {"problem": problem, "address": address}
    return render(request, "staff/handover/locked.html", context, status=status)
