"""The workshop floor: the day of whoever stands at the lift, on a telephone."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from verksign.domain.access import Permission
from verksign.domain.dates import local_date
from verksign.records.models import Attachment
from verksign.staff.floor.today import (
    Car,
    car_of,
    digest_of,
    orders_within,
    sees_prices,
    today_of,
)
from verksign.staff.http import StaffRequest, poll, requires, safe_next
from verksign.usecases.orders.work import change_work
from verksign.usecases.quotes.order_taking import OrderClosed
from verksign.usecases.registers.fields import InvalidFields
from verksign.wording.errors import sentence

PAGE = "staff/floor/today.html"
ORDER = "staff/floor/order.html"


@require_safe
@requires(Permission.ACKNOWLEDGE)
def floor(request: StaffRequest) -> HttpResponse:
    return floor_page(request)


def floor_page(request: StaffRequest) -> HttpResponse:
    return render(request, PAGE, _context(request, timezone.now()))


@require_safe
@requires(Permission.ACKNOWLEDGE)
@poll
def floor_news(request: StaffRequest) -> HttpResponse:
    """The part of the floor that changes; 204 while what is shown is true."""
    context = _context(request, timezone.now())
    if request.GET.get("v") == context["today"].digest:
        return HttpResponse(status=204)
    return render(request, f"{PAGE}#live", context)


def _context(request: StaffRequest, now: datetime) -> dict[str, Any]:
    today = today_of(request.actor, now)
    address = reverse("staff:floor", args=[request.workshop.slug])
    return {
        "today": today,
        "day": local_date(now),
        "back": address,
        "prices": sees_prices(request.actor, request.workshop),
        "first_name": request.user.name.split(" ")[0],
    }


@require_safe
@requires(Permission.REPORT_FINDING)
def choose_order(request: StaffRequest) -> HttpResponse:
    """*Nytt fynd* from the menu: on which car."""
    context = _context(request, timezone.now())
    return render(request, "staff/floor/choose.html", context)


@require_safe
@requires(Permission.ACKNOWLEDGE)
def floor_order(request: StaffRequest, order_id: UUID) -> HttpResponse:
    return render(request, ORDER, _order_context(request, order_id))


@require_safe
@requires(Permission.ACKNOWLEDGE)
@poll
def floor_order_news(request: StaffRequest, order_id: UUID) -> HttpResponse:
    context = _order_context(request, order_id)
    if request.GET.get("v") == context["digest"]:
        return HttpResponse(status=204)
    return render(request, f"{ORDER}#live", context)


def _order_context(request: StaffRequest, order_id: UUID) -> dict[str, Any]:
    car = car_within(request, order_id)
    rows = Attachment.objects.beside(car.order, [job.id for job in car.jobs])
    photos = list(rows.filter(kind=Attachment.Kind.PHOTO))
    return {
        "car": car,
        "order": car.order,
        "tasks": [(task, _of(photos, task.job.id)) for task in car.tasks],
        "found": [(job, _of(photos, job.id)) for job in car.found],
        "digest": digest_of([car]) + str(len(photos)),
        "back": reverse("staff:floor-order", args=[request.workshop.slug, order_id]),
        "prices": sees_prices(request.actor, request.workshop),
    }


def _of(photos: list[Attachment], job_id: UUID) -> list[Attachment]:
    return [photo for photo in photos if photo.job == job_id]


def car_within(request: StaffRequest, order_id: UUID) -> Car:
    order = get_object_or_404(orders_within(request.actor), id=order_id)
    return car_of(order, request.actor)


@require_POST
@requires(Permission.ACKNOWLEDGE)
def floor_work(request: StaffRequest, order_id: UUID, job_id: UUID) -> HttpResponse:
    """One tap: how the work goes; without a word of that, the job is taken."""
    changes = {"work": request.POST["work"][:20]} if request.POST.get("work") else {}
    try:
        change_work(
            order_id=order_id,
            job_id=job_id,
            changes=changes,
            by=request.actor,
            now=timezone.now(),
        )
    except ObjectDoesNotExist:
        raise Http404 from None
    except (InvalidFields, OrderClosed) as error:
        messages.error(request, sentence(error))
    home = reverse("staff:floor-order", args=[request.workshop.slug, order_id])
    return HttpResponseRedirect(safe_next(request.POST.get("next", ""), home))
