"""*Kräver svar först*: what a person must deal with, the most pressing on top."""

from datetime import datetime, timedelta

from django.db.models import OuterRef, Q, Subquery

from verksign.domain import dates
from verksign.domain.access import Actor
from verksign.domain.answers import AnswerSummary
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.message_states import MessageState
from verksign.records.models import CustomerRequest, Message, ServiceDocument
from verksign.records.models.service_documents import ServiceDocumentQuerySet
from verksign.staff.centre.job_rows import job_rows
from verksign.staff.centre.work_rows import LENGTH, ORDER, WorkKind, WorkRow
from verksign.staff.quotes.selections import WAITING, Selection, quotes_of
from verksign.staff.upsell.selections import orders_of

MOST_OF_ONE = 5
"""So many questions may one customer have waiting."""
NO_IS_NEW = timedelta(days=1)
"""How long a no stands in the list: it needs no answer, but somebody may want to ring."""


def worklist_of(actor: Actor, now: datetime, *, mine: bool = False) -> list[WorkRow]:
    """Return the rows, in eight queries whatever the number of quotes and orders."""
    rows = quotes_of(actor, mine=mine)
    requests = _requests(actor, mine=mine)
    asking = {request.document.service_document_id for request in requests}
    found = [
        *_request_rows(requests),
        *_failed(rows),
        *_failed(orders_of(actor, mine=mine)),
        *job_rows(actor, now, mine=mine),
        *_to_order(rows),
        *_declined(rows, now),
        *_declined(orders_of(actor, mine=mine), now),
        *(row for row in _waiting(rows, now) if row.document.id not in asking),
    ]
    return sorted(found, key=lambda row: (ORDER.index(row.kind), row.at))[:LENGTH]


def _first(rows: ServiceDocumentQuerySet, order: str) -> ServiceDocumentQuerySet:
    """Return the first rows with their cards: found by their ids alone, since whole rows are slow to sort."""
    found = ServiceDocument.objects.filter(id__in=rows.order_by(order, "id").values("id")[:LENGTH])
    loaded = found.with_cards().select_related("current").order_by(order, "id")
    return loaded.defer("current__content", "current__answer")


def _requests(actor: Actor, *, mine: bool) -> list[CustomerRequest]:
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
    if mine:
        me = actor.user_id
        waiting = waiting.filter(Q(owner=me) | Q(document__service_document__adviser=me))
    return list(waiting.order_by("at", "id")[: LENGTH * MOST_OF_ONE])


def _request_rows(requests: list[CustomerRequest]) -> list[WorkRow]:
    """Return a row for each request; the questions of one sending are one row, which has waited since the first."""
    rows: dict[object, WorkRow] = {}
    for request in requests:
        is_question = request.kind == CustomerRequest.Kind.QUESTION
        key = request.document_id if is_question else request.id
        before = rows.get(key)
        rows[key] = WorkRow(
            kind=WorkKind(request.kind),
            document=request.document.service_document,
            at=before.at if before else request.at,
            request=request,
            asked=before.asked + 1 if before else 1,
        )
    return list(rows.values())


def _failed(rows: ServiceDocumentQuerySet) -> list[WorkRow]:
    failed = Selection(status=DigitalStatus.FAILED)
    message = (
        Message.objects.filter(
            document=OuterRef("current"), state=MessageState.FAILED, kind__in=Message.ASKING
        )
        .order_by("-created_at")
        .values("id")[:1]
    )
    quotes = _first(failed.of(rows), "digital_at").annotate(failed_message=Subquery(message))
    return [
        WorkRow(kind=WorkKind.FAILED, document=quote, at=quote.digital_at or quote.updated_at)
        for quote in quotes
    ]


def _to_order(rows: ServiceDocumentQuerySet) -> list[WorkRow]:
    to_order = Selection(to_order=True)
    return [
        WorkRow(kind=WorkKind.TO_ORDER, document=quote, at=quote.answered_at or quote.updated_at)
        for quote in _first(to_order.of(rows), "answered_at")
    ]


def _declined(rows: ServiceDocumentQuerySet, now: datetime) -> list[WorkRow]:
    """A no is shown for a day, and until something new is sent."""
    declined = rows.filter(answer=AnswerSummary.REJECTED, answered_at__gte=now - NO_IS_NEW)
    return [
        WorkRow(kind=WorkKind.DECLINED, document=quote, at=quote.answered_at or now)
        for quote in _first(declined, "answered_at")
    ]


def _waiting(rows: ServiceDocumentQuerySet, now: datetime) -> list[WorkRow]:
    waiting = rows.filter(digital_status__in=WAITING, valid_until__isnull=False)
    today = dates.local_date(now)
    return [
        WorkRow(
            kind=WorkKind.LAST_DAY if _presses(quote, now) else WorkKind.WAITING,
            document=quote,
            at=dates.end_of_day(quote.valid_until or today),
        )
        for quote in _first(waiting, "valid_until")
    ]


def _presses(quote: ServiceDocument, now: datetime) -> bool:
    """The last day has come, and nobody has reminded the customer of it."""
    today = dates.local_date(now)
    if quote.valid_until is None or quote.valid_until > today:
        return False
    reminded_at = quote.current.reminded_at if quote.current else None
    return reminded_at is None or dates.local_date(reminded_at) < today
