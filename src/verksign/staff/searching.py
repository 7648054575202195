"""What is typed to search a list becomes the words that its rows must hold."""

import re

from verksign.domain.identifiers import clean_name
from verksign.domain.search_keys import fold, search_words
from verksign.records.models import Article, Customer, LabourOperation, Package, Vehicle
from verksign.records.models.registers import RegisterQuerySet

LONGEST_SEARCH = 100
ABROAD = re.compile(r"^(?:\+|00)460?(?=\d)")
"""A Swedish number as it is dialled from abroad, with or without the 0 that is left out there."""
LOOKED_AT = 40
"""Matches that are put in order before the first of them are shown."""
BETWEEN_DIGITS = str.maketrans("", "", "()./-")


def searched(text: str) -> list[str]:
    """Return the words to search for; what no row can hold is gone, and a telephone number is one word."""
    words = search_words(clean_name(text[:LONGEST_SEARCH]))
    digits = ABROAD.sub("+46", "".join(words).translate(BETWEEN_DIGITS))
    return [digits] if digits.removeprefix("+").isdigit() else words


def best[R: (Article, LabourOperation, Package, Customer, Vehicle)](
    rows: RegisterQuerySet[R], typed: str, most: int
) -> list[R]:
    """Return the first rows that hold the words; where they stand at the beginning of a word comes first."""
    beginning = f" {fold(typed)}"
    found = rows.matching(searched(typed)).sorted()
    in_order = sorted(found[:LOOKED_AT], key=lambda row: beginning not in f" {row.search}")
    return in_order[:most]
