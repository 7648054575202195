"""A filter's fields in the form beside the list, filled in with what the address says."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from verksign.staff.lists.filters import (
    Adviser,
    Between,
    Choices,
    Filter,
    Period,
    Validity,
    Values,
)

type Counts = Mapping[str, Mapping[str, int]]
"""How many rows each code of a filter has, by the filter's name; for those that are counted."""


@dataclass(frozen=True, slots=True)
class Option:
    code: str
    words: str
    chosen: bool
    colour: str = ""
    symbol: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """`kind` is the template: checks, select or bounds."""

    kind: str
    name: str
    title: str
    options: tuple[Option, ...] = ()
    bounds: tuple[tuple[str, str, str], ...] = ()
    """(name, label, value) of the first and of the last."""
    day: bool = False


def field_of(
    filter_: Filter, values: Values, people: Mapping[str, str], counts: Counts
) -> Field | None:
    """Return what stands in the form, or nothing for what is only a link."""
    match filter_:
        case Choices():
            return _choices(filter_, values, counts.get(filter_.name))
        case Validity():
            return _select(filter_.name, str(filter_.title), dict(filter_.options()), values)
        case Adviser():
            return _select(filter_.name, str(filter_.title), people, values)
        case Between() | Period():
            return _bounds(filter_, values)
        case _:
            return None


def _choices(filter_: Choices, values: Values, counts: Mapping[str, int] | None) -> Field:
    chosen = values.get(filter_.name, ())
    if not filter_.many:
        words = {code: filter_.word(code) for code in filter_.codes}
        return _select(filter_.name, str(filter_.title), words, values)
    options = tuple(
        Option(
            code, words, code in chosen, *symbols, None if counts is None else counts.get(code, 0)
        )
        for code, words, symbols in filter_.options()
        # What is never counted is seldom asked for: it is in the form only while it is chosen.
        if filter_.symbols.get(code) or code in chosen
    )
    return Field(kind="checks", name=filter_.name, title=str(filter_.title), options=options)


def _select(name: str, title: str, words: Mapping[str, str], values: Values) -> Field:
    chosen = values.get(name, ())
    options = tuple(Option(code, text, code in chosen) for code, text in words.items())
    return Field(kind="select", name=name, title=title, options=options)


def _bounds(filter_: Between | Period, values: Values) -> Field:
    words = (_("från"), _("till"))
    return Field(
        kind="bounds",
        name=filter_.name,
        title=str(filter_.title),
        bounds=tuple(
            (name, word, "".join(values.get(name, ())))
            for name, word in zip(filter_.names, words, strict=True)
        ),
        day=isinstance(filter_, Period),
    )
