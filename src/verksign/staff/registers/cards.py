"""Register cards: a form that keeps what was typed, and a sentence beside each field that cannot be saved."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.utils.translation import gettext as _

from verksign.staff.http import StaffRequest, safe_next
from verksign.usecases.registers import InvalidFields
from verksign.wording.errors import sentences

BETWEEN = re.compile(r"[\s-]")


@dataclass(frozen=True, slots=True)
class Typed:
    """What the form's fields hold, by name, with what is wrong with each."""

    values: Mapping[str, str]
    problems: Mapping[str, str]

    @classmethod
    def posted(cls, post: Mapping[str, str], names: Iterable[str]) -> "Typed":
        """All of it, however long: what does not fit is told beside its field, never cut."""
        return cls({name: _plain(post.get(name, "")) for name in names}, {})

    def refused(self, error: InvalidFields) -> "Typed":
        return Typed(self.values, sentences(error))

    def beside(self, stored: Mapping[str, str]) -> "Typed":
        """Return the same with what somebody else saved meanwhile told at each field that differs."""
        told = {
            name: _("Någon annan har sparat: %(value)s. Spara igen om det du skrev ska gälla.")
            % {"value": stored[name] or _("ingenting")}
            for name, value in self.values.items()
            if _loose(value) != _loose(stored[name])
        }
        return Typed(self.values, told)


def _plain(typed: str) -> str:
    """Return it as the browser's own count of letters has it: a new line is one."""
    return typed.replace("\x00", "").replace("\r\n", "\n")


def _loose(text: str) -> str:
    """Return what two ways to write a number or a name have in common."""
    return BETWEEN.sub("", text).casefold()


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
