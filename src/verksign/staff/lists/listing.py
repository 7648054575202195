"""A list, described: its rows, columns, filters and words. What is done with it is the same for every list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlencode

from django.db.models import Model, OrderBy
from django.http import QueryDict
from django.utils.functional import Promise

from verksign.domain.access import Actor
from verksign.records.models.registers import RegisterQuerySet
from verksign.staff.lists.columns import Column, Place, chosen_from, usual
from verksign.staff.lists.filters import Asked, Chip, Filter, Values, narrowed
from verksign.staff.searching import LONGEST_SEARCH, searched

SORT, COLUMNS, SEARCH = "sort", "kolumner", "q"
MOST_COLUMNS_TEXT = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A ready-made view: what its address asks for, under a name, with the number of rows that it opens."""

    words: Promise
    query: str
    """As in an address: `view=open&giltig=idag`."""
    symbol: str = "view"
    counted: tuple[str, tuple[str, ...]] = ("", ())
    """The filter and its codes whose counts add up to it: then it is not counted by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing[M: Model]:
    code: str
    """As saved views and addresses name it."""
    view: str
    """The URL name of its page."""
    args: tuple[str, ...] = ()
    """What its address has beside the workshop's: which of several lists alike it is."""
    title: Promise
    symbol: str
    rows: Callable[[Actor], RegisterQuerySet[M]]
    """Those the actor may see, bare: what they are narrowed and sorted by."""
    cards: Callable[[RegisterQuerySet[M]], RegisterQuerySet[M]]
    """The same rows with what the columns show."""
    columns: tuple[Column[M], ...]
    usual_sort: Callable[[Values], str]
    """A column's code, `-` before it for descending, or one of `orders`."""
    name_of: Callable[[M], str]
    """What a row is called where it is picked."""
    do: Callable[[M, Place], str] | None = None
    """What can be done with a row just there: a cell after the columns, in no file."""
    stamp: Callable[[M], str] = lambda row: str(getattr(row, "version", ""))
    """Changes when what a row shows does."""
    css: str = ""
    """Of its table."""
    orders: Mapping[str, tuple[OrderBy | str, ...]] = field(default_factory=dict)
    """Ways to sort that are no column's."""
    filters: tuple[Filter, ...] = ()
    ready: tuple[Ready, ...] = ()
    sums: str = ""
    """The column of öre that the foot adds up."""
    hint: Promise | str = ""
    caption: Promise | str = ""
    nothing: Promise | str = ""
    not_found: Promise | str = ""

    def column(self, code: str) -> Column[M] | None:
        return next((column for column in self.columns if column.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen[M: Model]:
    """What an address asks of a list."""

    listing: Listing[M]
    values: Values
    q: str = ""
    sort: str = ""
    """Empty: the list's own."""
    columns: tuple[str, ...] = ()
    """Empty: the user's own, or the list's."""

    @classmethod
    def from_query(cls, listing: Listing[M], query: QueryDict) -> Self:
        """
        Return what the address asks for; what cannot be read narrows nothing.

        :raises Http404: for a code that a filter does not have
        """
        values: dict[str, tuple[str, ...]] = {}
        for each in listing.filters:
            values |= each.read(query)
        sort = query.get(SORT, "")
        column = listing.column(sort.removeprefix("-"))
        codes = set(query.get(COLUMNS, "")[:MOST_COLUMNS_TEXT].split(","))
        return cls(
            listing=listing,
            values=values,
            q=query.get(SEARCH, "")[:LONGEST_SEARCH].strip(),
            sort=sort if column and column.sort else "",
            columns=tuple(each.code for each in listing.columns if each.code in codes),
        )

    def narrowed(self, asked: Asked) -> RegisterQuerySet[M]:
        rows = narrowed(self.listing.filters, self.listing.rows(asked.actor), self.values, asked)
        return rows.matching(searched(self.q))

    @property
    def sorted_by(self) -> str:
        return self.sort or self.listing.usual_sort(self.values)

    def sorted(self, rows: RegisterQuerySet[M]) -> RegisterQuerySet[M]:
        code = self.sorted_by
        if code in self.listing.orders:
            return rows.order_by(*self.listing.orders[code])
        column = self.listing.column(code.removeprefix("-"))
        assert column, code  # noqa: S101 (the description names a column or an order of its own)
        return rows.order_by(*column.keys(down=code.startswith("-")))

    def shown(self, own: tuple[str, ...]) -> tuple[Column[M], ...]:
        """Return the columns: those of the address, else the user's `own`, else the list's."""
        codes = self.columns or own
        return chosen_from(self.listing.columns, codes) if codes else usual(self.listing.columns)

    def chips(self, people: Mapping[str, str]) -> list[Chip]:
        return [chip for each in self.listing.filters for chip in each.chips(self.values, people)]

    @property
    def title(self) -> str:
        return " · ".join(chip.words for chip in self.chips({})) if self.values else ""

    def query(
        self, *, sort: str | None = None, without: Chip | None = None, search: bool = True
    ) -> str:
        """Return the address's query, the same for the same choice: `?status=sent&sort=-belopp`."""
        pairs = [
            (name, value)
            for name in self.values
            for value in self.values[name]
            if not (without and without.name == name and without.value in {"", value})
        ]
        more: dict[str, Any] = {
            SEARCH: self.q if search else "",
            SORT: self.sort if sort is None else sort,
            COLUMNS: ",".join(self.columns),
        }
        pairs += [(name, value) for name, value in more.items() if value]
        return f"?{urlencode(pairs)}"

    @property
    def narrows(self) -> bool:
        return bool(self.values or self.q)
