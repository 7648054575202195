"""What every register's list shares: search, sorting, pages, and the rows alone for htmx."""

from typing import Any

from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import render

from verksign.records.models.registers import RegisterQuerySet
from verksign.staff.http import StaffRequest
from verksign.staff.paging import page_of
from verksign.staff.quotes.selections import LONGEST_SEARCH, searched


def listing[M: Model](
    request: StaffRequest, template: str, rows: RegisterQuerySet[M], **context: Any
) -> HttpResponse:
    text = request.GET.get("q", "")[:LONGEST_SEARCH].strip()
    found = rows.visible_to(request.actor).matching(searched(text))
    page = page_of(found.sorted(), request.GET.get("page", ""), found.count())
    part = f"{template}#rows" if request.htmx else template
    return render(request, part, {"page": page, "q": text, **context})
