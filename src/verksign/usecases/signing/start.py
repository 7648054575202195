"""The worker's first step: the frozen PDF goes into the archive before anything is handed over."""

import json
from datetime import datetime
from uuid import UUID

from django.db import transaction

from verksign.documents.render import render_offer
from verksign.domain.canonical import sha256_hex
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.message_states import MessageState
from verksign.records.models import Alarm, Blob, DigitalDocument, Message
from verksign.usecases import digital, messages, work

PDF = "application/pdf"


def start(document_id: UUID, *, now: datetime) -> None:
    """Render and keep the frozen PDF (digest F), then let the sending's messages go; a second time does nothing new."""
    document = DigitalDocument.objects.select_related("workshop").get(pk=document_id)
    if document.pdf_id is None and document.status in DigitalStatus.open():
        content = json.loads(document.content)
        pdf = render_offer(content, digital.enclosed(content, document.workshop))
        blob = Blob.objects.keep(workshop=document.workshop, data=pdf, mime=PDF)
        _freeze(document_id, blob, sha256_hex(pdf), now=now)
    _release(document_id)


@transaction.atomic(durable=True)
def _freeze(document_id: UUID, blob: Blob, digest: str, *, now: datetime) -> None:
    document = digital.hold(document_id)
    if document.pdf_id is not None:
        return
    document.pdf, document.shown_sha256 = blob, digest
    document.save(update_fields=["pdf", "shown_sha256"])
    digital.append(document, "pdf.frozen", at=now, facts={"shown_sha256": digest})
    messages.finish_document_alarm(Alarm.Kind.DELIVERY_FAILED, document, at=now)


@transaction.atomic(durable=True)
def _release(document_id: UUID) -> None:
    waiting = Message.objects.filter(document_id=document_id, state=MessageState.QUEUED)
    for message_id in waiting.values_list("id", flat=True):
        work.enqueue("signing.deliver", str(message_id))
