"""*Kontrollera status*: by hand, and every 30 minutes for everything that is open."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from verksign.domain.access import Actor, Permission
from verksign.domain.dates import valid_until_passed
from verksign.domain.digital_states import DigitalAction, DigitalStatus
from verksign.domain.message_states import MessageState
from verksign.records.models import DigitalDocument, Message
from verksign.usecases import digital, work
from verksign.usecases.signing.certificates import warn_of_expiry

MOST_AT_ONCE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was looked at, and when."""

    document: DigitalDocument
    at: datetime
    changed: bool
    provider: str
    messages: tuple[Message, ...]
    nudged: bool
    """Something was found waiting and has been handed to the worker again."""


def check_status(*, document_id: UUID, by: Actor, now: datetime) -> Checked:
    """
    Look at the sending now: its provider's word, its messages, its PDF, its validity.

    :raises DigitalDocument.DoesNotExist: also when it is another workshop's
    """
    by.require(Permission.READ)
    DigitalDocument.objects.visible_to(by).only("pk").get(pk=document_id)
    return _check(document_id, now=now)


def check_all(*, now: datetime) -> None:
    """The safety net: the built-in provider answers at once, so this only finds what was left lying."""
    never_checked_first = F("checked_at").asc(nulls_first=True)
    open_ones = DigitalDocument.objects.open().order_by(never_checked_first, "id")
    ids = open_ones.values_list("id", flat=True)
    for document_id in ids[:MOST_AT_ONCE]:
        _check(document_id, now=now)
    warn_of_expiry(now=now)


@transaction.atomic(durable=True)
def _check(document_id: UUID, *, now: datetime) -> Checked:
    document = digital.hold(document_id)
    before = document.status
    if before in DigitalStatus.open() and valid_until_passed(document.valid_until, now):
        digital.change(document, DigitalAction.EXPIRE, "document.expired", at=now)
    document.checked_at = now
    document.save(update_fields=["checked_at"])
    return Checked(
        document=document,
        at=now,
        changed=document.status != before,
        provider=document.provider,
        messages=tuple(document.messages.order_by("created_at")),
        nudged=_nudge(document, now),
    )


def _nudge(document: DigitalDocument, now: datetime) -> bool:
    is_open = document.status in DigitalStatus.open()
    queued = document.messages.filter(state=MessageState.QUEUED, next_try_at__lte=now).exists()
    if is_open and (document.pdf_id is None or queued):
        work.enqueue("signing.start", str(document.id))
        return True
    if document.status in {DigitalStatus.SIGNED, DigitalStatus.REJECTED} and not document.sealed_id:
        work.enqueue("signing.seal", str(document.id))
        return True
    return False
