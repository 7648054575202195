"""The short id that is printed on paper and read aloud: VS-7F3K-92QD."""

import re

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
RANDOM_BYTES = 5
DOCUMENT_ID = re.compile(rf"VS-[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}")
BITS_PER_LETTER = 5
LETTERS = 8


def document_id(random: bytes) -> str:
    """Return the id that five random bytes spell; uniqueness is the database's matter."""
    if len(random) != RANDOM_BYTES:
        raise ValueError(f"A document id is made of {RANDOM_BYTES} bytes")
    number = int.from_bytes(random)
    text = ""
    for _ in range(LETTERS):
        number, place = divmod(number, 1 << BITS_PER_LETTER)
        text = ALPHABET[place] + text
    return f"VS-{text[:4]}-{text[4:]}"


def read_document_id(text: str) -> str | None:
    """Return the id as it is stored, from whatever way it was typed, or None."""
    plain = re.sub(r"[\s-]", "", text.upper())
    if len(plain) > LETTERS:  # eight letters may themselves begin with VS
        plain = plain.removeprefix("VS")
    spelt = f"VS-{plain[:4]}-{plain[4:]}"
    return spelt if DOCUMENT_ID.fullmatch(spelt) else None
