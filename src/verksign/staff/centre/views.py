"""The role centre: the next best action, tiles, worklist and alarms, kept fresh by a poll."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from verksign.domain.access import Permission
from verksign.domain.dates import local_date
from verksign.staff.centre.activities import Group, activities_of
from verksign.staff.centre.alarms import SHOWN, alarms_of, todo_stamp
from verksign.staff.centre.phrases import phrases_of
from verksign.staff.centre.scope import wants_mine
from verksign.staff.centre.work_rows import LENGTH
from verksign.staff.centre.worklist import worklist_of
from verksign.staff.floor.views import floor_page
from verksign.staff.http import StaffRequest, member_only, poll, staff_only
from verksign.staff.quotes.selections import quotes_of, unsent_of
from verksign.staff.quotes.tiles import Tiles, tiles_of
from verksign.staff.upsell.selections import open_jobs_of
from verksign.staff.upsell.steps import Step, steps_of
from verksign.usecases.settings.limits import limits_of

PAGE = "staff/centre/centre.html"
PLACES = {str(place) for place in range(LENGTH)}


@dataclass(frozen=True, slots=True)
class Look:
    """Which rows the centre shows, and how many of the next best actions are passed over."""

    mine: bool
    skipped: int

    @property
    def query(self) -> str:
        """Return what the addresses behind the tiles carry: `mina=1&`."""
        return "mina=1&" if self.mine else ""

    def address(self, **more: object) -> str:
        own = {"mina": "1" if self.mine else "0", "hoppa": self.skipped}
        return "?" + urlencode({**own, **more})


@require_safe
@member_only
def centre(request: StaffRequest) -> HttpResponse:
    if not request.actor.may(Permission.READ):
        return floor_page(request)
    now = timezone.now()
    look = Look(wants_mine(request.actor), _skipped(request))
    return render(request, PAGE, _context(request, look, _numbers(request, look, now), now))


@require_safe
@staff_only
@poll
def tiles(request: StaffRequest) -> HttpResponse:
    """The part of the role centre that changes; 204 while what is shown is true."""
    now = timezone.now()
    look = Look(request.GET.get("mina") == "1", _skipped(request))
    numbers = _numbers(request, look, now)
    if request.GET.get("v") == _digest(request, look, numbers):
        return HttpResponse(status=204)
    return render(request, f"{PAGE}#live", _context(request, look, numbers, now))


def _skipped(request: StaffRequest) -> int:
    typed = request.GET.get("hoppa", "")
    return int(typed) if typed in PLACES else 0


@dataclass(frozen=True, slots=True)
class Numbers:
    """Everything that the centre counts."""

    tiles: Tiles
    steps: tuple[Step, ...]
    activities: tuple[Group, ...]


def _numbers(request: StaffRequest, look: Look, now: datetime) -> Numbers:
    actor, slug, mine = request.actor, request.workshop.slug, look.mine
    limits = limits_of(actor)
    return Numbers(
        tiles_of(quotes_of(actor, mine=mine), now, limits, mine=mine),
        steps_of(open_jobs_of(actor, mine=mine), now, limits, slug, mine=mine),
        activities_of(actor, now, slug, mine=mine),
    )


def _digest(request: StaffRequest, look: Look, numbers: Numbers) -> str:
    return numbers.tiles.digest(numbers.steps, numbers.activities, todo_stamp(request.actor), look)


def _context(request: StaffRequest, look: Look, numbers: Numbers, now: datetime) -> dict[str, Any]:
    rows = worklist_of(request.actor, now, mine=look.mine)
    work = phrases_of(rows, request.actor, request.workshop.slug, now)
    return {
        "look": look,
        "tiles": numbers.tiles,
        "steps": numbers.steps,
        "activities": numbers.activities,
        "unsent": unsent_of(request.actor, mine=look.mine),
        "live": look.address(v=_digest(request, look, numbers)),
        "work": work,
        "next": work[look.skipped if look.skipped < len(work) else 0] if work else None,
        "skip": (look.skipped + 1) % len(work) if work else 0,
        "alarms": alarms_of(request.actor, mine=look.mine)[:SHOWN],
        "today": local_date(now),
    }
