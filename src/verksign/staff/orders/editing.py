"""Edits in place on the order card, and what its bar does: close, open again, remove."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from verksign.domain.access import Permission
from verksign.records.models import ServiceDocument
from verksign.staff.http import StaffRequest, member_only, requires, safe_next
from verksign.staff.orders import card
from verksign.staff.orders.fields import ORDER, place_of_work
from verksign.staff.orders.finding import order_for
from verksign.staff.quotes import same_vehicle
from verksign.staff.quotes.in_place import edit, editor
from verksign.staff.quotes.lookups import found
from verksign.staff.quotes.refused import NOTHING, Refused
from verksign.staff.quotes.views import known_cards
from verksign.usecases.orders.change import FIELDS, change_order
from verksign.usecases.orders.close import ExtraJobWaits, close_order, reopen_order
from verksign.usecases.orders.create_empty import create_empty_order
from verksign.usecases.orders.remove import OrderIsEvidence, remove_order
from verksign.usecases.orders.work import FIELDS as WORK_FIELDS
from verksign.usecases.orders.work import change_work
from verksign.wording.errors import sentence

LONGEST = 6000
"""No field is longer; the use case says how long each may be."""


@require_POST
@requires(Permission.WRITE)
def new_order(request: StaffRequest) -> HttpResponse:
    """An empty order, or one for the customer or the vehicle whose card it was asked for on."""
    cards = known_cards(request)
    under_way = same_vehicle.under_way(request, cards["vehicle_id"])
    if under_way:
        go_on = {name: str(value) for name, value in cards.items() if value}
        return same_vehicle.ask(request, under_way, go_on=go_on)
    made = create_empty_order(by=request.actor, now=timezone.now(), **cards)
    address = reverse("staff:order", args=[request.workshop.slug, made.id])
    # The plate is the name: it is what is typed first.
    return redirect(address if made.vehicle_id else f"{address}#order-vehicle_id")


@require_POST
@requires(Permission.WRITE)
def change(request: StaffRequest, order_id: UUID) -> HttpResponse:
    typed = _typed(request, FIELDS)
    return edit(
        request,
        order_id,
        lambda: change_order(order_id=order_id, changes=typed, **editor(request)),
        place=ORDER,
        typed=typed,
        answer=card.answer,
    )


@require_POST
@member_only
def work(request: StaffRequest, order_id: UUID, job_id: UUID) -> HttpResponse:
    """How the work goes, from the order's card, or from a mechanic's own page (`next`)."""
    typed = _typed(request, WORK_FIELDS)
    return edit(
        request,
        order_id,
        lambda: change_work(order_id=order_id, job_id=job_id, changes=typed, **editor(request)),
        place=place_of_work(job_id),
        typed=typed,
        answer=card.answer if request.actor.may(Permission.READ) else _back_to_floor,
    )


def _back_to_floor(
    request: StaffRequest,
    order_id: UUID,
    /,
    refused: Refused = NOTHING,
    *,
    status: int = HTTPStatus.OK,
    job_id: UUID | None = None,
) -> HttpResponse:
    """A mechanic goes on where the work was told; the order's card is not a page of theirs."""
    for words in refused.sentences.values():
        messages.error(request, words)
    centre = reverse("staff:centre", args=[request.workshop.slug])
    return redirect(safe_next(request.POST.get("next", ""), centre))


@require_POST
@requires(Permission.WRITE)
def close(request: StaffRequest, order_id: UUID) -> HttpResponse:
    return _end(request, order_id, close_order, _("Ordern är avslutad."))


@require_POST
@requires(Permission.WRITE)
def reopen(request: StaffRequest, order_id: UUID) -> HttpResponse:
    return _end(request, order_id, reopen_order, _("Ordern är öppen igen."))


@require_POST
@requires(Permission.WRITE)
def remove(request: StaffRequest, order_id: UUID) -> HttpResponse:
    order = order_for(request, order_id)
    try:
        remove_order(order_id=order.id, by=request.actor, now=timezone.now())
    except OrderIsEvidence as error:
        messages.error(request, sentence(error))
        return card.to_order(request, order.id)
    messages.success(request, _("Ordern %(number)s är borttagen.") % {"number": order.number})
    return redirect("staff:orders", request.workshop.slug)


@require_safe
@requires(Permission.WRITE)
def look_up(request: StaffRequest, order_id: UUID, kind: str) -> HttpResponse:
    return found(request, order_for(request, order_id), kind)


def _end(
    request: StaffRequest,
    order_id: UUID,
    do: Callable[..., ServiceDocument],
    words: str,
) -> HttpResponse:
    order = get_object_or_404(ServiceDocument.objects.within_reach(request.actor), id=order_id)
    try:
        do(order_id=order.id, by=request.actor, now=timezone.now())
    except ExtraJobWaits as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, words)
    return card.to_order(request, order.id)


def _typed(request: StaffRequest, names: Iterable[str]) -> dict[str, str]:
    """What no field can hold, and no database keeps, is gone: the null character."""
    return {
        name: request.POST[name].replace("\x00", "")[:LONGEST]
        for name in names
        if name in request.POST
    }
