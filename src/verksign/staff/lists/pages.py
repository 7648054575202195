"""The page of any list: what the address asks for, the user's own views and columns, one page of rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Count, Model, Sum
from django.http import HttpResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from verksign.domain.access import Permission, Role
from verksign.domain.cues import Limit
from verksign.domain.dates import local_date
from verksign.domain.search_keys import sort_key
from verksign.records.models import Membership, Preference, SavedView
from verksign.records.models.registers import RegisterQuerySet
from verksign.staff import paging
from verksign.staff.http import StaffRequest
from verksign.staff.lists.columns import Column, Place
from verksign.staff.lists.fields import Counts, Field, field_of
from verksign.staff.lists.filters import Adviser, Asked, Chip, Flag, Mine, Preset
from verksign.staff.lists.listing import COLUMNS, SORT, Chosen, Listing, Ready
from verksign.staff.paging import Page, page_among, page_of
from verksign.usecases.lists.views import columns_name, default_name

PAGE = "staff/lists/page.html"
CELL = '<td class="{}">{}</td>'
LANDS = {"a1", "a2", "a3", "b", "b3", "d0", "d3", "n1"}
"""The places of a row that has become a card; what lands in none is left out there."""
SELLERS = (Role.ADMIN, Role.ADVISER)


@dataclass(frozen=True, slots=True)
class Head:
    """A column's heading; pressed, it sorts by it, and pressed again the other way round."""

    title: str
    whole: str
    """What the heading is short for; empty when it says it all."""
    css: str
    address: str
    sorted: str
    code: str


