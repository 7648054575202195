"""What a column of a list is: how it is called, shown, sorted and exported."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db.models import F, Model
from django.db.models.expressions import Expression, OrderBy
from django.utils.functional import Promise

from verksign.documents.spreadsheets import Value
from verksign.domain.cues import Limit

type Key = str | Expression
"""What rows are sorted by: a field, or an expression over some."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when a list is shown: what a cell needs beside its row."""

    slug: str
    today: date
    now: datetime
    limits: Mapping[str, Limit] = field(default_factory=dict)
    """How old a row may be, where the list says so."""
    token: str = ""
    """Of the page's forms, for what is done in a row."""
    address: str = ""
    """Of the list as it is seen, to come back to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column[M: Model]:
    code: str
    """As it stands in the address: `?sort=-belopp&kolumner=nr,kund`."""
    title: Promise | str
    cell: Callable[[M, Place], str]
    value: Callable[[M], Value]
    """What a spreadsheet gets: numbers and dates as what they are."""
    sort: tuple[Key, ...] = ()
    empty_last: bool = False
    """Rows that have nothing there come last, whichever way the rest is sorted."""
    down_first: bool = False
    """The first press sorts the largest or latest first."""
    css: str = ""
    """Where the cell lands when rows are cards, and which way it is set."""
    narrow: str = ""
    """Below which width it goes: `c2` last, `c5` first."""
    short: Promise | str = ""
    """The heading, where the title is too long for it."""
    shown: bool = True
    """Before anybody has chosen columns."""
    fixed: bool = False
    """Opens the row, so it stands in every choice."""

    @property
    def numeric(self) -> bool:
        return "num" in self.css.split()

    def keys(self, *, down: bool) -> tuple[OrderBy | str, ...]:
        """Return how rows are sorted by this column; ties are in the order of their ids, so that pages hold."""
        return (*(_directed(key, down=down, empty_last=self.empty_last) for key in self.sort), "id")


def _directed(key: Key, *, down: bool, empty_last: bool) -> OrderBy | str:
    if isinstance(key, str) and not empty_last:
        return f"-{key}" if down else key
    expression = F(key) if isinstance(key, str) else key
    return OrderBy(expression, descending=down, nulls_last=True if empty_last else None)


def chosen_from[M: Model](
    columns: Iterable[Column[M]], codes: Collection[str]
) -> tuple[Column[M], ...]:
    """Return the columns with these codes in the list's own order; what opens the row is always there."""
    return tuple(column for column in columns if column.fixed or column.code in codes)


def usual[M: Model](columns: Iterable[Column[M]]) -> tuple[Column[M], ...]:
    return tuple(column for column in columns if column.shown)


def kronor(ore: int | None) -> Decimal | None:
    """Return an amount as a spreadsheet adds it up."""
    return None if ore is None else Decimal(ore) / 100
