"""When things happen in the demo: always told from now, and in working days, so that it is fresh on any day."""

from datetime import UTC, date, datetime, time, timedelta

from verksign.domain.dates import STOCKHOLM, local_date

DAY = timedelta(days=1)
SATURDAY = 5


def working_day(day: date, steps: int) -> date:
    """Return the working day that lies so many steps after the day, or before it when negative."""
    step = DAY if steps > 0 else -DAY
    for _ in range(abs(steps)):
        day += step
        while day.weekday() >= SATURDAY:
            day += step
    return day


def moment(text: str, now: datetime) -> datetime:
    """Return the time of `9d 08:12` (nine working days before today) or `95m` (minutes before now)."""
    count, _, clock = text.partition(" ")
    number = int(count[:-1])
    if count.endswith("m"):
        return now - timedelta(minutes=number)
    day = working_day(local_date(now), -number)
    return datetime.combine(day, time.fromisoformat(clock), STOCKHOLM).astimezone(UTC)


def day_of(text: str, now: datetime) -> date:
    """Return the day of `6d` (working days before today) or `+3` (days after it)."""
    today = local_date(now)
    if text.startswith("+"):
        return today + int(text) * DAY
    return working_day(today, -int(text.removesuffix("d")))
