"""*Historik*: everything that has been done to a quote and has happened to it, the newest first, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from verksign.domain.dates import local_date
from verksign.domain.quote_changes import Change, How
from verksign.records.models import Event, History, ServiceDocument
from verksign.staff.http import StaffRequest, staff_only
from verksign.staff.quotes.finding import quote_for
from verksign.staff.quotes.following import event_label
from verksign.wording.changes import changes_from, value_text, what
from verksign.wording.history import done

PAGE = "staff/quotes/history.html"
MOST = 400
"""Rows of each kind: a quote that was edited more often shows the latest."""
TOLD_BY_WHO_DID_IT = frozenset(
    {
        "answer.recorded",
        "document.cancelled",
        "document.handed_over",
        "document.replaced",
        "message.counted_as_sent",
        "message.resent",
        "pdf.frozen",
        "recipient.corrected",
        "sending.created",
    }
)
"""Events that a row of the staff's own history tells, with the name of who did it."""
SAYS_NOTHING_ALONE = frozenset(
    {
        f"{kind}.{what}"
        for kind in ("quote", "order")
        for what in ("changed", "job_changed", "line_changed", "attachment_changed")
    }
)
"""Saved as it was."""
TOLD_BY_THE_EVENT = frozenset({"quote.reminded"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Alteration:
    what: str
    before: str
    after: str
    valued: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    at: datetime
    who: str
    words: str
    note: str = ""
    """The number of the quote that it was copied from or to."""
    alterations: tuple[Alteration, ...] = ()
    happened: bool = False
    """By the customer or by itself, not by staff."""


@require_safe
@staff_only
def history(request: StaffRequest, quote_id: UUID) -> HttpResponse:
    quote = quote_for(request, quote_id)
    return shown(
        request, quote, back=reverse("staff:quote", args=[request.workshop.slug, quote_id])
    )


def shown(request: StaffRequest, document: ServiceDocument, *, back: str) -> HttpResponse:
    """The history of a quote or an order; its card is at `back`."""
    rows = [*_done(request, document.id), *_happened(document.id)]
    rows.sort(key=lambda row: row.at, reverse=True)
    context = {"quote": document, "days": _by_day(rows), "back": back}
    return render(request, f"{PAGE}#rows" if request.htmx else PAGE, context)


def _done(request: StaffRequest, quote_id: UUID) -> Iterator[Row]:
    rows = History.objects.visible_to(request.actor).filter(subject=quote_id)
    rows = rows.exclude(code__in=TOLD_BY_THE_EVENT)
    for row in rows.select_related("by").order_by("-at", "-id")[:MOST]:
        changes = changes_from(row.data.get("changes"))
        if row.code in SAYS_NOTHING_ALONE and "changes" in row.data and not changes:
            continue
        yield Row(
            at=row.at,
            who=row.by.name if row.by else gettext("Verksign"),
            words=done(row.code),
            note=row.data.get("to") or row.data.get("copied_from") or "",
            alterations=tuple(_alteration(change) for change in changes),
        )


def _happened(quote_id: UUID) -> Iterator[Row]:
    rows = Event.objects.filter(document__service_document=quote_id)
    rows = rows.exclude(kind__in=TOLD_BY_WHO_DID_IT)
    for event in rows.select_related("document").order_by("-at", "-seq")[:MOST]:
        version = gettext("version %(version)s") % {"version": event.document.version}
        yield Row(at=event.at, who=version, words=event_label(event), happened=True)


def _alteration(change: Change) -> Alteration:
    return Alteration(
        what=what(change),
        before=value_text(change.field, change.before),
        after=value_text(change.field, change.after),
        valued=change.how is How.CHANGED,
    )


def _by_day(rows: Sequence[Row]) -> list[tuple[date, list[Row]]]:
    return [(day, list(found)) for day, found in groupby(rows, lambda row: local_date(row.at))]
