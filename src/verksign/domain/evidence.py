"""
The event log of a digital document, chained so that a changed or missing row shows.

Personal values stand in the chain only as salted digests: value and salt may be erased later
without touching the chain. Rows cut off at the end do not show in the chain by itself, which is
why the last hash is also printed on the sealed evidence page.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from verksign.domain.canonical import canonical_json, normalised, sha256_hex, utc_text

VERSION = 1
NO_PREVIOUS = ""
SALT_BYTES = 16


class Event(TypedDict):
    v: int
    document: str
    seq: int
    at: str
    kind: str
    facts: dict[str, Any]
    personal: dict[str, str]
    prev: str


@dataclass(frozen=True, slots=True)
class ChainedEvent:
    event: Event
    hash: str


def personal_digest(value: str, salt: bytes) -> str:
    if len(salt) != SALT_BYTES:
        raise ValueError(f"A salt has {SALT_BYTES} bytes")
    return sha256_hex(salt + unicodedata.normalize("NFC", value).encode())


def seal_personal(values: Mapping[str, str], salts: Mapping[str, bytes]) -> dict[str, str]:
    """Return what the chain holds of each personal value."""
    return {name: personal_digest(value, salts[name]) for name, value in values.items()}


def event_of(
    *,
    document: str,
    seq: int,
    at: datetime,
    kind: str,
    facts: Mapping[str, Any],
    personal: Mapping[str, str],
    prev: str,
) -> Event:
    return Event(
        v=VERSION,
        document=document,
        seq=seq,
        at=utc_text(at),
        kind=kind,
        facts=normalised(facts),
        personal=dict(personal),
        prev=prev,
    )


def event_hash(event: Event) -> str:
    return sha256_hex(canonical_json(event))


def personal_matches(event: Event, name: str, value: str, salt: bytes) -> bool:
    """Return whether a personal value that is still kept is the one that was recorded."""
    return event["personal"].get(name) == personal_digest(value, salt)


def verify_chain(chain: Sequence[ChainedEvent]) -> int | None:
    """Return the seq of the first event that does not fit, or None when all do."""
    prev = NO_PREVIOUS
    for seq, link in enumerate(chain, start=1):
        event = link.event
        fits = (
            event["seq"] == seq
            and event["prev"] == prev
            and event["document"] == chain[0].event["document"]
            and event_hash(event) == link.hash
        )
        if not fits:
            return seq
        prev = link.hash
    return None
