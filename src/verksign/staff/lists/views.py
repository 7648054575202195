"""What can be done with any list: keep a view of it, choose its columns, take it out as a file."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from verksign.documents.spreadsheets import Value, write_spreadsheet
from verksign.domain.access import Permission
from verksign.domain.dates import local_date
from verksign.records.models import SavedView
from verksign.records.models.registers import RegisterQuerySet
from verksign.staff.access.confirming import PasswordWanted, ask_password, require_password
from verksign.staff.http import StaffRequest, requires, staff_only
from verksign.staff.lists.columns import chosen_from
from verksign.staff.lists.listing import Listing
from verksign.staff.lists.pages import Shown, address_of, preferences
from verksign.staff.lists.registry import LISTINGS
from verksign.staff.paging import loaded
from verksign.usecases.lists.columns import choose_columns
from verksign.usecases.lists.export import TooManyRows, record_export
from verksign.usecases.lists.views import (
    LONGEST_NAME,
    change_view,
    default_name,
    remove_view,
    save_view,
)
from verksign.usecases.registers.fields import InvalidFields
from verksign.wording.errors import sentence, sentences

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHUNK = 500
MOST_PICKED = 50
ONLY_PICKED = "valda"
"""A form that is only about the picked rows says so: without script it can be sent with none."""
NOTHING_PICKED = gettext_lazy("Välj minst en rad först.")


def listing_named(code: str) -> Listing[Any]:
    try:
        return LISTINGS[code]
    except KeyError:
        raise Http404 from None


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def new_view(request: StaffRequest, code: str) -> HttpResponse:
    """The dialog *Spara vy*: the address's filters, sorting and columns get a name."""
    listing = listing_named(code)
    shown = Shown.of(request, listing)
    query = shown.whole.query(search=False)
    if request.method != "POST":
        return dialog(request, listing, "save", {"query": query, "chips": shown.chips})
    name = _typed(request, "name")
    default = "default" in request.POST
    try:
        view = save_view(
            of=code, name=name, query=query, default=default, by=request.actor, now=timezone.now()
        )
    except InvalidFields as error:
        context = {
            "query": query,
            "chips": shown.chips,
            "name": name,
            "default": default,
            "problems": sentences(error),
        }
        return dialog(request, listing, "save", context, status=422)
    messages.success(request, _("Vyn %(name)s är sparad.") % {"name": view.name})
    return leave(request, f"{address_of(request, listing)}{view.query}")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def view(request: StaffRequest, view_id: UUID) -> HttpResponse:
    """The dialog *Ändra vy*: another name, first to be opened or not, or away with it."""
    mine = SavedView.objects.visible_to(request.actor).filter(user=request.user)
    row = get_object_or_404(mine, id=view_id)
    listing = listing_named(row.list)
    if request.method != "POST":
        opens = preferences(request, listing).get(default_name(row.list)) == str(row.id)
        return dialog(request, listing, "view", {"view": row, "name": row.name, "default": opens})
    if "remove" in request.POST:
        remove_view(view_id=row.id, by=request.actor, now=timezone.now())
        messages.success(request, _("Vyn %(name)s är borttagen.") % {"name": row.name})
        return leave(request, f"{address_of(request, listing)}?alla=1")
    name, default = _typed(request, "name"), "default" in request.POST
    try:
        row = change_view(
            view_id=row.id, name=name, default=default, by=request.actor, now=timezone.now()
        )
    except InvalidFields as error:
        context = {"view": row, "name": name, "default": default, "problems": sentences(error)}
        return dialog(request, listing, "view", context, status=422)
    messages.success(request, _("Vyn %(name)s är sparad.") % {"name": row.name})
    return leave(request, f"{address_of(request, listing)}{row.query}")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def columns(request: StaffRequest, code: str) -> HttpResponse:
    """The dialog *Välj kolumner*; the list's own order is kept, and what opens a row is always there."""
    listing = listing_named(code)
    shown = Shown.of(request, listing)
    if request.method != "POST":
        context = {"query": shown.chosen.query(), "ticked": [each.code for each in shown.columns]}
        return dialog(request, listing, "columns", context)
    wanted = chosen_from(listing.columns, request.POST.getlist("column"))
    codes = [] if "reset" in request.POST else [each.code for each in wanted]
    choose_columns(of=code, codes=codes, by=request.actor, now=timezone.now())
    here = replace(shown.chosen, columns=()).query()
    return leave(request, f"{address_of(request, listing)}{here if here != '?' else '?alla=1'}")


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EXPORT)
def export(request: StaffRequest, code: str) -> HttpResponse:
    """
    The whole list as it is narrowed and sorted, or the picked rows of it, as an Excel file.

    Rows are written as they are read, some hundreds at a time; only the packed file is held, at most a few megabytes.
    Whoever opens its address comes to the list.
    """
    listing, now = listing_named(code), timezone.now()
    shown = Shown.of(request, listing)
    back = f"{address_of(request, listing)}{shown.chosen.query()}"
    if request.method != "POST":
        return redirect(back)
    rows = shown.rows
    picked = _picked(request.POST)
    if picked:
        rows = rows.filter(id__in=picked)
    elif ONLY_PICKED in request.POST:
        messages.warning(request, NOTHING_PICKED)
        return redirect(back)
    try:
        require_password(request, now)
        record_export(
            of=code,
            query=shown.chosen.query(),
            rows=rows.count(),
            by=request.actor,
            now=now,
        )
    except PasswordWanted as wanted:
        return _ask_first(request, wanted, listing, back, picked)
    except TooManyRows as error:
        messages.error(request, sentence(error))
        return redirect(back)
    return _file(shown, rows, now)


