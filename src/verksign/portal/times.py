"""Days and times in the language that the page speaks."""

from datetime import date, datetime
from typing import Protocol

from verksign.domain import dates, dates_english
from verksign.domain.dates import NBSP, clock, local_date, stockholm
from verksign.portal.speech import ENGLISH, spoken


class Days(Protocol):
    def day_month(self, day: date) -> str: ...
    def long_date(self, day: date) -> str: ...
    def weekday_date(self, day: date) -> str: ...


def _days() -> Days:
    return dates_english if spoken() == ENGLISH else dates


def day_month(day: date) -> str:
    """Return 8 december, or 8 December."""
    return _days().day_month(day)


def long_date(day: date) -> str:
    """Return 24 november 2026, or 24 November 2026."""
    return _days().long_date(day)


def weekday_date(day: date) -> str:
    """Return onsdag 25 november, or Wednesday 25 November."""
    return _days().weekday_date(day)


def long_time(at: datetime) -> str:
    """Return 24 november 2026 kl. 18:42, or 24 November 2026 at 18:42."""
    return f"{long_date(local_date(at))} {at_clock(clock(at))}"


def weekday_time(at: datetime) -> str:
    """Return Tisdag 24 november kl. 18:42, or Tuesday 24 November at 18:42."""
    day = weekday_date(local_date(at))
    return f"{day[0].upper()}{day[1:]} {at_clock(clock(at))}"


def to_the_second(at: datetime) -> str:
    """Return 24 november 2026 kl. 18:42:07."""
    local = stockholm(at)
    return f"{long_date(local.date())} {at_clock(f'{local:%H:%M:%S}')}"


def at_clock(time: str) -> str:
    return f"at{NBSP}{time}" if spoken() == ENGLISH else f"kl.{NBSP}{time}"
