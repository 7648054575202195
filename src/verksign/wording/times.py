"""Days, clocks and ages on the staff's pages, in the language that the page speaks."""

from datetime import date, datetime, timedelta
from typing import Protocol

from django.utils.translation import get_language

from verksign.domain import dates, dates_english, durations
from verksign.domain.dates import clock, local_date

ENGLISH = "en"


class Words(Protocol):
    def long_date(self, day: date) -> str: ...
    def weekday_date(self, day: date) -> str: ...
    def short_date(self, day: date) -> str: ...
    def age(self, since: datetime, now: datetime) -> str: ...


def _words() -> Words:
    return dates_english if get_language() == ENGLISH else dates


def long_date(day: date) -> str:
    """Return 24 november 2026, or 24 November 2026."""
    return _words().long_date(day)


def weekday_date(day: date) -> str:
    """Return tisdag 24 november, or Tuesday 24 November."""
    return _words().weekday_date(day)


def short_date(day: date) -> str:
    """Return 24 okt, or 24 Oct."""
    return _words().short_date(day)


def age(since: datetime, now: datetime) -> str:
    """Return 53 min, 3 tim or 2 dygn; or 53 min, 3 h or 2 days."""
    return _words().age(since, now)


def when(at: datetime, now: datetime) -> str:
    """Return 08:40 for today and 24 nov 08:40 for any other day."""
    if local_date(at) == local_date(now):
        return clock(at)
    return f"{short_date(local_date(at))} {clock(at)}"


def duration(length: timedelta) -> str:
    """Return 30 min, 2 tim or 1 dygn; or 30 min, 2 h or 1 day: what `read_duration` reads, in either language."""
    written = durations.write_duration(length)
    if get_language() != ENGLISH:
        return written
    number, unit = written.split(" ")
    return f"{number} {dates_english.unit(unit, number)}"
