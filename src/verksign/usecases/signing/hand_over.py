"""
*På plats*: the workshop's own device is handed to the customer, and given back.

What the customer sees then stands under a token of its own, alive while the device is away, though not for longer than
an hour; what is answered under it carries the way *på plats*. The link that is sent by SMS or e-mail is another.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.domain.dates import valid_until_passed
from verksign.domain.digital_states import ActionNotAllowed, DigitalAction, DigitalStatus
from verksign.records.models import DigitalDocument
from verksign.usecases import digital, history
from verksign.usecases.signing.kinds import done


class PaperNotReady(Exception):
    """The frozen PDF is being made: nobody signs what is not in the archive."""


@dataclass(frozen=True, slots=True)
class HandedOver:
    document: DigitalDocument
    nonce: str
    """What the token is made of, with a key that never leaves the server's own files."""


@transaction.atomic(durable=True)
def hand_over(*, document_id: UUID, by: Actor, now: datetime) -> HandedOver:
    """
    Let this device show one open sending, and nothing else, as seen by the customer who now has it.

    :raises DigitalDocument.DoesNotExist: also when it is another workshop's
    :raises ActionNotAllowed: if it is answered or over
    :raises PaperNotReady: until its PDF is in the archive
    """
    document = _held(document_id, by)
    status = DigitalStatus(document.status)
    if status in DigitalStatus.final():
        raise ActionNotAllowed(status, DigitalAction.SEE)
    if valid_until_passed(document.valid_until, now):
        raise ActionNotAllowed(DigitalStatus.EXPIRED, DigitalAction.SEE)
    if document.pdf_id is None:
        raise PaperNotReady
    nonce = digital.open_on_site(document.link, now)
    _note(document, by, now)
    history.record(
        document.service_document_id,
        done(document, "handed_over"),
        by=by,
        at=now,
        document=str(document.id),
    )
    return HandedOver(document, nonce)


def _note(document: DigitalDocument, by: Actor, now: datetime) -> None:
    kind, personal = "document.handed_over", {"by": by.name}
    if document.status == DigitalStatus.SEEN:
        digital.append(document, kind, at=now, personal=personal)
        return
    digital.change(
        document,
        DigitalAction.SEE,
        kind,
        at=now,
        personal=personal,
        seen_at=now,
        failure="",
    )


@transaction.atomic(durable=True)
def give_back(*, document_id: UUID, nonce: str, by: Actor, now: datetime) -> DigitalDocument:
    """
    The device is back: what it showed can be reached from it no more. A second time does nothing,
    nor does it when the sending has gone to another device since.

    :raises DigitalDocument.DoesNotExist: also when it is another workshop's
    """
    document = _held(document_id, by)
    if digital.close_on_site(document.link, nonce):
        digital.append(document, "document.given_back", at=now, personal={"by": by.name})
    return document


@transaction.atomic(durable=True)
def log_device_out(*, document_id: UUID, nonce: str, by: Actor, now: datetime) -> DigitalDocument:
    """
    The handed-over device was logged out, without the password: it shows the offer no more, but who did it is unknown.

    :raises DigitalDocument.DoesNotExist: also when it is another workshop's
    """
    document = _held(document_id, by)
    if digital.close_on_site(document.link, nonce):
        digital.append(document, "document.given_back", at=now)
    return document


def _held(document_id: UUID, by: Actor) -> DigitalDocument:
    by.require(Permission.SEND)
    DigitalDocument.objects.visible_to(by).only("pk").get(pk=document_id)
    return digital.hold(document_id)


def address_on_site(document_id: UUID, nonce: str, now: datetime) -> str:
    """
    Where the device shows the sending; its token is made anew each time and never stored.

    Empty when the device shows it no more: its time is over, or another device has it.
    """
    document = DigitalDocument.objects.select_related("link").only("link").get(pk=document_id)
    return digital.on_site_address(document.link, nonce, now)
