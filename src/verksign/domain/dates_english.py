"""Days and ages as the English pages and letters say them."""

from datetime import date, datetime

from verksign.domain import dates

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SHORT_MONTHS = tuple(month[:3] for month in MONTHS)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day_month(day: date) -> str:
    """Return 8 December."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def long_date(day: date) -> str:
    """Return 24 November 2026."""
    return f"{day_month(day)} {day.year}"


def weekday_date(day: date) -> str:
    """Return Wednesday 25 November."""
    return f"{WEEKDAYS[day.weekday()]} {day_month(day)}"


def short_date(day: date) -> str:
    """Return 24 Oct."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]}"


def age(since: datetime, now: datetime) -> str:
    """Return 53 min, 3 h or 2 days."""
    number, swedish = dates.age(since, now).split(" ")
    return f"{number} {unit(swedish, number)}"


def unit(swedish: str, number: str) -> str:
    """Return the English of min, tim and dygn, for so many."""
    return {"tim": "h", "dygn": "day" if number == "1" else "days"}.get(swedish, swedish)
