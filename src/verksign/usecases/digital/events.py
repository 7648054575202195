"""Appending to a sending's chain. The document must be held: two appends at once would fork it."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from verksign.domain.evidence import SALT_BYTES, ChainedEvent, event_hash, event_of, seal_personal
from verksign.domain.evidence import Event as EventFacts
from verksign.records.models import DigitalDocument, Event


def append(
    document: DigitalDocument,
    kind: str,
    *,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    personal: Mapping[str, str] | None = None,
) -> Event:
    """
    Add what happened to the chain; `document` must be held (`digital.hold`).

    `personal` values stand in the chain as salted digests only, so that they may be erased one day. Time never runs
    backwards in a chain: a clock that was set back is held at the last event's time.
    """
    last = document.events.order_by("-seq").first()
    values = {name: value for name, value in (personal or {}).items() if value}
    salts = {name: secrets.token_bytes(SALT_BYTES) for name in values}
    seq = last.seq + 1 if last else 1
    prev = last.hash if last else ""
    at = max(at, last.at) if last else at
    event = event_of(
        document=str(document.id),
        seq=seq,
        at=at,
        kind=kind,
        facts=facts or {},
        personal=seal_personal(values, salts),
        prev=prev,
    )
    return Event.objects.create(
        workshop_id=document.workshop_id,
        document=document,
        seq=seq,
        at=at,
        kind=kind,
        facts=event["facts"],
        personal=event["personal"],
        personal_values={
            name: {"salt": salts[name].hex(), "value": value} for name, value in values.items()
        },
        prev=prev,
        hash=event_hash(event),
    )


def chain_of(document: DigitalDocument) -> list[ChainedEvent]:
    """The stored chain as the rule reads it (`domain.evidence.verify_chain`)."""
    return [ChainedEvent(_facts(row), row.hash) for row in document.events.order_by("seq")]


def _facts(row: Event) -> EventFacts:
    return event_of(
        document=str(row.document_id),
        seq=row.seq,
        at=row.at,
        kind=row.kind,
        facts=row.facts,
        personal=row.personal,
        prev=row.prev,
    )
