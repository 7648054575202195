"""The fact box *Digitalt*: every sending of the order and of its quote, and what was said without one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from verksign.domain.digital_states import DigitalStatus
from verksign.domain.drafts import Purpose
from verksign.records.models import DigitalDocument, ServiceDocument, VerbalAnswer
from verksign.staff.quotes.questions import Asked, Question


@dataclass(frozen=True, slots=True)
class Sent:
    sending: DigitalDocument
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFollowing:
    sent: tuple[Sent, ...]
    """The newest first."""
    verbal: tuple[VerbalAnswer, ...]
    signed: DigitalDocument | None
    """What the order was made of."""
    spoken: VerbalAnswer | None
    questions: tuple[Question, ...]
    """What the customer has asked under the order's own links."""

    @property
    def confirmation(self) -> DigitalDocument | None:
        """The newest order confirmation."""
        return next(
            (row.sending for row in self.sent if _is(row.sending, Purpose.ORDER_CONFIRMATION)), None
        )


def following(order: ServiceDocument) -> OrderFollowing:
    both = [order.id, *([order.quote_id] if order.quote_id else [])]
    sendings = (
        DigitalDocument.objects.filter(service_document__in=both)
        .defer("content")
        .order_by("-created_at", "-version", "-id")
        .prefetch_related("jobs")
    )
    verbal = tuple(
        VerbalAnswer.objects.filter(service_document__in=both)
        .defer("content")
        .select_related("recorded_by")
        .order_by("-recorded_at", "-id")
    )
    of_quote = [row for row in sendings if _is(row, Purpose.QUOTE)]
    return OrderFollowing(
        sent=tuple(Sent(row, _title(row)) for row in sendings),
        verbal=verbal,
        signed=next((row for row in of_quote if row.status == DigitalStatus.SIGNED), None),
        spoken=next((row for row in verbal if row.service_document_id == order.quote_id), None),
        questions=Asked.about(order).questions,
    )


def digest_parts(box: OrderFollowing) -> Sequence[object]:
    """What the box shows, as far as it can change without an edit of the order."""
    return (
        [
            (row.sending.id, row.sending.status, row.sending.status_at, row.sending.sealed_id)
            for row in box.sent
        ],
        [(row.id, row.record_id) for row in box.verbal],
        [
            (asked.request.id, asked.request.owner_id, asked.request.done_at, len(asked.replies))
            for asked in box.questions
        ],
    )


def _is(sending: DigitalDocument, purpose: Purpose) -> bool:
    return sending.purpose == purpose


def _title(sending: DigitalDocument) -> str:
    if _is(sending, Purpose.ORDER_CONFIRMATION):
        return gettext("Orderbekräftelse")
    if _is(sending, Purpose.UPSELL):
        jobs = list(sending.jobs.all())
        if len(jobs) == 1:
            return str(jobs[0].title)
        return ngettext("%(n)s jobb", "%(n)s jobb", len(jobs)) % {"n": len(jobs)}
    return gettext("Offert, version %(version)s") % {"version": sending.version}
