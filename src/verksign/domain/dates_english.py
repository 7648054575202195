"""Days as the English pages and letters say them."""

from datetime import date

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
