"""The fact box *Digitalt*: where the quote's newest sending stands, and everything that has happened to it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from verksign.domain.digital_states import DigitalStatus
from verksign.domain.identifiers import display_phone
from verksign.domain.message_states import MessageAction, MessageState, allowed
from verksign.records.models import (
    CustomerRequest,
    DigitalDocument,
    Event,
    Message,
    ServiceDocument,
    VerbalAnswer,
)
from verksign.staff.quotes.questions import Asked, Question
from verksign.wording.labels import EVENT_OF_COPY, EVENT_OF_REPLY, label
from verksign.wording.status import status_sentence

NOT_IN_THE_BOX = {"pdf.frozen"}
COLOURS = {
    "sending.created": "draft",
    "message.sent": "sent",
    "message.delivered": "sent",
    "message.failed": "failed",
    "message.unsure": "failed",
    "message.resent": "draft",
    "message.counted_as_sent": "sent",
    "reminder.queued": "sent",
    "recipient.corrected": "draft",
    "document.handed_over": "seen",
    "document.given_back": "seen",
    "document.signed_on_site": "signed",
    "document.rejected_on_site": "rejected",
    "document.seen": "seen",
    "document.signed": "signed",
    "document.rejected": "rejected",
    "document.cancelled": "cancelled",
    "document.expired": "expired",
    "document.replaced": "cancelled",
    "document.sealed": "signed",
    "answer.recorded": "signed",
    "request.replied": "seen",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A row of the timeline."""

    label: str
    at: datetime
    colour: str
    note: str = ""
    done: bool = True


@dataclass(frozen=True, slots=True)
class MessageRow:
    message: Message
    may_resend: bool
    may_count: bool

    @property
    def troubled(self) -> bool:
        return self.message.state in {MessageState.FAILED, MessageState.UNSURE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    document: DigitalDocument | None
    sentence: str
    timeline: tuple[Moment, ...]
    messages: tuple[MessageRow, ...]
    requests: tuple[CustomerRequest, ...]
    """Those that nobody has dealt with, but for questions."""
    questions: tuple[Question, ...]
    earlier: tuple[DigitalDocument, ...]
    """Versions before this one, the newest first."""
    verbal: VerbalAnswer | None

    @property
    def is_open(self) -> bool:
        return self.document is not None and self.document.status in DigitalStatus.open()

    @property
    def accepted_ore(self) -> int:
        return accepted_ore(self.document)


def following(quote: ServiceDocument, *, now: datetime) -> Following:
    """Everything the box shows, in a fixed number of queries."""
    sendings = list(
        DigitalDocument.objects.filter(service_document=quote)
        .defer("content")
        .select_related("created_by")
        .order_by("-version")
    )
    document = sendings[0] if sendings else None
    messages = Message.objects.filter(service_document=quote).defer("text", "html")
    events = Event.objects.filter(document=document).order_by("seq") if document else ()
    asked = Asked.about(quote)
    return Following(
        document=document,
        sentence=status_sentence(document, accepted_ore=accepted_ore(document), now=now)
        if document
        else "",
        timeline=timeline_of(events),
        messages=message_rows(messages.select_related("document").order_by("created_at", "id")),
        requests=asked.waiting,
        questions=asked.questions,
        earlier=tuple(sendings[1:]),
        verbal=VerbalAnswer.objects.filter(service_document=quote)
        .defer("content", "answer")
        .select_related("recorded_by")
        .order_by("-recorded_at")
        .first(),
    )


def accepted_ore(document: DigitalDocument | None) -> int:
    if document is None or not document.answer:
        return 0
    total: int = json.loads(document.answer)["total"]["amount_ore"]
    return total


def timeline_of(events: Iterable[Event]) -> tuple[Moment, ...]:
    """A delivery is told in the row of its message: *Skickad, levererad*."""
    rows: list[Moment] = []
    of_message: dict[str, int] = {}
    for event in events:
        if event.kind in NOT_IN_THE_BOX:
            continue
        message = event.facts.get("message", "")
        if event.kind == "message.delivered" and message in of_message:
            sent = rows[of_message[message]]
            rows[of_message[message]] = Moment(
                gettext("%(sent)s, levererad") % {"sent": sent.label}, sent.at, sent.colour
            )
            continue
        if event.kind == "message.sent":
            of_message[message] = len(rows)
        rows.append(moment_of(event))
    return tuple(rows)


def moment_of(event: Event) -> Moment:
    asked = event.kind.startswith("request.")
    return Moment(
        label=event_label(event),
        at=event.at,
        colour="sent" if asked else COLOURS.get(event.kind, ""),
        note=_personal(event, "reason") or _corrected(event),
        done=not asked,
    )


def _corrected(event: Event) -> str:
    if event.kind != "recipient.corrected":
        return ""
    before, after = (display_phone(_personal(event, name)) for name in ("from", "to"))
    return f"{before} → {after}, {_personal(event, 'by')}"


def event_label(event: Event) -> str:
    copy = event.facts.get("kind", "")
    if copy == Message.Kind.REPLY and event.kind in EVENT_OF_REPLY:
        return str(EVENT_OF_REPLY[event.kind])
    if event.kind in EVENT_OF_COPY and copy and copy not in Message.ASKING:
        return str(EVENT_OF_COPY[event.kind])
    return label(event.kind, "event")


def _personal(event: Event, name: str) -> str:
    """A personal value, unless it has been erased."""
    value: str = event.personal_values.get(name, {}).get("value", "")
    return value


def message_rows(messages: Iterable[Message]) -> tuple[MessageRow, ...]:
    return tuple(_message_row(message) for message in messages)


def _message_row(message: Message) -> MessageRow:
    actions = allowed(MessageState(message.state))
    over = message.kind in Message.ASKING and (
        message.document is None
        or message.document.status in DigitalStatus.final()
        or message.document.generation != message.generation
    )
    return MessageRow(
        message,
        may_resend=MessageAction.RESEND in actions and not over,
        may_count=MessageAction.COUNT_AS_SENT in actions,
    )


def digest_parts(box: Following) -> Sequence[object]:
    """What the box shows, as far as it can change without an edit of the quote."""
    document = box.document
    return (
        (document.id, document.status, document.status_at, document.checked_at) if document else (),
        (document.pdf_id, document.sealed_id) if document else (),
        [(moment.label, moment.at) for moment in box.timeline],
        [(row.message.id, row.message.state, row.message.attempts) for row in box.messages],
        [(request.id, request.owner_id) for request in box.requests],
        [
            (asked.request.id, asked.request.owner_id, asked.request.done_at, len(asked.replies))
            for asked in box.questions
        ],
        (box.verbal.id, box.verbal.record_id) if box.verbal else (),
    )
