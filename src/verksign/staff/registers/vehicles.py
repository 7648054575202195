"""The register *Fordon*: list, and a card that is read and changed in one place."""

from dataclasses import fields
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from verksign.domain.access import Permission
from verksign.domain.identifiers import read_plate, read_vin
from verksign.records.models import Customer, ServiceDocument, Vehicle
from verksign.staff.http import StaffRequest, requires, staff_only
from verksign.staff.lists.pages import Shown, show
from verksign.staff.registers.cards import Typed, saved_address, version_of
from verksign.staff.registers.lists import VEHICLES
from verksign.staff.searching import searched
from verksign.usecases.registers import ChangedMeanwhile, InvalidFields, VehicleData, save_vehicle
from verksign.wording.errors import hint

CARD = "staff/registers/vehicle.html"
NAMES = [field.name for field in fields(VehicleData)]
DOCUMENTS_SHOWN = 20
PICKED = 8


@require_safe
@staff_only
def vehicles(request: StaffRequest) -> HttpResponse:
    return show(Shown.of(request, VEHICLES), buttons="staff/registers/new_vehicle.html")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WRITE)
def new_vehicle(request: StaffRequest) -> HttpResponse:
    if request.method != "POST":
        filled = {
            "customer_id": request.GET.get("customer", ""),
            "plate": request.GET.get("plate", "")[:12],
        }
        return _card(request, None, Typed(filled, {}))
    return _save(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def vehicle(request: StaffRequest, vehicle_id: UUID) -> HttpResponse:
    rows = Vehicle.objects.visible_to(request.actor).select_related("customer")
    row = get_object_or_404(rows, id=vehicle_id)
    if request.method != "POST":
        return _card(request, row, _stored(row))
    return _save(request, row)


def _save(request: StaffRequest, row: Vehicle | None) -> HttpResponse:
    typed = Typed.posted(request.POST, NAMES)
    try:
        saved = save_vehicle(
            data=VehicleData(**typed.values),
            by=request.actor,
            now=timezone.now(),
            vehicle_id=row.id if row else None,
            version=version_of(request.POST),
        )
    except InvalidFields as error:
        return _card(request, row, typed.refused(error), status=422)
    except ChangedMeanwhile:
        messages.error(
            request, _("Någon annan sparade under tiden. Se vad som skiljer vid fälten.")
        )
        return _card(request, row, _beside(typed, row), status=409)
    messages.success(request, _("%(name)s är sparad.") % {"name": saved.plate_display or saved.vin})
    back = "" if row else saved_address(request, "fordon", saved.id)
    return redirect(back) if back else redirect("staff:vehicle", request.workshop.slug, saved.id)


def _beside(typed: Typed, row: Vehicle | None) -> Typed:
    """The owner's id says nothing to anybody: the name does."""
    if row is None:
        return typed
    told = typed.beside(_stored(row).values)
    if "customer_id" not in told.problems:
        return told
    name = row.customer.name if row.customer else _("ingen ägare")
    owner = _("Någon annan har valt %(name)s. Spara igen om din ägare ska gälla.")
    return Typed(told.values, {**told.problems, "customer_id": owner % {"name": name}})


def _stored(row: Vehicle) -> Typed:
    values = {name: str(getattr(row, name) or "") for name in NAMES}
    return Typed({**values, "plate": row.plate_display}, {})


@require_safe
@staff_only
def pick_customer(request: StaffRequest) -> HttpResponse:
    """The customers that a typed name, number or telephone finds, to choose the owner from."""
    text = request.GET.get("owner", "")
    found = Customer.objects.visible_to(request.actor).matching(searched(text)).sorted()
    context = {
        "owner": _owner(request, request.GET.get("customer_id", "")),
        "found": found[:PICKED],
    }
    return render(request, f"{CARD}#owners", context)


def _owner(request: StaffRequest, typed_id: str) -> Customer | None:
    try:
        return Customer.objects.visible_to(request.actor).filter(id=UUID(typed_id)).first()
    except ValueError:
        return None


def _card(
    request: StaffRequest, row: Vehicle | None, typed: Typed, status: int = 200
) -> HttpResponse:
    documents = ServiceDocument.objects.visible_to(request.actor).filter(vehicle=row)
    context = {
        "vehicle": row,
        "typed": typed,
        "warnings": {
            "plate": [hint(each) for each in read_plate(typed.values.get("plate", "")).warnings],
            "vin": [hint(each) for each in read_vin(typed.values.get("vin", "")).warnings],
        },
        "owner": _owner(request, typed.values.get("customer_id", "")),
        "documents": documents.with_cards().order_by("-created_at", "id")[:DOCUMENTS_SHOWN]
        if row
        else [],
    }
    return render(request, CARD, context, status=status)
