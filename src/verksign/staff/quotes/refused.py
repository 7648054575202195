"""What was typed on the card and could not be saved: nothing of it is lost, and each fault stands at its field."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from verksign.usecases.quotes.editing import EditedMeanwhile
from verksign.usecases.registers.fields import InvalidFields
from verksign.wording.errors import sentence, sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    place: str = ""
    """The part of the card that it was typed in: see `place_of_…` in `fields`."""
    typed: Mapping[str, str] = field(default_factory=dict)
    sentences: Mapping[str, str] = field(default_factory=dict)
    by_others: bool = False
    """Nothing is wrong with what was typed; it would only have overwritten something unseen."""

    @classmethod
    def at(cls, place: str, typed: Mapping[str, str], error: InvalidFields) -> "Refused":
        """A fault of something that follows from what was typed, like a sum, stands at the first field typed."""
        told: dict[str, str] = {}
        for name, words in sentences(error).items():
            told.setdefault(name if name in typed else next(iter(typed), name), words)
        return cls(place=place, typed=dict(typed), sentences=told)

    @classmethod
    def overtaken(cls, place: str, typed: Mapping[str, str], error: EditedMeanwhile) -> "Refused":
        """Somebody was first: the sentence stands at the first field typed, which may be saved after all."""
        told = {next(iter(typed)): sentence(error)} if typed else {}
        return cls(place=place, typed=dict(typed), sentences=told, by_others=bool(told))

    def value(self, place: str, name: str, stored: str) -> str:
        return self.typed.get(name, stored) if place == self.place else stored

    def sentence(self, place: str, name: str) -> str:
        return self.sentences.get(name, "") if place == self.place else ""


NOTHING = Refused()
