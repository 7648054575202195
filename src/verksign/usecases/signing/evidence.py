"""What the evidence page prints: stored facts, read back from the chain; what was not recorded stays empty."""

import json
from datetime import datetime

from django.conf import settings

from verksign.documents.evidence import EventRow, Evidence
from verksign.documents.words import (
    CALLERS,
    event_detail,
    event_people,
    event_words,
    masked,
    method_words,
)
from verksign.domain.answers import MAY_WITHDRAW, AnswerWay
from verksign.domain.customers import CustomerKind
from verksign.domain.dates import local_date
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.withdrawal import last_day_to_withdraw
from verksign.records.models import DigitalDocument, Event, ServiceDocument, VerbalAnswer
from verksign.usecases.signing.record import KINDS
from verksign.usecases.signing.said import closed_by


def evidence_of(document: DigitalDocument, *, root_fingerprint: str) -> Evidence:
    """The facts about a sending's answer; events after the answer belong to the next segment and are not printed."""
    events = list(document.events.order_by("seq"))
    answered = next(event for event in events if event.kind in KINDS.values())
    way = AnswerWay(json.loads(document.answer)["way"])
    events = [event for event in events if event.seq <= answered.seq]
    content = json.loads(document.content)
    signed = document.status == DigitalStatus.SIGNED
    consumer = content["customer"]["kind"] == CustomerKind.CONSUMER
    return Evidence(
        method=method_words(way, accepted=signed),
        address_masked=masked(document.recipient_address),
        ip=_personal(answered, "ip"),
        agent=_personal(answered, "agent"),
        content_sha256=document.content_sha256,
        shown_sha256=document.shown_sha256,
        answer_sha256=document.answer_sha256,
        chain_head=answered.hash,
        events=[_row(event) for event in events],
        verify_address=f"{settings.URL}/verify",
        root_fingerprint=root_fingerprint,
        withdrawal_ends=last_day_to_withdraw(local_date(answered.at))
        if signed and consumer and way in MAY_WITHDRAW and "confirms" not in content
        else None,
    )


def evidence_of_verbal(answer: VerbalAnswer, *, root_fingerprint: str) -> Evidence:
    """The facts about an answer given by word of mouth: who recorded it, and who called whom."""
    facts = json.loads(answer.answer)
    sending = _sending_of(answer)
    events = list(sending.events.order_by("seq")) if sending else []
    return Evidence(
        method=method_words(
            AnswerWay(answer.channel), accepted=answer.outcome == DigitalStatus.SIGNED
        ),
        content_sha256=answer.content_sha256,
        shown_sha256="",
        answer_sha256=answer.answer_sha256,
        chain_head=events[-1].hash if events else "",
        events=[_row(event) for event in events],
        verify_address=f"{settings.URL}/verify",
        root_fingerprint=root_fingerprint,
        recorded_by=answer.recorded_by.name,
        call=CALLERS.get(facts["verbal"]["called_by"], ""),
        note=answer.note,
    )


def _sending_of(answer: VerbalAnswer) -> DigitalDocument | None:
    """What had been sent of it: a quote's newest; of an order's sendings the one that the answer closed."""
    owner = answer.service_document
    if owner.kind == ServiceDocument.Kind.ORDER:
        return closed_by(answer)
    return owner.sendings.order_by("-version").first()


def _row(event: Event) -> EventRow:
    at: datetime = event.at
    return EventRow(
        at=at,
        words=event_words(event.kind),
        detail=", ".join(filter(None, [_people(event), event_detail(event.facts)])),
        hash=event.hash[:8],
    )


def _people(event: Event) -> str:
    """Who handed the device over or corrected the recipient; erased one day, it says nothing."""
    if event.kind not in {"recipient.corrected", "document.handed_over", "document.given_back"}:
        return ""
    names = ("from", "to", "by")
    return event_people(**{name: _personal(event, name) for name in names})


def _personal(event: Event, name: str) -> str:
    value: str = event.personal_values.get(name, {}).get("value", "")
    return value
