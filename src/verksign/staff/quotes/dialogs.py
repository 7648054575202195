"""Dialogs: pages of their own, which htmx brings on top of the card; what they do ends on the card."""

import secrets
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from verksign.records.models import ServiceDocument
from verksign.staff.http import StaffRequest

LONGEST_KEY = 40


def dialog(
    request: StaffRequest,
    name: str,
    quote: ServiceDocument,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """The dialog alone for htmx, else on a page of its own."""
    template = f"staff/quotes/dialogs/{name}.html"
    return render(
        request,
        template if request.htmx else "staff/quotes/dialogs/page.html",
        {"quote": quote, "dialog": template, **context},
        status=status,
    )


def leave(request: StaffRequest, view: str, row_id: UUID) -> HttpResponse:
    """The whole of another page: a fragment of this one would not do."""
    address = reverse(f"staff:{view}", args=[request.workshop.slug, row_id])
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def to_card(request: StaffRequest, quote: ServiceDocument) -> HttpResponse:
    is_order = quote.kind == ServiceDocument.Kind.ORDER
    return leave(request, "order" if is_order else "quote", quote.id)


def one_time_key(request: StaffRequest) -> str:
    """The key the dialog was opened with: a second press of its button carries the same one."""
    key = request.POST.get("key", "")[:LONGEST_KEY].replace("\x00", "")
    return key or secrets.token_urlsafe(24)
