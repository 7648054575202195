"""What is typed while the customer is on the telephone: to whom a quick quote goes, in one field."""

import re
from dataclasses import dataclass
from enum import StrEnum

from verksign.domain.identifiers import clean_name, clean_text

NUMBER = re.compile(r"[+(]?\d[\d\s()./-]*\d")
AROUND_ADDRESS = "<>(),;:"


class Buyer(StrEnum):
    """Whom the quote is made out to when the number and the vehicle lead to different cards."""

    BY_ITSELF = ""
    """The customer with that number or address, else the vehicle's owner, else a new card."""
    CALLER = "caller"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Given:
    method: str
    """sms or email."""
    to: str
    """As typed, to be judged by whoever sends."""
    name: str = ""
    """What stands beside the number or the address: the name of whoever gets it."""


def read_recipient(text: str) -> Given:
    """Return what `070-174 06 31 Karin Holmgren` or `karin@mail.example` says, in whatever order."""
    text = " ".join(clean_text(text).split())
    if "@" in text:
        words = text.split(" ")
        address = next(word for word in words if "@" in word)
        rest = " ".join(word for word in words if word is not address)
        return Given("email", address.strip(AROUND_ADDRESS), _name(rest))
    found = NUMBER.search(text)
    rest = text[: found.start()] + " " + text[found.end() :] if found else ""
    if not found or any(each.isdigit() for each in rest):
        return Given("sms", text)
    return Given("sms", found[0], _name(rest))


def _name(text: str) -> str:
    return clean_name(text).strip(AROUND_ADDRESS + " ")
