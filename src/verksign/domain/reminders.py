"""When a sending that waits for its answer is reminded of by itself."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from verksign.domain.dates import valid_until_passed
from verksign.domain.quiet_hours import QuietHours

SHORTEST_PAUSE = timedelta(hours=1)
"""Between a message that asks for an answer and a reminder of it, also one by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderRule:
    """What the workshop has decided."""

    after: timedelta
    at_most: int
    quiet: QuietHours


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A sending that has reached its customer and is not answered."""

    since: datetime
    """When something that asked for an answer last went out."""
    reminders: int
    valid_until: date


def next_reminder(rule: ReminderRule, waiting: Waiting) -> datetime | None:
    """Return when the next reminder goes, never in the quiet hours nor after the last day; None when none does."""
    if waiting.reminders >= rule.at_most:
        return None
    at = rule.quiet.over(waiting.since + max(rule.after, SHORTEST_PAUSE))
    return None if valid_until_passed(waiting.valid_until, at) else at


def may_remind_from(waiting: Waiting) -> datetime:
    """Return from when staff may remind by hand: two messages within the hour help nobody."""
    return waiting.since + SHORTEST_PAUSE
