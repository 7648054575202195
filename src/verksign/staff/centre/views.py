"""The role centre: tiles, worklist and alarms, kept fresh by a poll."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from verksign.domain.access import Permission
from verksign.domain.dates import local_date
from verksign.staff.centre.alarms import SHOWN, alarms_of, todo_stamp
from verksign.staff.centre.worklist import worklist_of
from verksign.staff.http import StaffRequest, member_only, poll, staff_only
from verksign.staff.quotes.selections import quotes_of, unsent_of
from verksign.staff.quotes.tiles import Tiles, tiles_of

PAGE = "staff/centre/centre.html"


@require_safe
@member_only
def centre(request: StaffRequest) -> HttpResponse:
    if not request.actor.may(Permission.READ):
        return render(request, "staff/centre/floor.html")
    now = timezone.now()
    numbers = tiles_of(quotes_of(request.actor), now)
    return render(request, PAGE, _context(request, numbers, now))


@require_safe
@staff_only
@poll
def tiles(request: StaffRequest) -> HttpResponse:
    """The part of the role centre that changes; 204 while what is shown is true."""
    now = timezone.now()
    numbers = tiles_of(quotes_of(request.actor), now)
    if request.GET.get("v") == _digest(request, numbers):
        return HttpResponse(status=204)
    return render(request, f"{PAGE}#live", _context(request, numbers, now))


def _digest(request: StaffRequest, numbers: Tiles) -> str:
    return numbers.digest(todo_stamp(request.actor))


def _context(request: StaffRequest, numbers: Tiles, now: datetime) -> dict[str, Any]:
    return {
        "tiles": numbers,
        "unsent": unsent_of(request.actor),
        "digest": _digest(request, numbers),
        "work": worklist_of(request.actor, now),
        "alarms": alarms_of(request.actor)[:SHOWN],
        "today": local_date(now),
    }
