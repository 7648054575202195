"""Keys that make both databases find åsa for Åsa and sort å ä ö after z."""

import re
import unicodedata

KEPT = frozenset("åäö")
NEIGHBOURS = {"æ": "ä", "ø": "ö", "đ": "d", "ð": "d", "ł": "l", "þ": "th"}
# Digits sort before letters everywhere, so this holds in binary order and in a language's.
AFTER_Z = str.maketrans({"z": "z0", "å": "z1", "ä": "z2", "ö": "z3"})
LONGEST_COMPACT = 24
LONGEST_SORT_KEY = 200


def fold(text: str) -> str:
    """Return the text in small letters, with å ä ö kept and every other accent gone."""
    composed = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return " ".join("".join(_folded(character) for character in composed).split())


def _folded(character: str) -> str:
    character = NEIGHBOURS.get(character, character)
    if character in KEPT:
        return character
    pieces = unicodedata.normalize("NFD", character)
    return "".join(piece for piece in pieces if not _is_accent(piece))


def _is_accent(character: str) -> bool:
    return unicodedata.category(character) == "Mn"


def _compact(folded: str) -> list[str]:
    """Return a plate or a number also without spaces, and a Swedish number also from its 0."""
    if len(folded) > LONGEST_COMPACT or not re.search(r"\d", folded):
        return []
    tight = re.sub(r"[\s()./-]", "", folded)
    forms = [tight] if tight != folded else []
    return [*forms, "0" + tight[3:]] if tight.startswith("+46") else forms


def search_text(*parts: str) -> str:
    """Return what a row is found by."""
    forms: dict[str, None] = {}
    for part in parts:
        folded = fold(part)
        forms |= dict.fromkeys(form for form in [folded, *_compact(folded)] if form)
    return " ".join(forms)


def search_words(query: str) -> list[str]:
    """Return the words that must all occur in a row's search text."""
    return fold(query).split()


def sort_key(text: str) -> str:
    """
    Return what sorts å ä ö after z under binary order and under any language's.

    Spaces and signs become a digit: languages skip them, binary order does not, digits come first in both.
    """
    return re.sub(r"[^\w]", "0", fold(text).translate(AFTER_Z))[:LONGEST_SORT_KEY]
