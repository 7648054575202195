"""Every minute: what a lost task left behind is nudged again, doubt is named, and what has had its day expires."""

import logging
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from verksign.domain.dates import local_date
from verksign.domain.digital_states import ActionNotAllowed, DigitalAction, DigitalStatus
from verksign.domain.message_states import MessageState
from verksign.records.models import Alarm, DigitalDocument, Message, VerbalAnswer
from verksign.usecases import digital, messages, work
from verksign.usecases.signing.deliver import in_doubt
from verksign.usecases.signing.remind import remind_by_rule
from verksign.usecases.signing.unsent import forget_old
from verksign.usecases.upsell.escalate import escalate

logger = logging.getLogger(__name__)
SETTLED = timedelta(seconds=20)
"""Rows younger than this have their own task on the way."""
IS_STUCK = timedelta(minutes=5)
MOST_AT_ONCE = 500


def sweep(*, now: datetime) -> None:
    """Rows are the truth: enqueue again what they say is not done."""
    for message_id in _oldest(Message.objects.abandoned(now), "lease_until"):
        _doubt(message_id, now=now)
    _expire(now)
    before = now - SETTLED
    unrendered = DigitalDocument.objects.not_rendered().filter(created_at__lt=before)
    _nudge("signing.start", _oldest(unrendered, "created_at"))
    due = Message.objects.due(now).filter(created_at__lt=before)
    _nudge("signing.deliver", _oldest(due, "next_try_at"))
    unsealed = DigitalDocument.objects.not_sealed().filter(answered_at__lt=before)
    _nudge("signing.seal", _oldest(unsealed, "answered_at"))
    unrecorded = VerbalAnswer.objects.filter(record__isnull=True, recorded_at__lt=before)
    _nudge("signing.seal_verbal", _oldest(unrecorded, "recorded_at"))
    long_ago = now - IS_STUCK
    for document_id in _oldest(unrendered.filter(created_at__lt=long_ago), "created_at"):
        _sending_stuck(document_id, now=now)
    for document_id in _oldest(unsealed.filter(answered_at__lt=long_ago), "answered_at"):
        _sealing_stuck(document_id, now=now)
    for answer_id in _oldest(unrecorded.filter(recorded_at__lt=long_ago), "recorded_at"):
        _verbal_sealing_stuck(answer_id, now=now)
    escalate(now=now)
    remind_by_rule(now=now)
    forget_old(now=now)


def _oldest(rows: QuerySet[Any], column: str) -> list[UUID]:
    """What has waited longest comes first, so that nothing is left behind by a full round."""
    return list(rows.order_by(column, "id").values_list("id", flat=True)[:MOST_AT_ONCE])


@transaction.atomic(durable=True)
def _nudge(name: str, row_ids: list[UUID]) -> None:
    for row_id in row_ids:
        work.enqueue(name, str(row_id))


@transaction.atomic(durable=True)
def _doubt(message_id: UUID, *, now: datetime) -> None:
    document_id = Message.objects.values_list("document_id", flat=True).get(pk=message_id)
    if document_id is not None:
        digital.hold(document_id)
    message = Message.objects.select_related("document").locked(message_id)
    if (
        message.state == MessageState.HANDING_OVER
        and message.lease_until
        and message.lease_until < now
    ):
        in_doubt(message, "no_answer", now=now)


def _expire(now: datetime) -> None:
    """Silence never approves: what is past its day is closed, one sending at a time."""
    past = DigitalDocument.objects.open().filter(valid_until__lt=local_date(now))
    for document_id in _oldest(past, "valid_until"):
        try:
            _expire_one(document_id, now=now)
        except ActionNotAllowed:
            # Answered or cancelled since the list was made: nothing to expire.
            continue
        except DatabaseError:
            logger.exception("Could not expire document %s", document_id)


@transaction.atomic(durable=True)
def _expire_one(document_id: UUID, *, now: datetime) -> None:
    document = digital.hold(document_id)
    digital.change(document, DigitalAction.EXPIRE, "document.expired", at=now)


@transaction.atomic(durable=True)
def _sending_stuck(document_id: UUID, *, now: datetime) -> None:
    """Without its PDF nothing goes out: the customer has got nothing, and staff must know."""
    document = digital.hold(document_id)
    if document.pdf_id is None and document.status in DigitalStatus.open():
        messages.raise_alarm(Alarm.Kind.DELIVERY_FAILED, at=now, document=document)


@transaction.atomic(durable=True)
def _sealing_stuck(document_id: UUID, *, now: datetime) -> None:
    document = digital.hold(document_id)
    if document.sealed_id is None and document.status in DigitalStatus.final():
        messages.raise_alarm(Alarm.Kind.SEALING_STUCK, at=now, document=document)


@transaction.atomic(durable=True)
def _verbal_sealing_stuck(answer_id: UUID, *, now: datetime) -> None:
    answer = VerbalAnswer.objects.select_for_update(no_key=True).get(pk=answer_id)
    if answer.record_id is None:
        messages.raise_alarm(Alarm.Kind.SEALING_STUCK, at=now, answer=answer)
