"""The register *Kunder*: list, and a card that is read and changed in one place."""

from dataclasses import fields
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from verksign.domain.access import Permission
from verksign.domain.customers import CustomerKind
from verksign.domain.identifiers import display_phone
from verksign.records.models import Customer, ServiceDocument
from verksign.staff.http import StaffRequest, requires, staff_only
from verksign.staff.lists.pages import Shown, show
from verksign.staff.registers.cards import Typed, saved_address, version_of
from verksign.staff.registers.lists import CUSTOMERS
from verksign.usecases.registers import (
    ChangedMeanwhile,
    CustomerData,
    InvalidFields,
    save_customer,
)

CARD = "staff/registers/customer.html"
NAMES = [field.name for field in fields(CustomerData)]
DOCUMENTS_SHOWN = 20


@require_safe
@staff_only
def customers(request: StaffRequest) -> HttpResponse:
    return show(Shown.of(request, CUSTOMERS), buttons="staff/registers/new_customer.html")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WRITE)
def new_customer(request: StaffRequest) -> HttpResponse:
    if request.method != "POST":
        filled = {"kind": CustomerKind.CONSUMER, "name": request.GET.get("name", "")[:120]}
        return _card(request, None, Typed(filled, {}))
    return _save(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def customer(request: StaffRequest, customer_id: UUID) -> HttpResponse:
    row = get_object_or_404(Customer.objects.visible_to(request.actor), id=customer_id)
    if request.method != "POST":
        return _card(request, row, _stored(row))
    return _save(request, row)


def _save(request: StaffRequest, row: Customer | None) -> HttpResponse:
    typed = Typed.posted(request.POST, NAMES)
    try:
        saved = save_customer(
            data=CustomerData(**typed.values),
            by=request.actor,
            now=timezone.now(),
            customer_id=row.id if row else None,
            version=version_of(request.POST),
        )
    except InvalidFields as error:
        return _card(request, row, typed.refused(error), status=422)
    except ChangedMeanwhile:
        messages.error(
            request, _("Någon annan sparade under tiden. Se vad som skiljer vid fälten.")
        )
        return _card(request, row, _beside(typed, row), status=409)
    messages.success(request, _("%(name)s är sparad.") % {"name": saved.name})
    back = "" if row else saved_address(request, "kund", saved.id)
    return redirect(back) if back else redirect("staff:customer", request.workshop.slug, saved.id)


def _beside(typed: Typed, row: Customer | None) -> Typed:
    return typed.beside(_stored(row).values) if row else typed


def _stored(row: Customer) -> Typed:
    values = {name: str(getattr(row, name)) for name in NAMES}
    return Typed({**values, "phone": display_phone(row.phone)}, {})


def _card(
    request: StaffRequest, row: Customer | None, typed: Typed, status: int = 200
) -> HttpResponse:
    documents = ServiceDocument.objects.visible_to(request.actor).filter(customer=row)
    context = {
        "customer": row,
        "typed": typed,
        "kinds": list(CustomerKind),
        "vehicles": row.vehicles.sorted() if row else [],
        "documents": documents.with_cards().order_by("-created_at", "id")[:DOCUMENTS_SHOWN]
        if row
        else [],
    }
    return render(request, CARD, context, status=status)
