"""When reminders go by themselves, when nothing does, and how long a quote is valid."""

from dataclasses import asdict, dataclass
from datetime import datetime, time

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.records.models import Workshop
from verksign.usecases import history
from verksign.usecases.registers.fields import InvalidFields

LONGEST_WAIT = 24 * 30
MOST_REMINDERS = 5
LONGEST_VALID = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderData:
    """The section's fields as typed."""

    remind_after_hours: str
    remind_at_most: str
    quiet_from: str
    quiet_to: str
    quote_valid_days: str


@transaction.atomic(durable=True)
def save_reminders(*, data: ReminderData, by: Actor, now: datetime) -> Workshop:
    """
    Change the rules; they hold for what is open already, too.

    :raises InvalidFields: with a code for each field; nothing is changed then
    """
    by.require(Permission.SETTINGS)
    values = _read(data)
    workshop = Workshop.objects.select_for_update(no_key=True).get(pk=by.workshop_id)
    for column, value in values.items():
        setattr(workshop, column, value)
    workshop.save(update_fields=list(values))
    history.record(workshop.id, "settings.reminders", by=by, at=now, **asdict(data))
    return workshop


def _read(data: ReminderData) -> dict[str, int | time]:
    limits = {
        "remind_after_hours": (1, LONGEST_WAIT, "hours_out_of_range"),
        "remind_at_most": (0, MOST_REMINDERS, "reminders_out_of_range"),
        "quote_valid_days": (1, LONGEST_VALID, "days_out_of_range"),
    }
    values: dict[str, int | time] = {}
    problems: dict[str, str] = {}
    for column, typed in asdict(data).items():
        least, most, code = limits.get(column, (0, 0, "not_a_clock"))
        value = _number(typed, least, most) if column in limits else _clock(typed)
        if value is None:
            problems[column] = code
        else:
            values[column] = value
    if problems:
        raise InvalidFields(problems)
    return values


def _number(typed: str, least: int, most: int) -> int | None:
    typed = typed.strip()
    if not (typed.isascii() and typed.isdigit() and len(typed) <= len(str(most))):
        return None
    return int(typed) if least <= int(typed) <= most else None


def _clock(typed: str) -> time | None:
    """20, 20:00 and 20.00 are all eight in the evening."""
    hour, _, minute = typed.strip().replace(".", ":").partition(":")
    try:
        return time(int(hour), int(minute or "0"))
    except (ValueError, OverflowError):
        return None
