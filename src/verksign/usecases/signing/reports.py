"""What becomes of a message after it was handed over: the gateway's reports, and what people decide."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.domain.digital_states import ActionNotAllowed, DigitalAction, DigitalStatus
from verksign.domain.message_states import MessageAction, MessageState, allowed
from verksign.integrations.delivery import Reason, ReportedState
from verksign.records.models import Message
from verksign.usecases import digital, history, messages
from verksign.usecases.messages.caps import refuse_too_many_sms
from verksign.usecases.signing.deliver import did_not_get_through, got_through, nudge


class StillHandingOver(Exception):
    """The report came before our own hand-over was written down: tell again in a while."""


@transaction.atomic(durable=True)
def receive_report(
    *,
    message_id: UUID,
    state: ReportedState,
    at: datetime,
    now: datetime,
    reason: Reason = Reason.NOT_DELIVERED,
) -> None:
    """
    Write down what the gateway says; reports come late, repeated and out of order, and never downgrade.

    :raises Message.DoesNotExist: if the message is not ours
    :raises StillHandingOver: if the gateway was quicker than we
    """
    message = _hold(message_id)
    if message.state == MessageState.HANDING_OVER:
        raise StillHandingOver
    actions = allowed(MessageState(message.state))
    if state is ReportedState.DELIVERED and MessageAction.DELIVER in actions:
        messages.move(message, MessageAction.DELIVER, delivered_at=at, failure="")
        messages.finish_message_alarms(message, at=now)
        got_through(message, "message.delivered", now=now)
    elif state is ReportedState.SENT and message.state == MessageState.UNSURE:
        messages.move(message, MessageAction.COUNT_AS_SENT, sent_at=at, failure="")
        messages.finish_message_alarms(message, at=now)
        got_through(message, "message.sent", now=now)
    elif state is ReportedState.FAILED and MessageAction.BOUNCE in actions:
        messages.move(message, MessageAction.BOUNCE, failure=reason)
        did_not_get_through(message, reason, now=now)


@transaction.atomic(durable=True)
def resend_message(*, message_id: UUID, by: Actor, now: datetime) -> Message:
    """
    *Skicka igen*: put a failed or doubtful message back in line, under the same id.

    :raises MessageActionNotAllowed: if it is neither failed nor in doubt
    :raises ActionNotAllowed: if its sending is over, or has gone to somebody else since
    :raises TooManySms: if the day's SMS are used up
    """
    by.require(Permission.SEND)
    message = _hold(message_id, by)
    _refuse_over(message)
    refuse_too_many_sms(message.workshop_id, message.channel, message.to, now=now)
    messages.move(
        message, MessageAction.RESEND, attempts=0, next_try_at=now, failure="", lease_until=None
    )
    messages.finish_message_alarms(message, at=now)
    document = message.document
    if document and document.status == DigitalStatus.FAILED:
        digital.change(
            document,
            DigitalAction.RESEND,
            "message.resent",
            at=now,
            facts={"message": str(message.id)},
            personal={"by": by.name},
            failure="",
        )
    history.record(
        message.service_document_id, "message.resent", by=by, at=now, message=str(message.id)
    )
    nudge(message)
    return message


@transaction.atomic(durable=True)
def count_as_sent(*, message_id: UUID, by: Actor, now: datetime) -> Message:
    """
    *Räkna som skickad*: a person has found out that a doubtful message went out.

    :raises MessageActionNotAllowed: if it is not in doubt
    """
    by.require(Permission.SEND)
    message = _hold(message_id, by)
    messages.move(message, MessageAction.COUNT_AS_SENT, sent_at=now, failure="")
    messages.finish_message_alarms(message, at=now)
    got_through(message, "message.counted_as_sent", now=now)
    history.record(
        message.service_document_id, "message.counted", by=by, at=now, message=str(message.id)
    )
    return message


def _refuse_over(message: Message) -> None:
    """Nothing asks for an answer that can no longer be given."""
    if message.kind in Message.ASKING and message.document:
        status = DigitalStatus(message.document.status)
        if status in DigitalStatus.final() or message.generation != message.document.generation:
            raise ActionNotAllowed(status, DigitalAction.RESEND)


def _hold(message_id: UUID, by: Actor | None = None) -> Message:
    mine = Message.objects.visible_to(by) if by else Message.objects.all()
    document_id = mine.values_list("document_id", flat=True).get(pk=message_id)
    if document_id is not None:
        digital.hold(document_id)
    return Message.objects.select_related("document", "service_document").locked(message_id)