@dataclass(frozen=True, slots=True)
class Row:
    id: UUID
    pick: str
    """What its box is called."""
    stamp: str
    """Changes when what the row shows does."""
    ore: int
    cells: SafeString
    """Put together here: a template takes ten milliseconds for the same."""
    do: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A ready-made view at the left of the list."""

    words: str
    query: str
    symbol: str
    count: int


@dataclass(frozen=True)
class Shown[M: Model]:
    """A list as one user sees it at one address."""

    request: StaffRequest
    listing: Listing[M]
    chosen: Chosen[M]
    asked: Asked
    own: Mapping[str, Any]
    """The user's preferences about this list, by name."""
    counts: Counts
    picks: "tuple[Pick, ...]" = ()
    """What can be done with picked rows of this list, beside their export."""
    now: datetime = field(default_factory=timezone.now)
    limits: Mapping[str, Limit] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        request: StaffRequest,
        listing: Listing[M],
        counts: Counts | None = None,
        picks: "tuple[Pick, ...]" = (),
        limits: Mapping[str, Limit] | None = None,
    ) -> "Shown[M]":
        now = timezone.now()
        return cls(
            request=request,
            listing=listing,
            chosen=Chosen.from_query(listing, request.GET),
            asked=Asked(request.actor, local_date(now)),
            own=preferences(request, listing),
            counts=counts or {},
            picks=picks,
            now=now,
            limits=limits or {},
        )

    @cached_property
    def rows(self) -> RegisterQuerySet[M]:
        return self.chosen.narrowed(self.asked)

    @cached_property
    def columns(self) -> tuple[Column[M], ...]:
        return self.chosen.shown(self.own_columns)

    @property
    def own_columns(self) -> tuple[str, ...]:
        kept = self.own.get(columns_name(self.listing.code))
        return tuple(map(str, kept)) if isinstance(kept, list) else ()

    @property
    def whole(self) -> Chosen[M]:
        """Return the choice with the columns seen now in it: a view keeps them, whatever is chosen later."""
        columns = self.chosen.columns or tuple(
            each.code for each in self.listing.columns if each.code in self.own_columns
        )
        return replace(self.chosen, columns=columns)

    @property
    def own_choice(self) -> bool:
        """Whether somebody has chosen the columns: then none goes away by itself."""
        return bool(self.chosen.columns or self.own_columns)

    @cached_property
    def place(self) -> Place:
        return Place(
            self.request.workshop.slug,
            self.asked.today,
            self.now,
            limits=self.limits,
            token=get_token(self.request) if self.listing.do else "",
            address=f"{address_of(self.request, self.listing)}{self.chosen.query()}",
        )

    @cached_property
    def views(self) -> list[SavedView]:
        mine = SavedView.objects.visible_to(self.request.actor).filter(
            user=self.request.user, list=self.listing.code
        )
        return sorted(mine, key=lambda view: sort_key(view.name))

    @cached_property
    def people(self) -> dict[str, str]:
        """Return who may be asked for, by id, if the list can be narrowed to somebody's."""
        if not any(isinstance(each, Adviser) for each in self.listing.filters):
            return {}
        members = Membership.objects.filter(
            workshop_id=self.request.actor.workshop_id, role__in=SELLERS
        )
        named = members.order_by("user__sort_key", "id").values_list("user", "user__name")
        return {str(user): name for user, name in named}

    @cached_property
    def few(self) -> list[tuple[UUID, int]] | None:
        """
        Return the id and the sum of every row, when a search finds no more than fit on a page.

        A search reads the text of the whole list, so it is asked once; one that finds many soon has its first page.
        """
        if not self.chosen.q:
            return None
        names = ("pk", self.listing.sums) if self.listing.sums else ("pk",)
        rows = self.chosen.sorted(self.rows).values_list(*names)[: paging.PAGE_SIZE]
        found = [(row[0], row[1] if self.listing.sums else 0) for row in rows]
        return found if len(found) < paging.PAGE_SIZE else None

    @cached_property
    def sums(self) -> dict[str, int]:
        """Return how many rows there are, and what they come to where they have sums."""
        if self.few is not None:
            ore = {"ore": sum(each for __, each in self.few)} if self.listing.sums else {}
            return {"number": len(self.few), **ore}
        wanted = {"ore": Sum(self.listing.sums, default=0)} if self.listing.sums else {}
        found: dict[str, int] = self.rows.aggregate(number=Count("*"), **wanted)
        return found

    @cached_property
    def page(self) -> Page[M]:
        wanted = self.request.GET.get("page", "")
        if self.few is not None:
            cards = self.listing.cards(self.listing.rows(self.asked.actor))
            return page_among(cards, [each for each, __ in self.few], wanted)
        found = self.listing.cards(self.chosen.sorted(self.rows))
        return page_of(found, wanted, self.sums["number"])

    @property
    def heads(self) -> list[Head]:
        return [self._head(column) for column in self.columns]

    def _head(self, column: Column[M]) -> Head:
        by = self.chosen.sorted_by
        sorted_ = ""
        if by.removeprefix("-") == column.code and by not in self.listing.orders:
            sorted_ = "descending" if by.startswith("-") else "ascending"
        down = sorted_ == "ascending" or (not sorted_ and column.down_first)
        next_sort = f"-{column.code}" if down else column.code
        return Head(
            title=str(column.short or column.title),
            whole=str(column.title) if column.short else "",
            css=self._css(column),
            address=self.chosen.query(sort=next_sort) if column.sort else "",
            sorted=sorted_,
            code=column.code,
        )

    def _css(self, column: Column[M]) -> str:
        goes = column.narrow if not self.own_choice else ""
        lands = LANDS & set(column.css.split())
        return " ".join(part for part in (column.css, goes, "" if lands else "rare") if part)

    @property
    def do(self) -> Callable[[M, Place], str] | None:
        """Return what can be done in a row, for whoever may change anything."""
        return self.listing.do if self.request.actor.may(Permission.WRITE) else None

    @property
    def has_doings(self) -> bool:
        """For the template, which would call what can be done."""
        return self.do is not None

    def table(self) -> list[Row]:
        shown = [(self._css(column), column.cell) for column in self.columns]
        pick, do = _("Välj %(name)s"), self.do
        return [
            Row(
                id=row.pk,
                pick=pick % {"name": self.listing.name_of(row)},
                stamp=self.listing.stamp(row),
                ore=getattr(row, self.listing.sums) if self.listing.sums else 0,
                cells=format_html_join(
                    "", CELL, ((css, cell(row, self.place)) for css, cell in shown)
                ),
                do=do(row, self.place) if do else "",
            )
            for row in self.page.rows
        ]

    @property
    def chips(self) -> list[tuple[Chip, str]]:
        return [(chip, self.chosen.query(without=chip)) for chip in self.chosen.chips(self.people)]

    @property
    def fields(self) -> list[Field]:
        made = (
            field_of(each, self.chosen.values, self.people, self.counts)
            for each in self.listing.filters
        )
        return [each for each in made if each]

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """Return what the filter form must not lose: ready-made views, sorting and columns."""
        kept = [
            (each.name, value)
            for each in self.listing.filters
            if isinstance(each, Mine | Flag | Preset)
            for value in self.chosen.values.get(each.name, ())
        ]
        more = ((SORT, self.chosen.sort), (COLUMNS, ",".join(self.chosen.columns)))
        return kept + [(name, value) for name, value in more if value]

    @property
    def ready(self) -> list[Link]:
        """Return the ready-made views; under *Mina* each is of one's own, and counts what it opens."""
        names = {each.name for each in self.listing.filters if isinstance(each, Mine)}
        mine = "".join(f"&{name}=1" for name in names & set(self.chosen.values))
        return [self._ready(each, mine) for each in self.listing.ready]

    def _ready(self, ready: Ready, mine: str) -> Link:
        chosen = Chosen.from_query(self.listing, QueryDict(f"{ready.query}{mine}"))
        name, codes = ready.counted
        known = [self.counts[name].get(code, 0) for code in codes] if name else None
        count = chosen.narrowed(self.asked).count() if known is None else sum(known)
        return Link(words=str(ready.words), query=chosen.query(), symbol=ready.symbol, count=count)

    @property
    def mine_or_all(self) -> tuple[str, str, bool] | None:
        """Return the addresses of *Mina* and *Alla*, and whether *Mina* is shown; nothing where no row is anybody's."""
        mine = next((each for each in self.listing.filters if isinstance(each, Mine)), None)
        if mine is None:
            return None
        values = {name: value for name, value in self.chosen.values.items() if name != mine.name}
        to_all = replace(self.chosen, values=values)
        to_mine = replace(self.chosen, values={**values, mine.name: ("1",)})
        return to_mine.query(), to_all.query(), mine.name in self.chosen.values

    @property
    def opens_with(self) -> SavedView | None:
        """Return the view that the user wants to see when the list is opened."""
        wanted = self.own.get(default_name(self.listing.code))
        return next((view for view in self.views if str(view.id) == wanted), None)

    @property
    def may_export(self) -> bool:
        return self.request.actor.may(Permission.EXPORT)


