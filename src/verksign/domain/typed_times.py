"""A day and a clock as people at a desk type them: `16`, `i morgon 7.30`, `26/11 16:00`, `2026-11-26 16:00`."""

import re
from datetime import UTC, date, datetime, time, timedelta

from verksign.domain.dates import STOCKHOLM, local_date, stockholm

DAYS_FROM_NOW = {
    "": 0,
    "idag": 0,
    "today": 0,
    "imorgon": 1,
    "imorn": 1,
    "tomorrow": 1,
    "iövermorgon": 2,
}
CLOCK = re.compile(r"(?:kl\.?)?(\d{1,2})(?:[:.](\d{2}))?|(\d{2})(\d{2})", re.ASCII)
ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
SHORT_DAY = re.compile(r"(\d{1,2})/(\d{1,2})", re.ASCII)
LONG_AGO = timedelta(days=180)
"""A day without a year that passed longer ago than this is one of next year."""
FIRST_YEAR, LAST_YEAR = 2000, 2100


class NotATime(Exception):
    """The text is not a day and a clock that anybody could mean."""


def parse_time(text: str, now: datetime) -> datetime:
    """
    Return the moment that is typed, in UTC; a clock alone is today's.

    :raises NotATime: if it cannot be read, or has no clock
    """
    words = text.casefold().replace("t", " ", 1).split() if _is_machine(text) else _words(text)
    if not words:
        raise NotATime
    clock = CLOCK.fullmatch(words[-1])
    if clock is None:
        raise NotATime
    try:
        day = _day("".join(words[:-1]), local_date(now))
        hour, minute = (int(part) for part in _parts(clock))
        typed = datetime.combine(day, time(hour, minute), STOCKHOLM)
    except ValueError:
        raise NotATime from None
    if not FIRST_YEAR <= typed.year <= LAST_YEAR:
        raise NotATime
    return typed.astimezone(UTC)


def time_text(at: datetime) -> str:
    """Return 2026-11-26 16:00, which `parse_time` reads as the same moment."""
    return f"{stockholm(at):%Y-%m-%d %H:%M}"


def _is_machine(text: str) -> bool:
    """As a browser's own field for a day and a clock writes it: 2026-11-26T16:00."""
    return len(text) > len("2026-11-26") and text[10] in "tT" and text[:4].isdigit()


def _words(text: str) -> list[str]:
    words = text.casefold().replace(",", " ").split()
    return [word for word in words if word not in {"kl", "kl."}]


def _parts(clock: re.Match[str]) -> tuple[str, str]:
    hour, minute, long_hour, long_minute = clock.groups()
    return hour or long_hour, minute or long_minute or "0"


def _day(text: str, today: date) -> date:
    if text in DAYS_FROM_NOW:
        return today + timedelta(days=DAYS_FROM_NOW[text])
    if iso := ISO_DAY.fullmatch(text):
        year, month, day = map(int, iso.groups())
        return date(year, month, day)
    short = SHORT_DAY.fullmatch(text)
    if short is None:
        raise NotATime
    day, month = map(int, short.groups())
    typed = date(today.year, month, day)
    return typed if typed > today - LONG_AGO else typed.replace(year=today.year + 1)
