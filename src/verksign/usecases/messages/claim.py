from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from verksign.domain.digital_states import DigitalStatus
from verksign.domain.message_states import MessageState
from verksign.domain.quiet_hours import QuietHours
from verksign.records.models import Message

LEASE = timedelta(minutes=2)
"""Longer than any gateway may take; a hand-over not ended by then is in doubt."""


@dataclass(frozen=True, slots=True)
class Claimed:
    message: Message
    lease: datetime
    """Names this very hand-over: only its own end may settle it."""


@transaction.atomic(durable=True)
def claim(message_id: UUID, *, now: datetime) -> Claimed | None:
    """
    Take a queued message for hand-over, committed before the call; None when it is not to be handed over now.

    A message that asks for an answer is taken only while its document is open and its frozen PDF is stored.
    """
    if _waits_for_morning(message_id, now):
        return None
    may_go = ~Q(kind__in=Message.ASKING) | Q(
        document__status__in=DigitalStatus.open(), document__pdf__isnull=False
    )
    ready = Message.objects.due(now).filter(may_go, pk=message_id).values("pk")
    lease = now + LEASE
    taken = Message.objects.filter(pk__in=ready, state=MessageState.QUEUED).update(
        state=MessageState.HANDING_OVER, attempts=F("attempts") + 1, lease_until=lease
    )
    if not taken:
        return None
    message = Message.objects.select_related(
        "document__link", "document__sealed", "document__workshop", "workshop", "service_document"
    ).get(pk=message_id)
    return Claimed(message, lease)


def _waits_for_morning(message_id: UUID, now: datetime) -> bool:
    """What nobody has just asked for is put off, when it comes late to its turn, until the quiet hours are over."""
    queued = Message.objects.filter(pk=message_id, automatic=True, state=MessageState.QUEUED)
    message = queued.select_related("workshop").first()
    if message is None:
        return False
    quiet = QuietHours(message.workshop.quiet_from, message.workshop.quiet_to)
    return quiet.cover(now) and bool(queued.update(next_try_at=quiet.over(now)))
