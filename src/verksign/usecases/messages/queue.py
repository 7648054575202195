from dataclasses import dataclass
from datetime import datetime

from verksign.domain.message_states import MessageState
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
) -> Message:
    """
    Put a message in line, in the transaction that calls for it.

    One that asks for an answer waits until the frozen PDF is in the archive; the worker's `signing.start` nudges it.
    """
    message = Message.objects.create(
        workshop_id=quote.workshop_id,
        service_document=quote,
        document=document,
        kind=kind,
        channel=channel,
        to=to,
        subject=words.subject,
        text=words.text,
        html=words.html,
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
