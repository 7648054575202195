"""*Kräver svar först*: what a person must deal with, the most pressing on top."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from verksign.domain import dates
from verksign.domain.access import Actor
from verksign.domain.digital_states import DigitalStatus
from verksign.records.models import CustomerRequest, ServiceDocument
from verksign.records.models.service_documents import ServiceDocumentQuerySet
from verksign.staff.quotes.selections import WAITING, Selection, quotes_of
from verksign.wording.labels import label

LENGTH = 14


class WorkKind(StrEnum):
    CALL = "call"
    QUESTION = "question"
    NEW_QUOTE = "new_quote"
    FAILED = "failed"
    TO_ORDER = "to_order"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    kind: WorkKind
    document: ServiceDocument
    what: str
    due: str
    cue: str = ""
    symbol: str = ""
    request: CustomerRequest | None = None


def worklist_of(actor: Actor, now: datetime) -> list[WorkRow]:
    """Return the rows in four queries; requests before failures, orders to make, and what waits."""
    rows = _with_cards(quotes_of(actor))
    failed = Selection(status=DigitalStatus.FAILED)
    to_order = Selection(to_order=True)
    waiting = rows.filter(digital_status__in=WAITING, valid_until__isnull=False)
    requests = _requests(actor)
    asking = {request.document.service_document_id for request in requests}
    found = [
        *(_request_row(request, now) for request in requests),
        *(_failed_row(quote, now) for quote in failed.sorted(failed.of(rows))[:LENGTH]),
        *(_order_row(quote, now) for quote in to_order.sorted(to_order.of(rows))[:LENGTH]),
        *(
            _waiting_row(quote, now)
            for quote in waiting.order_by("valid_until", "id")[:LENGTH]
            if quote.id not in asking
        ),
    ]
    return found[:LENGTH]


def _with_cards(rows: ServiceDocumentQuerySet) -> ServiceDocumentQuerySet:
    loaded = rows.with_cards().select_related("current")
    return loaded.defer("current__content", "current__answer")


def _requests(actor: Actor) -> list[CustomerRequest]:
    waiting = (
        CustomerRequest.objects.visible_to(actor)
        .not_done()
        .select_related(
            "owner",
            "document__service_document__customer",
            "document__service_document__vehicle",
        )
        .defer("document__content", "document__answer")
    )
    return list(waiting.order_by("at", "id")[:LENGTH])


def _request_row(request: CustomerRequest, now: datetime) -> WorkRow:
    call = request.kind == CustomerRequest.Kind.CALL
    wish = label(request.kind, "request")
    when = label(request.when, "call_time")
    said = f"”{request.text}”" if request.text else wish
    return WorkRow(
        kind=WorkKind(request.kind),
        document=request.document.service_document,
        what=f"{said} ({when})" if call and when else said,
        due=dates.age(request.at, now),
        cue="bad" if call else "watch",
        symbol="callback" if call else "note",
        request=request,
    )


def _failed_row(quote: ServiceDocument, now: datetime) -> WorkRow:
    reason = quote.current.failure if quote.current else ""
    return WorkRow(
        kind=WorkKind.FAILED,
        document=quote,
        what=label(reason, "failure"),
        due=dates.age(quote.digital_at, now) if quote.digital_at else "",
        cue="bad",
        symbol="failed",
    )


def _order_row(quote: ServiceDocument, now: datetime) -> WorkRow:
    return WorkRow(
        kind=WorkKind.TO_ORDER,
        document=quote,
        what=f"{label(quote.answer, 'answer')}, ingen order",
        due=dates.age(quote.answered_at, now) if quote.answered_at else "",
    )


def _waiting_row(quote: ServiceDocument, now: datetime) -> WorkRow:
    until = quote.valid_until or dates.local_date(now)
    days = (until - dates.local_date(now)).days
    opened = quote.digital_status == DigitalStatus.SEEN
    return WorkRow(
        kind=WorkKind.WAITING,
        document=quote,
        what="Öppnad, inget svar än" if opened else "Ej öppnad än",
        due={0: "I dag", 1: "I morgon"}.get(days, _day(until)),
        cue="watch" if days <= 0 else "",
        symbol="clock" if days <= 0 else "",
    )


def _day(day: date) -> str:
    return f"{day.day} {dates.SHORT_MONTHS[day.month - 1]}"
