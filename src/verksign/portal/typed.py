"""What the customer types on the check page, and what to say about it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from verksign.domain.content import Content
from verksign.usecases.signing.answer import LONGEST_NAME
from verksign.wording.customer import customer_sentence, too_long

TICKS = ("start", "ends", "authority")
TO_DO = {
    "name": _("Skriv ditt namn"),
    "email": _("Rätta e-postadressen"),
    "drawn": _("Rita namnteckningen igen"),
    "authority": _("Kryssa i att du får beställa"),
}


@dataclass(frozen=True, slots=True)
class Typed:
    name: str = ""
    email: str = ""
    drawn: str = ""
    ticked: frozenset[str] = frozenset()

    def fields(self) -> list[tuple[str, str]]:
        """Return the form fields that carry it on to another page."""
        texts = [("name", self.name), ("email", self.email), ("drawn", self.drawn)]
        ticks = [(key, "on") for key in TICKS if key in self.ticked]
        return [(name, value) for name, value in [*texts, *ticks] if value]


@dataclass(frozen=True, slots=True)
class Problem:
    text: str
    """The sentence beside the field."""
    to_do: str
    """The same in a few words, for the list on top of the page."""


def typed_of(content: Content, posted: Mapping[str, str]) -> Typed:
    """Return the fields; an address that we know stands there from the start, a name never does."""
    return Typed(
        name=posted.get("name", ""),
        email=posted.get("email", content["customer"]["email"]),
        drawn=posted.get("drawn", ""),
        ticked=frozenset(key for key in TICKS if key in posted),
    )


def problems_of(refused: Mapping[str, str], typed: Typed) -> dict[str, Problem]:
    """`refused` holds an error code by field."""
    return {
        field: Problem(_sentence(code, typed), str(TO_DO[field])) for field, code in refused.items()
    }


def _sentence(code: str, typed: Typed) -> str:
    if code == "too_long":
        return too_long(LONGEST_NAME, len(typed.name))
    return customer_sentence(code)
