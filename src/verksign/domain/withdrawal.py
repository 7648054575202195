"""How long a consumer may withdraw from a contract made at a distance (2 kap. distansavtalslagen)."""

from datetime import date, timedelta

PERIOD = timedelta(days=14)
DAY = timedelta(days=1)
SATURDAY = 5

# Christmas Eve and New Year's Eve count as holidays when a period ends on them (lag 1930:173).
FIXED_HOLIDAYS = {(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)}
AFTER_EASTER = (-2, 1, 39)


def last_day_to_withdraw(contract_day: date) -> date:
    """Return the day whose end ends the period: the 14th, or the next working day after it."""
    day = contract_day + PERIOD
    while not _working_day(day):
        day += DAY
    return day


def _working_day(day: date) -> bool:
    if day.weekday() >= SATURDAY or (day.month, day.day) in FIXED_HOLIDAYS:
        return False
    if day in {easter_sunday(day.year) + timedelta(days=days) for days in AFTER_EASTER}:
        return False
    return not _midsummer_eve(day)


def _midsummer_eve(day: date) -> bool:
    """Return whether it is the Friday between 19 and 25 June."""
    return day.month == 6 and 19 <= day.day <= 25 and day.weekday() == SATURDAY - 1  # noqa: PLR2004 (the days of the law)


def easter_sunday(year: int) -> date:
    """Return Easter of the western church, by the anonymous Gregorian computus."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leaps, leap_rest = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    quarter, quarter_rest = divmod(rest, 4)
    weekday = (32 + 2 * leap_rest + 2 * quarter - moon - quarter_rest) % 7
    correction = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)
