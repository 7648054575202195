"""
Handing a message over: claimed and committed before the call, settled by what is known after it.

Between the two nobody knows. A message found there after its lease is in doubt and never sent again by itself.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction

from verksign.documents.mail import enclosed_logo, logo_cid
from verksign.domain.digital_states import DigitalAction, DigitalStatus
from verksign.domain.message_states import MessageAction, MessageState
from verksign.domain.sms_text import to_gsm7
from verksign.integrations.delivery import (
    Attachment,
    DeliveryError,
    HandedOver,
    Happened,
    InlineImage,
    OutgoingEmail,
    OutgoingSms,
    Reason,
)
from verksign.integrations.registry import email_channel, sms_channel
from verksign.records.models import Alarm, Blob, DigitalDocument, Message
from verksign.usecases import digital, messages, work
from verksign.usecases.messages.claim import Claimed

MOST_ATTEMPTS = 12
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=15)
THROUGH = (MessageState.SENT, MessageState.DELIVERED)


def deliver(message_id: UUID, *, now: datetime) -> None:
    """Hand the message over once, if it is due; whatever comes of it is written down."""
    claimed = messages.claim(message_id, now=now)
    if claimed is None:
        return
    try:
        handed_over = _call(claimed.message, now)
    except DeliveryError as error:
        _settle(claimed, now, partial(_failed, error=error, now=now))
    else:
        _settle(claimed, now, partial(_accepted, handed_over=handed_over, now=now))


def _call(message: Message, now: datetime) -> HandedOver:
    document = message.document
    # Its own generation: a late copy for an earlier recipient must never carry the link of the one who came after.
    address = digital.address_of(document.link, message.generation) if document else ""
    workshop = message.workshop
    if message.channel == "sms":
        return sms_channel().send(
            OutgoingSms(
                id=str(message.id),
                sender=workshop.short_name,
                to=message.to,
                text=to_gsm7(message.text.replace("{link}", address)),
                report_url=report_address(message),
            )
        )
    return email_channel().send(
        OutgoingEmail(
            id=str(message.id),
            sender_name=workshop.name,
            sender_address=settings.MAIL_FROM,
            reply_to=workshop.email,
            to=message.to,
            subject=message.subject,
            text=message.text.replace("{link}", address),
            html=message.html.replace("{link}", address),
            at=now,
            attachments=_attachments(message),
            inline=_pictures(message),
        )
    )


def _pictures(message: Message) -> tuple[InlineImage, ...]:
    """The logo that the letter shows: enclosed, since a picture fetched from us would tell who reads."""
    digest = enclosed_logo(message.html)
    if not digest:
        return ()
    blob = Blob.objects.select_related("workshop").get(workshop=message.workshop, sha256=digest)
    return (InlineImage(logo_cid(digest), blob.mime, blob.read()),)


def report_address(message: Message) -> str:
    """Where the gateway tells what became of the message; the secret proves that it is the gateway."""
    return f"{settings.URL}/in/46elks/{settings.REPORT_SECRET}/{message.id}"


def _attachments(message: Message) -> tuple[Attachment, ...]:
    document = message.document
    if message.kind != Message.Kind.RECEIPT or document is None or document.sealed is None:
        return ()
    name = f"Avtal {message.service_document.number}.pdf"
    return (Attachment(name, "application/pdf", document.sealed.read()),)


@transaction.atomic(durable=True)
def _settle(claimed: Claimed, now: datetime, outcome: Callable[[Message], None]) -> None:
    if claimed.message.document_id:
        digital.hold(claimed.message.document_id)
    message = Message.objects.select_related("document", "service_document").locked(
        claimed.message.pk
    )
    if message.lease_until != claimed.lease:
        return
    outcome(message)


def _accepted(message: Message, handed_over: HandedOver, now: datetime) -> None:
    # The lease may have run out while the channel was thinking: its answer settles the doubt.
    late = message.state == MessageState.UNSURE
    if message.state != MessageState.HANDING_OVER and not late:
        return
    messages.move(
        message,
        MessageAction.COUNT_AS_SENT if late else MessageAction.ACCEPT,
        sent_at=now,
        reference=handed_over.reference,
        parts=handed_over.parts,
        lease_until=None,
        failure="",
    )
    messages.finish_message_alarms(message, at=now)
    got_through(message, "message.sent", now=now)


def _failed(message: Message, error: DeliveryError, now: datetime) -> None:
    if message.state != MessageState.HANDING_OVER:
        return
    if error.happened is Happened.UNKNOWN:
        in_doubt(message, error.reason, now=now)
    elif error.happened is Happened.NOT_YET and message.attempts < MOST_ATTEMPTS:
        _postpone(message, error, now)
    else:
        messages.move(message, MessageAction.REFUSE, failure=error.reason, lease_until=None)
        did_not_get_through(message, error.reason, now=now)


def _postpone(message: Message, error: DeliveryError, now: datetime) -> None:
    if error.reason is Reason.LOGIN_REFUSED:
        # It mends itself only when somebody sees to the password: staff are told at once.
        messages.raise_alarm(
            Alarm.Kind.DELIVERY_FAILED,
            at=now,
            message=message,
            document=message.document,
            detail=error.reason,
        )
    pause = min(FIRST_PAUSE * 2 ** (message.attempts - 1), LONGEST_PAUSE)
    messages.move(
        message,
        MessageAction.POSTPONE,
        failure=error.reason,
        lease_until=None,
        next_try_at=now + max(pause, error.retry_after or pause),
    )
    if message.document and message.document.status in DigitalStatus.final():
        # The sending ended while the channel was thinking, and could not stop what was not in line.
        messages.stop_asking(message.document)


def in_doubt(message: Message, reason: str, *, now: datetime) -> None:
    """Nobody knows whether it went out: a person decides, and until then nothing is sent again."""
    # The lease stays: should the channel answer after all, its hand-over is known by it.
    messages.move(message, MessageAction.DOUBT, failure=reason)
    messages.raise_alarm(
        Alarm.Kind.DELIVERY_UNSURE, at=now, message=message, document=message.document
    )
    if message.document:
        digital.append(
            message.document, "message.unsure", at=now, facts=_facts(message, reason=reason)
        )


def got_through(message: Message, kind: str, *, now: datetime) -> None:
    """The channel has it, or the customer: the sending that it carries is sent."""
    document = message.document
    if document is None:
        return
    action = _ON_GETTING_THROUGH.get(DigitalStatus(document.status))
    if message.kind in Message.ASKING and action and _is_to_recipient(message, document):
        digital.change(
            document,
            action,
            kind,
            at=now,
            facts=_facts(message),
            personal={"to": message.to},
            sent_at=document.sent_at or now,
            failure="",
        )
    else:
        digital.append(document, kind, at=now, facts=_facts(message), personal={"to": message.to})


_ON_GETTING_THROUGH = {
    DigitalStatus.DRAFT: DigitalAction.HAND_OVER,
    DigitalStatus.FAILED: DigitalAction.RECEIPT,
}


def did_not_get_through(message: Message, reason: str, *, now: datetime) -> None:
    """Tell staff; the sending fails only when nothing else of it got through and nobody has opened it."""
    messages.raise_alarm(
        Alarm.Kind.DELIVERY_FAILED,
        at=now,
        message=message,
        document=message.document,
        detail=reason,
    )
    document = message.document
    if document is None:
        return
    facts = _facts(message, reason=reason)
    to_recipient = _is_to_recipient(message, document)
    if message.kind in Message.ASKING and to_recipient and _nothing_got_through(document):
        digital.change(
            document, DigitalAction.FAIL, "message.failed", at=now, facts=facts, failure=reason
        )
    else:
        digital.append(document, "message.failed", at=now, facts=facts)


def _is_to_recipient(message: Message, document: DigitalDocument) -> bool:
    """Return whether it carries the link that is alive: not what went to a number that was corrected since."""
    return message.generation == document.generation


def _nothing_got_through(document: DigitalDocument) -> bool:
    if document.status not in {DigitalStatus.DRAFT, DigitalStatus.SENT}:
        return False
    return not Message.objects.filter(
        document=document,
        generation=document.generation,
        kind__in=Message.ASKING,
        state__in=THROUGH,
    ).exists()


def _facts(message: Message, **more: str) -> dict[str, str]:
    return {"message": str(message.id), "kind": message.kind, "channel": message.channel, **more}


def nudge(message: Message) -> None:
    work.enqueue("signing.deliver", str(message.id))
