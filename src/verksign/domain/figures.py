"""How quotes fare with customers: answers, approvals and waits, for four weeks and for each of the last twelve."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median

WEEK = timedelta(days=7)
WEEKS, NORMAL = 12, 4
"""How many weeks a chart shows, and how many make what is normal."""


class Measure(StrEnum):
    ANSWERED = "answered"
    JOBS = "jobs"
    KRONOR = "kronor"
    TO_SEEN = "to_seen"
    TO_ANSWER = "to_answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A quote that has reached its customer, by a link or by word of mouth. A quote counts once, as it stands."""

    at: datetime
    sent_at: datetime | None = None
    """None: it was only spoken of."""
    seen_at: datetime | None = None
    answered_at: datetime | None = None
    offered_jobs: int = 0
    accepted_jobs: int = 0
    offered_ore: int = 0
    accepted_ore: int = 0

    @property
    def to_seen(self) -> timedelta | None:
        return _wait(self.sent_at, self.seen_at)

    @property
    def to_answer(self) -> timedelta | None:
        return _wait(self.sent_at, self.answered_at)


type Value = float | None
"""A share, or seconds; None where there is nothing to count."""


@dataclass(frozen=True, slots=True)
class Figure:
    measure: Measure
    value: Value
    """Of the last four weeks."""
    earlier: Value
    """Of the four weeks before."""
    weeks: tuple[Value, ...]
    """The oldest first."""

    @property
    def change(self) -> Value:
        return None if self.value is None or self.earlier is None else self.value - self.earlier


def figures_of(rows: Iterable[Told], now: datetime) -> list[Figure]:
    weeks: list[list[Told]] = [[] for _ in range(WEEKS)]
    for row in rows:
        ago = (now - row.at) // WEEK
        if 0 <= ago < WEEKS:
            weeks[ago].append(row)
    return [_figure(measure, weeks) for measure in Measure]


def _figure(measure: Measure, weeks: Sequence[Sequence[Told]]) -> Figure:
    of = MEASURES[measure]
    return Figure(
        measure,
        of([row for week in weeks[:NORMAL] for row in week]),
        of([row for week in weeks[NORMAL : 2 * NORMAL] for row in week]),
        tuple(of(week) for week in reversed(weeks)),
    )


def _answered(rows: Sequence[Told]) -> Value:
    return _share(sum(row.answered_at is not None for row in rows), len(rows))


def _jobs(rows: Sequence[Told]) -> Value:
    answered = [row for row in rows if row.answered_at]
    return _share(
        sum(row.accepted_jobs for row in answered), sum(row.offered_jobs for row in answered)
    )


def _kronor(rows: Sequence[Told]) -> Value:
    answered = [row for row in rows if row.answered_at]
    return _share(
        sum(row.accepted_ore for row in answered), sum(row.offered_ore for row in answered)
    )


def _to_seen(rows: Sequence[Told]) -> Value:
    return _median([row.to_seen for row in rows])


def _to_answer(rows: Sequence[Told]) -> Value:
    return _median([row.to_answer for row in rows])


MEASURES: dict[Measure, Callable[[Sequence[Told]], Value]] = {
    Measure.ANSWERED: _answered,
    Measure.JOBS: _jobs,
    Measure.KRONOR: _kronor,
    Measure.TO_SEEN: _to_seen,
    Measure.TO_ANSWER: _to_answer,
}


def _share(part: int, whole: int) -> Value:
    return part / whole if whole else None


def _median(waits: Iterable[timedelta | None]) -> Value:
    known = [wait.total_seconds() for wait in waits if wait is not None]
    return median(known) if known else None


def _wait(since: datetime | None, until: datetime | None) -> timedelta | None:
    """A spoken answer may be dated before the link went out: then nobody waited for it."""
    return until - since if since and until and until >= since else None
