"""What a list can be narrowed by. Each filter reads its own part of the address and says what it means in words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Protocol
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from verksign.domain.access import Actor
from verksign.domain.dates import end_of_day
from verksign.domain.money import NotAnAmount, format_amount, parse_kronor
from verksign.wording.labels import label

type Values = Mapping[str, tuple[str, ...]]
"""What the address says, by the name that it has there; only what could be read."""

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
EARLIEST, LATEST = date(1990, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class Asked:
    """Who looks, and when: what *Mina* and *i dag* are about."""

    actor: Actor
    today: date


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that the list is narrowed by, with what must go from the address to be rid of it."""

    name: str
    value: str
    words: str


class Filter(Protocol):
    def read(self, query: QueryDict) -> dict[str, tuple[str, ...]]:
        """
        Return what the address asks for, by name.

        :raises Http404: for a code that there is not
        """
        ...

    def narrow[R: QuerySet[Any]](self, rows: R, values: Values, asked: Asked) -> R: ...

    def chips(self, values: Values, people: Mapping[str, str]) -> list[Chip]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """One or more of a column's codes; none chosen is all of them."""

    name: str
    title: Promise
    column: str
    words: str
    """Which table of `wording.labels` has the words."""
    codes: tuple[str, ...]
    many: bool = True
    symbols: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """(colour, icon) of a code."""

    def read(self, query: QueryDict) -> dict[str, tuple[str, ...]]:
        asked = {code for code in query.getlist(self.name) if code}
        if not asked <= set(self.codes):
            raise Http404
        return {self.name: tuple(code for code in self.codes if code in asked)} if asked else {}

    def narrow[R: QuerySet[Any]](self, rows: R, values: Values, asked: Asked) -> R:
        return self.of(rows, values)

    def of[R: QuerySet[Any]](self, rows: R, values: Values) -> R:
        """As `narrow`, for whoever looks whenever."""
        codes = values.get(self.name)
        if not codes:
            return rows
        # One code alone can follow an index on to what it is sorted by.
        one = {self.column: codes[0]}
        return rows.filter(**one if len(codes) == 1 else {f"{self.column}__in": codes})

    def chips(self, values: Values, people: Mapping[str, str]) -> list[Chip]:
        return [Chip(self.name, code, self.word(code)) for code in values.get(self.name, ())]

    def word(self, code: str) -> str:
        return label(code, self.words)

    def options(self) -> list[tuple[str, str, tuple[str, str]]]:
        return [(code, self.word(code), self.symbols.get(code, ("", ""))) for code in self.codes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Adviser:
    """Whose: one of the workshop's people."""

    name: str
    title: Promise
    column: str

    def read(self, query: QueryDict) -> dict[str, tuple[str, ...]]:
        typed = query.get(self.name, "")
        if not typed:
            return {}
        try:
            return {self.name: (str(UUID(typed)),)}
        except ValueError:
            raise Http404 from None

    def narrow[R: QuerySet[Any]](self, rows: R, values: Values, asked: Asked) -> R:
        chosen = values.get(self.name)
        return rows.filter(**{self.column: chosen[0]}) if chosen else rows

    def chips(self, values: Values, people: Mapping[str, str]) -> list[Chip]:
        unknown = _("Okänd person")
        return [
            Chip(self.name, each, people.get(each, unknown)) for each in values.get(self.name, ())
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mine:
    """*Mina*: of whoever looks."""

    column: str
    name: str = "mina"

    def read(self, query: QueryDict) -> dict[str, tuple[str, ...]]:
        return {self.name: ("1",)} if query.get(self.name) == "1" else {}

    def narrow[R: QuerySet[Any]](self, rows: R, values: Values, asked: Asked) -> R:
        return rows.filter(**{self.column: asked.actor.user_id}) if self.name in values else rows

    def chips(self, values: Values, people: Mapping[str, str]) -> list[Chip]:
        return [Chip(self.name, "1", _("Mina"))] if self.name in values else []


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One question about each row, of whoever looks: is it so?"""

    name: str
    words: Promise
    rule: Callable[[Any, Asked], Any]

    def read(self, query: QueryDict) -> dict[str, tuple[str, ...]]:
        return {self.name: ("1",)} if query.get(self.name) == "1" else {}

    def narrow[R: QuerySet[Any]](self, rows: R, values: Values, asked: Asked) -> R:
        narrowed: R = self.rule(rows, asked) if self.name in values else rows
        return narrowed

    def chips(self, values: Values, people: Mapping[str, str]) -> list[Chip]:
        return [Chip(self.name, "1", str(self.words))] if self.name in values else []


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A ready-made view, with its own rule: *Alla öppna*, *Att göra order av*."""

    name: str
    rules: Mapping[str, Callable[[Any], Any]]
    titles: Mapping[str, Promise]

    def read(self, query: QueryDict) -> dict[str, tuple[str, ...]]:
        code = query.get(self.name, "")
        if code and code not in self.rules:
            raise Http404
        return {self.name: (code,)} if code else {}

    def narrow[R: QuerySet[Any]](self, rows: R, values: Values, asked: Asked) -> R:
        return self.of(rows, values)

    def of[R: QuerySet[Any]](self, rows: R, values: Values) -> R:
        """As `narrow`, for whoever looks whenever."""
        chosen = values.get(self.name)
        narrowed: R = self.rules[chosen[0]](rows) if chosen else rows
        return narrowed

    def chips(self, values: Values, people: Mapping[str, str]) -> list[Chip]:
        return [
            Chip(self.name, code, str(self.titles[code]))
            for code in values.get(self.name, ())
            if code in self.titles
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """An amount from and to, typed as Swedes type; what cannot be read narrows nothing, and the field says so."""

    name: str
    title: Promise
    column: str

    @property
    def names(self) -> tuple[str, str]:
        return f"{self.name}_fran", f"{self.name}_till"

    def read(self, query: QueryDict) -> dict[str, tuple[str, ...]]:
        return {
            name: (format_amount(ore, decimals="needed", nbsp=False),)
            for name in self.names
            if (ore := _ore(query.get(name, ""))) is not None
        }

    def narrow[R: QuerySet[Any]](self, rows: R, values: Values, asked: Asked) -> R:
        for name, bound in zip(self.names, ("gte", "lte"), strict=True):
            if name in values:
                rows = rows.filter(**{f"{self.column}__{bound}": parse_kronor(values[name][0])})
        return rows

    def chips(self, values: Values, people: Mapping[str, str]) -> list[Chip]:
        forms = (_("%(title)s från %(bound)s kr"), _("%(title)s till %(bound)s kr"))
        return [
            Chip(name, "", form % {"title": self.title, "bound": values[name][0]})
            for name, form in zip(self.names, forms, strict=True)
            if name in values
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A first and a last day, in Sweden; `moments`: the column holds times."""

    name: str
    title: Promise
    column: str
    moments: bool = True

    @property
    def names(self) -> tuple[str, str]:
        return f"{self.name}_fran", f"{self.name}_till"

    def read(self, query: QueryDict) -> dict[str, tuple[str, ...]]:
        return {
            name: (day.isoformat(),)
            for name in self.names
            if (day := _day(query.get(name, ""))) is not None
        }

    def narrow[R: QuerySet[Any]](self, rows: R, values: Values, asked: Asked) -> R:
        first, last = (values.get(name) for name in self.names)
        if first:
            day = date.fromisoformat(first[0])
            rows = rows.filter(
                **{f"{self.column}__gte": end_of_day(day - A_DAY) if self.moments else day}
            )
        if last:
            day = date.fromisoformat(last[0])
            rows = rows.filter(
                **{f"{self.column}__lt": end_of_day(day) if self.moments else day + A_DAY}
            )
        return rows

    def chips(self, values: Values, people: Mapping[str, str]) -> list[Chip]:
        forms = (_("%(title)s från %(bound)s"), _("%(title)s till %(bound)s"))
        return [
            Chip(name, "", form % {"title": self.title, "bound": values[name][0]})
            for name, form in zip(self.names, forms, strict=True)
            if name in values
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """How long it is until a day: today, within a week, gone by."""

    name: str
    title: Promise
    column: str
    titles: Mapping[str, Promise]

    def read(self, query: QueryDict) -> dict[str, tuple[str, ...]]:
        code = query.get(self.name, "")
        if code and code not in self.titles:
            raise Http404
        return {self.name: (code,)} if code else {}

    def narrow[R: QuerySet[Any]](self, rows: R, values: Values, asked: Asked) -> R:
        if self.name not in values:
            return rows
        today = asked.today
        bounds: dict[str, dict[str, date]] = {
            "idag": {"": today},
            "vecka": {"__gte": today, "__lt": today + A_WEEK},
            "passerad": {"__lt": today},
        }
        wanted = bounds[values[self.name][0]]
        return rows.filter(**{f"{self.column}{bound}": day for bound, day in wanted.items()})

    def chips(self, values: Values, people: Mapping[str, str]) -> list[Chip]:
        return [
            Chip(self.name, code, f"{self.title}: {self.titles[code]}")
            for code in values.get(self.name, ())
        ]

    def options(self) -> list[tuple[str, str]]:
        return [(code, str(words)) for code, words in self.titles.items()]


def narrowed[R: QuerySet[Any]](
    filters: Iterable[Filter], rows: R, values: Values, asked: Asked
) -> R:
    for each in filters:
        rows = each.narrow(rows, values, asked)
    return rows


def _ore(typed: str) -> int | None:
    try:
        return parse_kronor(typed)
    except NotAnAmount:
        return None


def _day(typed: str) -> date | None:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None
