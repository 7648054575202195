"""*Rätta mottagaren*: the link that went to the wrong one dies, and the sending goes out anew under another."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.domain.dates import valid_until_passed
from verksign.domain.digital_states import ActionNotAllowed, DigitalAction, DigitalStatus
from verksign.domain.identifiers import clean_name
from verksign.records.models import DigitalDocument, Message
from verksign.usecases import digital, history, messages, work
from verksign.usecases.messages.caps import refuse_too_many_sms
from verksign.usecases.registers.fields import demand_key
from verksign.usecases.signing.kinds import done, first_kind
from verksign.usecases.signing.recipients import LONGEST_NAME, BadRecipient, recipient_address
from verksign.usecases.signing.righting import FIELDS, put_recipient_right
from verksign.usecases.signing.words import words_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The right recipient, as typed."""

    method: str
    to: str
    name: str = ""
    """Empty: as it was."""


@transaction.atomic(durable=True)
def correct_recipient(
    *, document_id: UUID, right: Correction, key: str, by: Actor, now: datetime
) -> DigitalDocument:
    """
    Send an open sending to somebody else than it went to; who has the old link has nothing any more.

    A second press with the same one-time key does nothing new.

    :raises DigitalDocument.DoesNotExist: also when it is another workshop's
    :raises BadRecipient: if the number or address cannot be one, or is the one it went to
    :raises ActionNotAllowed: if it is answered or over
    :raises TooManySms: if the day's SMS are used up
    """
    by.require(Permission.SEND)
    demand_key(key)
    DigitalDocument.objects.visible_to(by).only("pk").get(pk=document_id)
    document = digital.hold(document_id)
    message_id = uuid5(document.id, key)
    if Message.objects.filter(pk=message_id).exists():
        return document
    _refuse_over(document, now)
    if right.method not in FIELDS:
        raise BadRecipient("unknown_method")
    address = recipient_address(right.method, right.to)
    if address.casefold() == document.recipient_address.casefold():
        raise BadRecipient("same_recipient")
    refuse_too_many_sms(document.workshop_id, right.method, address, now=now)
    name = clean_name(right.name) or document.recipient_name
    if len(name) > LONGEST_NAME:
        raise BadRecipient("name_too_long")
    kind = _kind_of(document)
    _change(document, right.method, address, name, by=by, now=now)
    messages.queue(
        document.service_document,
        kind,
        words_for(kind, json.loads(document.content), right.method, to=document),
        channel=right.method,
        to=address,
        document=document,
        now=now,
        message_id=message_id,
    )
    work.enqueue("signing.start", str(document.id))
    return document


def _refuse_over(document: DigitalDocument, now: datetime) -> None:
    status = DigitalStatus(document.status)
    if status in DigitalStatus.open() and valid_until_passed(document.valid_until, now):
        raise ActionNotAllowed(DigitalStatus.EXPIRED, DigitalAction.CORRECT)
    if status in DigitalStatus.final():
        raise ActionNotAllowed(status, DigitalAction.CORRECT)


def _kind_of(document: DigitalDocument) -> Message.Kind:
    """The right one has never seen another version, but may well have been rung."""
    spoken = document.messages.filter(kind=Message.Kind.VERBAL).exists()
    return Message.Kind.VERBAL if spoken else first_kind(document)


def _change(
    document: DigitalDocument, method: str, address: str, name: str, *, by: Actor, now: datetime
) -> None:
    digital.renew(document.link)
    messages.stop_asking(document)
    for message in document.messages.filter(kind__in=Message.ASKING):
        messages.finish_message_alarms(message, at=now)
    before = document.recipient_address
    named = {"contact_name": name} if name != document.recipient_name else {}
    digital.change(
        document,
        DigitalAction.CORRECT,
        "recipient.corrected",
        at=now,
        facts={"method": method, "from_method": document.method},
        personal={"from": before, "to": address, "by": by.name},
        method=method,
        recipient_name=name,
        recipient_address=address,
        generation=document.link.generation,
        corrected_at=now,
        sent_at=None,
        seen_at=None,
        reminders=0,
        reminded_at=None,
        failure="",
    )
    put_recipient_right(document.service_document_id, {FIELDS[method]: address, **named})
    history.record(
        document.service_document_id,
        done(document, "recipient_corrected"),
        by=by,
        at=now,
        document=str(document.id),
    )
