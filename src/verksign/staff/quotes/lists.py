"""The list *Serviceofferter*: views and filters are addresses, and the foot adds up what the list holds."""

import hashlib
from typing import Any

from django.db.models import Count, Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from verksign.domain.dates import local_date
from verksign.records.models import ServiceDocument
from verksign.staff.http import StaffRequest, poll, staff_only
from verksign.staff.paging import Page, page_of
from verksign.staff.quotes.selections import Selection, quotes_of, unsent_of
from verksign.staff.quotes.tiles import tiles_of

PAGE = "staff/quotes/list.html"


@require_safe
@staff_only
def quotes(request: StaffRequest) -> HttpResponse:
    context = _context(request)
    return render(request, f"{PAGE}#rows" if request.htmx else PAGE, context)


@require_safe
@staff_only
@poll
def quote_rows(request: StaffRequest) -> HttpResponse:
    """The list as it is now; 204 while what is shown is true."""
    context = _context(request)
    if request.GET.get("v") == context["digest"]:
        return HttpResponse(status=204)
    return render(request, f"{PAGE}#rows", context)


def _context(request: StaffRequest) -> dict[str, Any]:
    now = timezone.now()
    selection = Selection.from_query(request.GET)
    rows = selection.of(quotes_of(request.actor, mine=selection.mine))
    sums = rows.aggregate(number=Count("*"), ore=Sum("gross_ore", default=0))
    shown = selection.sorted(rows).with_cards().select_related("current", "order")
    page = page_of(
        shown.defer("current__content", "current__answer"),
        request.GET.get("page", ""),
        sums["number"],
    )
    return {
        "selection": selection,
        "page": page,
        "ore": sums["ore"],
        "digest": _digest(page, sums),
        "tiles": tiles_of(quotes_of(request.actor), now),
        "unsent": unsent_of(request.actor),
        "today": local_date(now),
    }


def _digest(page: Page[ServiceDocument], sums: dict[str, int]) -> str:
    """Return a few letters that change when anything shown changes."""
    rows = [(row.id, row.version, row.digital_at, row.answered_at, row.answer) for row in page.rows]
    return hashlib.sha256(repr((rows, sums)).encode()).hexdigest()[:12]
