"""What was recorded about an answer, beyond the answer itself, and is printed on the evidence page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

# What the sealed file carries, by name.
SHOWN_FILE, ANSWER_FILE, CONTENT_FILE = "offert.pdf", "svar.json", "innehall.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One row of the event chain, in words."""

    at: datetime
    words: str
    detail: str = ""
    hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """
    Stored facts only; an empty text means that it was not recorded, and the page says so.

    Who answered what, by which way, button, consents and reason are not repeated here: the page
    prints them from the very answer JSON that is attached to the file.
    """

    method: str  # in words: "Godkänd via länk", "Muntligt godkänd, telefon"
    content_sha256: str
    shown_sha256: str  # F; empty when no file belongs to a verbal answer
    answer_sha256: str
    chain_head: str
    events: Sequence[EventRow]
    verify_address: str
    root_fingerprint: str
    address_masked: str = ""  # where the link was sent: "070-••• •• 31", "k•••@mail.example"
    ip: str = ""
    agent: str = ""
    withdrawal_ends: date | None = None
    recorded_by: str = ""  # verbal answers: who wrote it in,
    call: str = ""  # who called whom,
    note: str = ""  # and what was noted
