"""What is typed to search a list becomes the words that its rows must hold."""

import re

from verksign.domain.identifiers import clean_name
from verksign.domain.search_keys import search_words

LONGEST_SEARCH = 100
ABROAD = re.compile(r"^(?:\+|00)460?(?=\d)")
"""A Swedish number as it is dialled from abroad, with or without the 0 that is left out there."""
BETWEEN_DIGITS = str.maketrans("", "", "()./-")


def searched(text: str) -> list[str]:
    """Return the words to search for; what no row can hold is gone, and a telephone number is one word."""
    words = search_words(clean_name(text[:LONGEST_SEARCH]))
    digits = ABROAD.sub("+46", "".join(words).translate(BETWEEN_DIGITS))
    return [digits] if digits.removeprefix("+").isdigit() else words
