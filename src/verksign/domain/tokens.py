"""The link's token: derived when a message is handed over, never stored, found by its digest."""

import hashlib
import hmac
import re
from uuid import UUID

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
LENGTH = 22
DIGITS_OF_SHA256 = 43
TOKEN = re.compile(rf"[0-9A-Za-z]{{{LENGTH}}}", re.ASCII)


def _base62(content: bytes) -> str:
    number = int.from_bytes(content)
    digits = []
    while number:
        number, digit = divmod(number, len(ALPHABET))
        digits.append(ALPHABET[digit])
    return "".join(reversed(digits)).rjust(DIGITS_OF_SHA256, ALPHABET[0])


def link_token(key: bytes, link_id: UUID, generation: int) -> str:
    """Return 22 characters, some 130 bits, that only the holder of the key can make."""
    message = link_id.bytes + generation.to_bytes(4)
    return _base62(hmac.digest(key, message, "sha256"))[:LENGTH]


def on_site_token(key: bytes, link_id: UUID, nonce: str) -> str:
    """Return a token of the same form for the workshop's own device, good for one hand-over."""
    message = b"on site" + link_id.bytes + nonce.encode()
    return _base62(hmac.digest(key, message, "sha256"))[:LENGTH]


def token_digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def token_in(text: str) -> str:
    """Return the token of a link that a mail program took a point, a bracket or a space into; else nothing."""
    token = text[:LENGTH]
    return token if looks_like_token(token) and not any(map(str.isalnum, text[LENGTH:])) else ""


def looks_like_token(text: str) -> bool:
    return TOKEN.fullmatch(text) is not None
