"""Register cards: a form that keeps what was typed, and a sentence beside each field that cannot be saved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from verksign.staff.http import StaffRequest, safe_next
from verksign.usecases.registers import InvalidFields
from verksign.wording.errors import sentences

LONGEST = 5000


@dataclass(frozen=True, slots=True)
class Typed:
    """What the form's fields hold, by name, with what is wrong with each."""

    values: Mapping[str, str]
    problems: Mapping[str, str]

    @classmethod
    def posted(cls, post: Mapping[str, str], names: Iterable[str]) -> "Typed":
        return cls({name: post.get(name, "").replace("\x00", "")[:LONGEST] for name in names}, {})

    def refused(self, error: InvalidFields) -> "Typed":
        return Typed(self.values, sentences(error))


def version_of(post: Mapping[str, str]) -> int | None:
    """Return the version of the card that the form was filled in from."""
    typed = post.get("version", "")
    return (
        int(typed)
        if typed.isascii() and typed.isdigit() and len(typed) < len("1000000000")
        else None
    )


def saved_address(request: StaffRequest, name: str, row_id: UUID) -> str:
    """Return where a new card was asked for, told which card it became; nothing when it was asked for here."""
    address = safe_next(request.GET.get("next", ""), "")
    return f"{address}?{urlencode({name: row_id})}" if address else ""
