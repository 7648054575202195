"""The pages of 4-stegsrutinen: each queue's list below the four steps, which are their navigation."""

import hashlib
from typing import Any

from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from verksign.domain.access import Permission
from verksign.domain.queues import Queue
from verksign.records.models import Job
from verksign.staff.http import StaffRequest, poll, staff_only
from verksign.staff.lists.filters import Choices
from verksign.staff.lists.listing import Listing
from verksign.staff.lists.pages import Pick, Shown, context_of, show
from verksign.staff.upsell.columns import QUEUES
from verksign.staff.upsell.selections import open_jobs_of
from verksign.staff.upsell.steps import steps_of
from verksign.usecases.settings.limits import limits_of


def listing_of(queue: str) -> Listing[Job]:
    try:
        return QUEUES[queue]
    except KeyError:
        raise Http404 from None


@require_safe
@staff_only
def steps(request: StaffRequest) -> HttpResponse:
    """The menu leads to where the routine begins."""
    return redirect("staff:queue", request.workshop.slug, Queue.FOUND)


@require_safe
@staff_only
def queue(request: StaffRequest, queue: str) -> HttpResponse:
    shown = _shown(request, listing_of(queue))
    return show(shown, **_more(shown))


@require_safe
@staff_only
@poll
def queue_rows(request: StaffRequest, queue: str) -> HttpResponse:
    """The list as it is now, with the four steps; 204 while what is shown is true."""
    shown = _shown(request, listing_of(queue))
    more = _more(shown)
    if request.GET.get("v") == more["digest"]:
        return HttpResponse(status=204)
    return render(request, "staff/lists/rows.html", context_of(shown, oob=True, **more))


def _shown(request: StaffRequest, listing: Listing[Job]) -> Shown[Job]:
    limits = limits_of(request.actor)
    return Shown.of(request, listing, _counts(request, listing), _picks(request, listing), limits)


def _counts(request: StaffRequest, listing: Listing[Job]) -> dict[str, dict[str, int]]:
    """Return how many jobs of the queue each code of a counted filter has, in one query for all of them."""
    counted = [each for each in listing.filters if isinstance(each, Choices) and each.many]
    rows = listing.rows(request.actor)
    if request.GET.get("mina") == "1":
        rows = rows.filter(document__adviser_id=request.actor.user_id)
    columns = [each.column for each in counted]
    groups = rows.order_by().values(*columns).annotate(number=Count("id"))
    found: dict[str, dict[str, int]] = {each.name: {} for each in counted}
    for group in groups:
        for each in counted:
            of = found[each.name]
            of[group[each.column]] = of.get(group[each.column], 0) + group["number"]
    return found


def _picks(request: StaffRequest, listing: Listing[Job]) -> tuple[Pick, ...]:
    if listing is not QUEUES[Queue.ANSWERED] or not request.actor.may(Permission.ACKNOWLEDGE):
        return ()
    address = reverse("staff:acknowledge-picked", args=[request.workshop.slug])
    return (Pick(words=_("Kvittera valda"), symbol="check", dialog=address),)


def _more(shown: Shown[Job]) -> dict[str, Any]:
    slug, mine = shown.place.slug, "mina" in shown.chosen.values
    rows = open_jobs_of(shown.asked.actor, mine=mine)
    steps = steps_of(rows, shown.now, shown.limits, slug, mine=mine)
    return {
        "poll": reverse("staff:queue-rows", args=[slug, *shown.listing.args]),
        "digest": _digest(shown, steps),
        "above": "staff/upsell/steps.html",
        "steps": steps,
        "current": shown.listing.args[0],
        "steps_query": "?mina=1" if mine else "",
    }


def _digest(shown: Shown[Job], steps: object) -> str:
    """Return a few letters that change when anything shown changes; an age of a minute's steps does, too."""
    rows = [(row.id, shown.listing.stamp(row)) for row in shown.page.rows]
    return hashlib.sha256(repr((rows, shown.sums, steps)).encode()).hexdigest()[:12]
