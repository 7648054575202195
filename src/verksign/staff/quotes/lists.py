"""The list *Serviceofferter*: views and filters are addresses, and it follows by itself what happens."""

import hashlib
from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from verksign.domain.access import Permission
from verksign.records.models import ServiceDocument
from verksign.records.models.service_documents import ServiceDocumentQuerySet
from verksign.staff.http import StaffRequest, poll, staff_only
from verksign.staff.lists.pages import Pick, Shown, context_of, show
from verksign.staff.quotes.columns import QUOTES
from verksign.staff.quotes.selections import View, quotes_of

COUNTED = {"status": "digital_status", "answer": "answer"}
"""The filters whose codes say how many quotes they have, whatever the list is narrowed to."""


@require_safe
@staff_only
def quotes(request: StaffRequest) -> HttpResponse:
    rows = quotes_of(request.actor, mine=request.GET.get("mina") == "1")
    counts = {name: _by(rows, column) for name, column in COUNTED.items()}
    shown = Shown.of(request, QUOTES, counts, _picks(request))
    return show(shown, buttons="staff/quotes/new.html", **_polled(shown))


@require_safe
@staff_only
@poll
def quote_rows(request: StaffRequest) -> HttpResponse:
    """The list as it is now; 204 while what is shown is true."""
    shown = Shown.of(request, QUOTES, picks=_picks(request))
    more = _polled(shown)
    if request.GET.get("v") == more["digest"]:
        return HttpResponse(status=204)
    return render(request, "staff/lists/rows.html", context_of(shown, oob=True, **more))


def _picks(request: StaffRequest) -> tuple[Pick, ...]:
    if not request.actor.may(Permission.SEND):
        return ()
    address = reverse("staff:remind-picked", args=[request.workshop.slug])
    return (Pick(words=_("Påminn valda"), symbol="bell", dialog=address),)


def _polled(shown: Shown[ServiceDocument]) -> dict[str, Any]:
    waiting = shown.chosen.values.get("view") == (View.WAITING,)
    return {
        "poll": reverse("staff:quote-rows", args=[shown.place.slug]),
        "digest": _digest(shown),
        "nothing": _("Ingen offert väntar på svar just nu.") if waiting else "",
    }


def _digest(shown: Shown[ServiceDocument]) -> str:
    """Return a few letters that change when anything shown changes."""
    rows = [
        (row.id, row.version, row.digital_at, row.answered_at, row.answer)
        for row in shown.page.rows
    ]
    return hashlib.sha256(repr((rows, shown.sums)).encode()).hexdigest()[:12]


def _by(rows: ServiceDocumentQuerySet, column: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(column).annotate(number=Count("*")))
