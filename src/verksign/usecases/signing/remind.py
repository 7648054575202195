"""*Påminn kunden*: by hand, and by the workshop's own rule; the same link, by the channel of the sending."""

import json
import logging
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db import DatabaseError, transaction
from django.db.models.functions import Coalesce

from verksign.domain.access import Actor, Permission
from verksign.domain.dates import local_date, valid_until_passed
from verksign.domain.digital_states import ActionNotAllowed, DigitalAction, DigitalStatus
from verksign.domain.quiet_hours import QuietHours
from verksign.domain.reminders import ReminderRule, Waiting, may_remind_from, next_reminder
from verksign.domain.sms_text import MissingValue
from verksign.records.models import DigitalDocument, Message, Workshop
from verksign.usecases import digital, history, messages, work
from verksign.usecases.messages.caps import TooManySms, refuse_too_many_sms
from verksign.usecases.registers.fields import demand_key
from verksign.usecases.signing.kinds import done, reminder_kind
from verksign.usecases.signing.words import words_for

logger = logging.getLogger(__name__)
REACHED = (DigitalStatus.SENT, DigitalStatus.SEEN)
"""What has not come through is sent again, not reminded of."""
CHANNELS = ("sms", "email")
MOST_AT_ONCE = 500


class RemindedJustNow(Exception):
    """Something that asks for the answer went out within the hour; `until` says when it may be asked again."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


class NobodyToRemind(Exception):
    """The device was handed over at the desk: there is no address to send to."""


@transaction.atomic(durable=True)
def remind(*, document_id: UUID, key: str, by: Actor, now: datetime) -> Message:
    """
    Remind the customer now, whatever the hour: a person has asked for it.

    A second press with the same one-time key returns the first one's message.

    :raises DigitalDocument.DoesNotExist: also when it is another workshop's
    :raises ActionNotAllowed: if the sending has not come through, is answered or is over
    :raises RemindedJustNow: if it went out or was reminded of within the hour
    :raises NobodyToRemind: if it went to nobody's number or address
    :raises TooManySms: if the day's SMS are used up
    """
    by.require(Permission.SEND)
    demand_key(key)
    DigitalDocument.objects.visible_to(by).only("pk").get(pk=document_id)
    document = digital.hold(document_id)
    message_id = uuid5(document.id, key)
    earlier = Message.objects.filter(pk=message_id).first()
    if earlier:
        return earlier
    _refuse_closed(document, now)
    if document.method not in CHANNELS:
        raise NobodyToRemind
    allowed_from = may_remind_from(_waiting(document))
    if now < allowed_from:
        raise RemindedJustNow(allowed_from)
    refuse_too_many_sms(document.workshop_id, document.method, document.recipient_address, now=now)
    message = _queue(document, message_id, by=by, now=now)
    history.record(
        document.service_document_id,
        done(document, "reminded"),
        by=by,
        at=now,
        document=str(document.id),
    )
    return message


def remind_by_rule(*, now: datetime) -> None:
    """Remind of everything whose time has come; in the quiet hours it waits for the next round after them."""
    for workshop in Workshop.objects.filter(remind_at_most__gt=0).order_by("id"):
        rule = rule_of(workshop)
        if rule.quiet.cover(now):
            continue
        for document_id in _candidates(workshop, rule, now):
            try:
                _remind_one(document_id, now=now)
            except (DatabaseError, MissingValue):
                # One that cannot be reminded of must not keep every other workshop's from going.
                logger.exception("Could not remind of document %s", document_id)


def rule_of(workshop: Workshop) -> ReminderRule:
    return ReminderRule(
        after=timedelta(hours=workshop.remind_after_hours),
        at_most=workshop.remind_at_most,
        quiet=quiet_hours_of(workshop),
    )


def quiet_hours_of(workshop: Workshop) -> QuietHours:
    return QuietHours(workshop.quiet_from, workshop.quiet_to)


def _candidates(workshop: Workshop, rule: ReminderRule, now: datetime) -> list[UUID]:
    waiting = (
        DigitalDocument.objects.filter(
            workshop=workshop,
            status__in=REACHED,
            method__in=CHANNELS,
            valid_until__gte=local_date(now),
            reminders__lt=rule.at_most,
        )
        .annotate(since=Coalesce("reminded_at", "sent_at", "status_at"))
        .filter(since__lte=now - rule.after)
        .order_by("since", "id")
    )
    return list(waiting.values_list("id", flat=True)[:MOST_AT_ONCE])


@transaction.atomic(durable=True)
def _remind_one(document_id: UUID, *, now: datetime) -> None:
    """Judged again under the locks: the customer may have answered, or staff reminded, since the list was made."""
    document = digital.hold(document_id)
    if document.status not in REACHED:
        return
    at = next_reminder(rule_of(document.workshop), _waiting(document))
    if at is None or at > now or valid_until_passed(document.valid_until, now):
        return
    try:
        refuse_too_many_sms(
            document.workshop_id, document.method, document.recipient_address, now=now
        )
    except TooManySms:
        return
    message_id = uuid5(document.id, f"rule {document.generation} {document.reminders}")
    _queue(document, message_id, by=None, now=now)


def _refuse_closed(document: DigitalDocument, now: datetime) -> None:
    status = DigitalStatus(document.status)
    if status in REACHED and valid_until_passed(document.valid_until, now):
        raise ActionNotAllowed(DigitalStatus.EXPIRED, DigitalAction.RESEND)
    if status not in REACHED:
        raise ActionNotAllowed(status, DigitalAction.RESEND)


def _waiting(document: DigitalDocument) -> Waiting:
    return Waiting(
        since=document.reminded_at or document.sent_at or document.status_at,
        reminders=document.reminders,
        valid_until=document.valid_until,
    )


def _queue(
    document: DigitalDocument, message_id: UUID, *, by: Actor | None, now: datetime
) -> Message:
    kind = reminder_kind(document)
    message = messages.queue(
        document.service_document,
        kind,
        words_for(kind, json.loads(document.content), document.method, to=document),
        channel=document.method,
        to=document.recipient_address,
        document=document,
        now=now,
        message_id=message_id,
        automatic=by is None,
    )
    document.reminders, document.reminded_at = document.reminders + 1, now
    document.save(update_fields=["reminders", "reminded_at"])
    digital.append(
        document,
        "reminder.queued",
        at=now,
        facts={"message": str(message.id), "channel": document.method, "by_rule": by is None},
        personal={"by": by.name} if by else None,
    )
    work.enqueue("signing.deliver", str(message.id))
    return message
