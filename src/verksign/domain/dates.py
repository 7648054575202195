"""Times as people in Sweden read them. Stored times are UTC; `now` is always an argument."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NBSP = "\u00a0"
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SATURDAY = 5

MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]
SHORT_MONTHS = [
    "jan",
    "feb",
    "mars",
    "apr",
    "maj",
    "juni",
    "juli",
    "aug",
    "sep",
    "okt",
    "nov",
    "dec",
]
WEEKDAYS = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"]


def stockholm(at: datetime) -> datetime:
    return at.astimezone(STOCKHOLM)


def local_date(at: datetime) -> date:
    return stockholm(at).date()


def end_of_day(day: date) -> datetime:
    """Return the first instant after the day in Sweden, in UTC."""
    return datetime.combine(day + DAY, time(0), STOCKHOLM).astimezone(UTC)


def next_working_day(day: date) -> date:
    """Return the first day after it that is no Saturday or Sunday."""
    day += DAY
    while day.weekday() >= SATURDAY:
        day += DAY
    return day


def valid_until_passed(valid_until: date, now: datetime) -> bool:
    return now >= end_of_day(valid_until)


def day_month(day: date) -> str:
    """Return 8 december."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def long_date(day: date) -> str:
    """Return 24 november 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_date(day: date) -> str:
    """Return onsdag 25 november."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def clock(at: datetime) -> str:
    """Return 18:42."""
    return f"{stockholm(at):%H:%M}"


def weekday_time(at: datetime) -> str:
    """Return onsdag 25 november kl. 12:00."""
    return f"{weekday_date(local_date(at))} kl.{NBSP}{clock(at)}"


def long_time(at: datetime) -> str:
    """Return 24 november 2026 kl. 18:42."""
    return f"{long_date(local_date(at))} kl.{NBSP}{clock(at)}"


def short_date(day: date) -> str:
    """Return 24 nov."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]}"


def short_time(at: datetime) -> str:
    """Return 24 nov 08:40."""
    return f"{short_date(local_date(at))} {clock(at)}"


def sms_date(day: date) -> str:
    """Return 25/11."""
    return f"{day.day}/{day.month}"


def sms_time(at: datetime) -> str:
    """Return 25/11 kl 12, with minutes only when there are any."""
    local = stockholm(at)
    hour = f"{local.hour}:{local.minute:02}" if local.minute else str(local.hour)
    return f"{sms_date(local.date())} kl {hour}"


def age(since: datetime, now: datetime) -> str:
    """Return 53 min, 3 tim or 2 dygn: whole units that have passed."""
    passed = max(now - since, timedelta(0))
    if passed < HOUR:
        return f"{passed // MINUTE} min"
    if passed < DAY:
        return f"{passed // HOUR} tim"
    return f"{passed // DAY} dygn"