def preferences(request: StaffRequest, listing: Listing[Any]) -> dict[str, Any]:
    names = (columns_name(listing.code), default_name(listing.code))
    mine = Preference.objects.visible_to(request.actor).filter(user=request.user, name__in=names)
    return dict(mine.values_list("name", "value"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """What can be done with picked rows: in a dialog at its address, or, without one, they are exported."""

    words: str
    symbol: str
    dialog: str = ""


def show(shown: Shown[Any], **more: Any) -> HttpResponse:
    """The whole page; for htmx the list with what is beside it, or its rows alone."""
    request = shown.request
    if request.htmx:
        part = "listing" if request.htmx.target == "listing" else "rows"
        context = context_of(shown, oob=part == "rows", **more)
        return render(request, f"staff/lists/{part}.html", context)
    if not request.GET and shown.opens_with:
        return redirect(f"{address_of(request, shown.listing)}{shown.opens_with.query}")
    return render(request, PAGE, context_of(shown, **more))


def context_of(shown: Shown[Any], **more: Any) -> dict[str, Any]:
    picks = [*shown.picks]
    if shown.may_export:
        picks.append(Pick(words=_("Exportera valda"), symbol="download"))
    return {
        "shown": shown,
        "listing": shown.listing,
        "chosen": shown.chosen,
        "page": shown.page,
        "ore": shown.sums.get("ore"),
        "picks": picks,
        "list_address": address_of(shown.request, shown.listing),
        "current_query": shown.chosen.query(search=False),
        **more,
    }


def address_of(request: StaffRequest, listing: Listing[Any]) -> str:
    return reverse(f"staff:{listing.view}", args=[request.workshop.slug, *listing.args])
