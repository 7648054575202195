"""The role centre's numbers: each tile counts exactly the list that it opens."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Sum

from verksign.domain import dates
from verksign.domain.answers import AnswerSummary
from verksign.domain.digital_states import DigitalStatus
from verksign.records.models.service_documents import ServiceDocumentQuerySet
from verksign.staff.quotes.selections import TILED, Selection
from verksign.wording.labels import label

# (worth a look, too long): how old the oldest may be before the tile says so.
LIMITS: dict[str, tuple[timedelta, timedelta]] = {
    DigitalStatus.DRAFT: (timedelta(minutes=10), timedelta(hours=1)),
    DigitalStatus.SENT: (timedelta(days=1), timedelta(days=3)),
    DigitalStatus.SEEN: (timedelta(days=1), timedelta(days=3)),
    DigitalStatus.FAILED: (timedelta(0), timedelta(hours=1)),
    "to_order": (timedelta(hours=2), timedelta(days=1)),
}
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


def tiles_of(rows: ServiceDocumentQuerySet, now: datetime) -> Tiles:
    """Return every tile's numbers, in three queries whatever the number of quotes."""
    by_status = _grouped(rows.filter(digital_status__in=TILED), "digital_status", "digital_at")
    by_answer = _grouped(rows.exclude(answer=""), "answer", "answered_at")
    to_order = Selection(to_order=True)
    sums = to_order.of(rows).aggregate(**SUMS, oldest=Min("answered_at"))
    return Tiles(
        statuses=tuple(_status_tile(code, by_status.get(code), now) for code in STATUS_TILES),
        answers=tuple(_answer_tile(code, by_answer.get(code), now) for code in ANSWER_SYMBOLS),
        to_order=Tile(
            code="to_order",
            label="Att göra order av",
            symbol="order",
            status="signed",
            selection=to_order,
            **_numbers("to_order", sums, now),
        ),
    )


def _grouped(rows: ServiceDocumentQuerySet, column: str, since: str) -> dict[str, dict[str, Any]]:
    groups = rows.order_by().values(column).annotate(**SUMS, oldest=Min(since))
    return {group[column]: group for group in groups}


def _status_tile(code: DigitalStatus, sums: dict[str, Any] | None, now: datetime) -> Tile:
    return Tile(
        code=code,
        label=label(code, "status"),
        symbol=code,
        status=code,
        selection=Selection(status=code),
        **_numbers(code, sums, now),
    )


def _answer_tile(code: AnswerSummary, sums: dict[str, Any] | None, now: datetime) -> Tile:
    status, symbol = ANSWER_SYMBOLS[code]
    return Tile(
        code=code,
        label=label(code, "answer"),
        symbol=symbol,
        status=status,
        selection=Selection(answer=code),
        **_numbers(code, sums, now),
    )


def _numbers(code: str, sums: dict[str, Any] | None, now: datetime) -> dict[str, Any]:
    if not sums or not sums["number"]:
        return {}
    oldest = sums["oldest"]
    return {
        "number": sums["number"],
        "ore": sums["ore"],
        "age": dates.age(oldest, now) if oldest else "",
        "cue": _cue(code, oldest, now),
    }


def _cue(code: str, oldest: datetime | None, now: datetime) -> str:
    if oldest is None or code not in LIMITS:
        return ""
    watch, bad = LIMITS[code]
    if now - oldest >= bad:
        return "bad"
    return "watch" if now - oldest >= watch else ""
