"""The list *Serviceordrar*."""

from django.db.models import Count, Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from verksign.records.models import ServiceDocument
from verksign.staff.http import StaffRequest, staff_only
from verksign.staff.paging import page_of
from verksign.staff.quotes.selections import LONGEST_SEARCH, searched

PAGE = "staff/orders/list.html"


@require_safe
@staff_only
def orders(request: StaffRequest) -> HttpResponse:
    text = request.GET.get("q", "")[:LONGEST_SEARCH].strip()
    rows = ServiceDocument.objects.visible_to(request.actor).orders().matching(searched(text))
    sums = rows.aggregate(number=Count("*"), ore=Sum("gross_ore", default=0))
    shown = rows.with_cards().select_related("quote").order_by("-created_at", "id")
    page = page_of(shown, request.GET.get("page", ""), sums["number"])
    context = {"page": page, "ore": sums["ore"], "q": text}
    return render(request, f"{PAGE}#rows" if request.htmx else PAGE, context)