def _ask_first(
    request: StaffRequest,
    wanted: PasswordWanted,
    listing: Listing[Any],
    back: str,
    picked: list[UUID],
) -> HttpResponse:
    """The narrowing stands in the address and the picked rows in the form: the password is all that is missing."""
    return ask_password(
        request,
        wanted,
        what=_("Exportera till Excel"),
        why=_(
            "Filen lämnar Verksign med det som står i listan. Skriv ditt lösenord, så hämtas den."
        ),
        verb=_("Hämta filen"),
        back=back,
        back_title=listing.title,
        kept=[("id", str(each)) for each in picked] + [(ONLY_PICKED, "1")] * bool(picked),
    )


def _file(shown: Shown[Any], rows: RegisterQuerySet[Any], now: datetime) -> HttpResponse:
    listing = shown.listing
    ids = list(shown.chosen.sorted(rows).values_list("pk", flat=True))
    file = io.BytesIO()
    write_spreadsheet(
        file,
        name=str(listing.title),
        headings=[str(column.title) for column in listing.columns],
        rows=_values(shown, ids),
    )
    name = f"{listing.title} {local_date(now).isoformat()}.xlsx"
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)}
    return HttpResponse(file.getvalue(), content_type=XLSX, headers=headers)


def _values(shown: Shown[Any], ids: list[UUID]) -> Iterator[list[Value]]:
    """Return every column of every row; a few hundred rows are in memory at a time."""
    listing = shown.listing
    cards = listing.cards(listing.rows(shown.request.actor))
    for start in range(0, len(ids), CHUNK):
        for row in loaded(cards, ids[start : start + CHUNK]):
            yield [column.value(row) for column in listing.columns]


def _picked(post: QueryDict) -> list[UUID]:
    found = []
    for typed in post.getlist("id")[:MOST_PICKED]:
        try:
            found.append(UUID(typed))
        except ValueError:
            raise Http404 from None
    return found


def _typed(request: StaffRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\x00", "")


def dialog(
    request: StaffRequest,
    listing: Listing[Any],
    name: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """The dialog alone for htmx, else on a page of its own."""
    template = f"staff/lists/dialogs/{name}.html"
    return render(
        request,
        template if request.htmx else "staff/lists/dialogs/page.html",
        {
            "listing": listing,
            "list_address": address_of(request, listing),
            "dialog": template,
            "longest": LONGEST_NAME,
            **context,
        },
        status=status,
    )


def leave(request: StaffRequest, address: str) -> HttpResponse:
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
