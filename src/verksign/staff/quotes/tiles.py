"""The role centre's numbers: each tile counts exactly the list that it opens."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Sum
from django.utils.translation import gettext

from verksign.domain.answers import AnswerSummary
from verksign.domain.cues import DEFAULTS, Limit
from verksign.domain.digital_states import DigitalStatus
from verksign.records.models.service_documents import ServiceDocumentQuerySet
from verksign.staff.quotes.selections import TILED, Selection
from verksign.wording import times
from verksign.wording.labels import label

STATUS_TILES = (
    DigitalStatus.DRAFT,
    DigitalStatus.SENT,
    DigitalStatus.SEEN,
    DigitalStatus.SIGNED,
    DigitalStatus.REJECTED,
    DigitalStatus.CANCELLED,
    DigitalStatus.EXPIRED,
    DigitalStatus.FAILED,
)
ANSWER_SYMBOLS = {
    AnswerSummary.APPROVED_DIGITALLY: ("signed", "signed"),
    AnswerSummary.APPROVED_VERBALLY: ("signed", "phone"),
    AnswerSummary.PARTLY: ("signed", "check"),
    AnswerSummary.REJECTED: ("rejected", "rejected"),
}
SUMS = {"number": Count("*"), "ore": Sum("gross_ore", default=0)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    code: str
    label: str
    symbol: str
    status: str
    """Whose colour the symbol has."""
    selection: Selection
    number: int = 0
    ore: int = 0
    age: str = ""
    cue: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    statuses: tuple[Tile, ...]
    answers: tuple[Tile, ...]
    to_order: Tile

    @property
    def open(self) -> tuple[Tile, ...]:
        return tuple(tile for tile in self.statuses if tile.code in DigitalStatus.open())

    @property
    def open_number(self) -> int:
        return sum(tile.number for tile in self.open)

    @property
    def open_ore(self) -> int:
        return sum(tile.ore for tile in self.open)

    @property
    def waiting_number(self) -> int:
        return sum(tile.number for tile in self.open if tile.code in {"sent", "seen"})

    def digest(self, *more: object) -> str:
        """Return a few letters that change when anything shown changes."""
        return hashlib.sha256(repr((self, more)).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """What every tile is made with: whose quotes they count, and when their bars say something."""

    now: datetime
    limits: Mapping[str, Limit]
    mine: bool

    def selection(self, **which: Any) -> Selection:
        return Selection(mine=self.mine, **which)

    def numbers(self, code: str, sums: dict[str, Any] | None) -> dict[str, Any]:
        if not sums or not sums["number"]:
            return {}
        oldest, limit = sums["oldest"], self.limits.get(code)
        return {
            "number": sums["number"],
            "ore": sums["ore"],
            "age": times.age(oldest, self.now) if oldest else "",
            "cue": limit.cue(oldest, self.now) if limit and oldest else "",
        }


def tiles_of(
    rows: ServiceDocumentQuerySet,
    now: datetime,
    limits: Mapping[str, Limit] = DEFAULTS,
    *,
    mine: bool = False,
) -> Tiles:
    """Return every tile's numbers, in three queries whatever the number of quotes; `mine` of those in `rows`."""
    make = Maker(now=now, limits=limits, mine=mine)
    by_status = _grouped(rows.filter(digital_status__in=TILED), "digital_status", "digital_at")
    by_answer = _grouped(rows.exclude(answer=""), "answer", "answered_at")
    to_order = make.selection(to_order=True)
    sums = to_order.of(rows).aggregate(**SUMS, oldest=Min("answered_at"))
    return Tiles(
        statuses=tuple(_status_tile(make, code, by_status.get(code)) for code in STATUS_TILES),
        answers=tuple(_answer_tile(make, code, by_answer.get(code)) for code in ANSWER_SYMBOLS),
        to_order=Tile(
            code="to_order",
            label=gettext("Att göra order av"),
            symbol="order",
            status="signed",
            selection=to_order,
            **make.numbers("to_order", sums),
        ),
    )


def _grouped(rows: ServiceDocumentQuerySet, column: str, since: str) -> dict[str, dict[str, Any]]:
    groups = rows.order_by().values(column).annotate(**SUMS, oldest=Min(since))
    return {group[column]: group for group in groups}


def _status_tile(make: Maker, code: DigitalStatus, sums: dict[str, Any] | None) -> Tile:
    return Tile(
        code=code,
        label=label(code, "status"),
        symbol=code,
        status=code,
        selection=make.selection(status=code),
        **make.numbers(code, sums),
    )


def _answer_tile(make: Maker, code: AnswerSummary, sums: dict[str, Any] | None) -> Tile:
    status, symbol = ANSWER_SYMBOLS[code]
    return Tile(
        code=code,
        label=label(code, "answer"),
        symbol=symbol,
        status=status,
        selection=make.selection(answer=code),
        **make.numbers(code, sums),
    )
