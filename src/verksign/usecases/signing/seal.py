"""Sealing an answer: signed and sealed are separate, and a fault here never loses a signature."""

import json
from datetime import datetime
from functools import cache
from uuid import UUID

from django.conf import settings
from django.db import transaction

from verksign.documents.keys import KeyFolder
from verksign.documents.render import render_agreement
from verksign.documents.seal import seal as seal_pdf
from verksign.domain.digital_states import DigitalStatus
from verksign.records.models import Alarm, Blob, DigitalDocument, Message, VerbalAnswer, Workshop
from verksign.usecases import digital, messages
from verksign.usecases.signing.evidence import evidence_of, evidence_of_verbal
from verksign.usecases.signing.start import PDF
from verksign.usecases.signing.words import words_for

SEALED_AFTER = (DigitalStatus.SIGNED, DigitalStatus.REJECTED)


@cache
def _keys() -> KeyFolder:
    """One for the process: it holds the keys it has loaded."""
    return KeyFolder(settings.KEYS)


def _root_fingerprint(now: datetime) -> str:
    _keys().ensure_root(now)
    return _keys().root_fingerprint()


def _sealed(paper: bytes, workshop: Workshop, now: datetime) -> Blob:
    signer = _keys().signer_for(
        workshop.id, legal_name=workshop.legal_name, org_number=workshop.org_number, now=now
    )
    return Blob.objects.keep(workshop=workshop, data=seal_pdf(paper, signer, now), mime=PDF)


def seal(document_id: UUID, *, now: datetime) -> None:
    """Render the answer with its evidence, seal it, keep it, and queue the customer's copy; done once."""
    document = DigitalDocument.objects.select_related(
        "workshop", "pdf__workshop", "signature__workshop"
    ).get(pk=document_id)
    if document.sealed_id is not None or document.status not in SEALED_AFTER:
        return
    content = json.loads(document.content)
    evidence = evidence_of(document, root_fingerprint=_root_fingerprint(now))
    shown = document.pdf.read() if document.pdf else None
    pictures = digital.enclosed(content, document.workshop)
    drawn = document.signature.read() if document.signature else None
    paper = render_agreement(
        content, evidence, shown, document.answer.encode(), pictures, drawn=drawn
    )
    blob = _sealed(paper, document.workshop, now)
    _keep(document_id, blob, now=now)


@transaction.atomic(durable=True)
def _keep(document_id: UUID, blob: Blob, *, now: datetime) -> None:
    document = digital.hold(document_id)
    if document.sealed_id is not None:
        return
    document.sealed = blob
    document.save(update_fields=["sealed"])
    digital.append(document, "document.sealed", at=now, facts={"sealed_sha256": blob.sha256})
    messages.finish_document_alarm(Alarm.Kind.SEALING_STUCK, document, at=now)
    _queue_copy(document, now=now)


def _queue_copy(document: DigitalDocument, *, now: datetime) -> None:
    """The customer's own copy, by e-mail when there is an address: it is the durable confirmation."""
    to = document.signer_email
    if not to and document.method == "email":
        to = document.recipient_address
    if not to:
        return
    signed = document.status == DigitalStatus.SIGNED
    kind = Message.Kind.RECEIPT if signed else Message.Kind.DECLINED
    messages.queue(
        document.service_document,
        kind,
        words_for(
            kind,
            json.loads(document.content),
            "email",
            to=document,
            answer=json.loads(document.answer),
        ),
        channel="email",
        to=to,
        document=document,
        now=now,
    )


def seal_verbal(answer_id: UUID, *, now: datetime) -> None:
    """Seal the record of an answer given by word of mouth; done once."""
    answer = VerbalAnswer.objects.select_related("workshop", "recorded_by", "service_document").get(
        pk=answer_id
    )
    if answer.record_id is not None:
        return
    evidence = evidence_of_verbal(answer, root_fingerprint=_root_fingerprint(now))
    content = json.loads(answer.content)
    pictures = digital.enclosed(content, answer.workshop)
    paper = render_agreement(content, evidence, None, answer.answer.encode(), pictures)
    blob = _sealed(paper, answer.workshop, now)
    _keep_record(answer_id, blob, now=now)


@transaction.atomic(durable=True)
def _keep_record(answer_id: UUID, blob: Blob, *, now: datetime) -> None:
    answer = VerbalAnswer.objects.select_for_update(no_key=True).get(pk=answer_id)
    if answer.record_id is None:
        answer.record = blob
        answer.save(update_fields=["record"])
    messages.finish_answer_alarm(answer, at=now)
