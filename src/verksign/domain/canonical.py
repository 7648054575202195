"""The one way a value becomes bytes that are hashed: RFC 8785, no floats, text in NFC."""

import hashlib
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import rfc8785


class FloatInContent(Exception):
    """Amounts are öre and quantities are text; a float would be rounded differently elsewhere."""

    def __init__(self, value: float) -> None:
        super().__init__(value)
        self.value = value


class NotCanonical(Exception):
    """The value has no canonical form: another type, a huge number, half a surrogate pair."""


def normalised(value: Any) -> Any:
    """Return the value in plain types with every text in NFC."""
    if isinstance(value, float):
        raise FloatInContent(value)
    if isinstance(value, str):
        return unicodedata.normalize("NFC", str(value))
    if isinstance(value, Mapping):
        plain = {normalised(key): normalised(inner) for key, inner in value.items()}
        if len(plain) < len(value):
            raise NotCanonical("two names are one in NFC")
        return plain
    if isinstance(value, list | tuple):
        return [normalised(inner) for inner in value]
    return value


def canonical_json(value: Any) -> bytes:
    """
    Return the canonical bytes.

    :raises FloatInContent: if there is a float anywhere in it
    :raises NotCanonical: if it cannot be written as canonical JSON for another reason
    """
    try:
        return rfc8785.dumps(normalised(value))
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise NotCanonical(str(error)) from error


def sha256_hex(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def utc_text(at: datetime) -> str:
    """Return 2026-11-24T10:02:03.123456Z; a time without zone is a fault of the caller."""
    if at.tzinfo is None:
        raise ValueError("utc_text needs a time with a zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def from_utc_text(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
