from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from verksign.domain.message_states import MessageState
from verksign.records.ids import new_id
from verksign.records.models import DigitalDocument, Message, ServiceDocument
from verksign.usecases import work


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a message says; `{link}` stands where the customer's address goes."""

    text: str
    subject: str = ""
    html: str = ""


def queue(
    quote: ServiceDocument,
    kind: Message.Kind,
    words: Words,
    *,
    channel: str,
    to: str,
    document: DigitalDocument | None,
    now: datetime,
    message_id: UUID | None = None,
    automatic: bool = False,
) -> Message:
    """
    Put a message in line, in the transaction that calls for it.

    `message_id` is made from what must not happen twice; an `automatic` one waits out the quiet hours.

    One that asks for an answer waits until the frozen PDF is in the archive; the worker's `signing.start` nudges it.
    """
    message = Message.objects.create(
        id=message_id or new_id(),
        workshop_id=quote.workshop_id,
        service_document=quote,
        document=document,
        kind=kind,
        channel=channel,
        to=to,
        subject=words.subject,
        text=words.text,
        html=words.html,
        generation=document.generation if document else 1,
        automatic=automatic,
        next_try_at=now,
        created_at=now,
    )
    if kind not in Message.ASKING:
        work.enqueue("signing.deliver", str(message.id))
    return message


def stop_asking(document: DigitalDocument) -> None:
    """Nothing more asks for an answer that can no longer be given; in the transaction that ends the sending."""
    Message.objects.filter(
        document=document, kind__in=Message.ASKING, state=MessageState.QUEUED
    ).update(state=MessageState.STOPPED)
