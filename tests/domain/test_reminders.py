"""When the next reminder goes: by the clock in Sweden, also in the nights when it is set."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from verksign.domain.dates import end_of_day, stockholm
from verksign.domain.quiet_hours import QuietHours
from verksign.domain.reminders import (
    SHORTEST_PAUSE,
    ReminderRule,
    Waiting,
    may_remind_from,
    next_reminder,
)

NIGHT = QuietHours(time(20), time(7))
MINUTE = timedelta(minutes=1)
# Hypothesis adds the zone itself.
FIRST, LAST = datetime(2026, 1, 1), datetime(2027, 12, 31)  # noqa: DTZ001
instants = st.datetimes(FIRST, LAST, timezones=st.just(UTC))
clocks = st.times().map(lambda at: at.replace(second=0, microsecond=0))
quiet_hours = st.builds(QuietHours, clocks, clocks)
rules = st.builds(
    ReminderRule,
    after=st.integers(1, 720).map(lambda hours: timedelta(hours=hours)),
    at_most=st.integers(0, 5),
    quiet=quiet_hours,
)
waitings = st.builds(
    Waiting,
    since=instants,
    reminders=st.integers(0, 6),
    valid_until=st.dates(date(2026, 1, 1), date(2028, 12, 31)),
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


class TestQuietHours:
    def test_wrap_over_midnight(self) -> None:
        assert not NIGHT.cover(at("2026-11-24T19:59:00+01:00"))
        assert NIGHT.cover(at("2026-11-24T20:00:00+01:00"))
        assert NIGHT.cover(at("2026-11-25T06:59:00+01:00"))
        assert not NIGHT.cover(at("2026-11-25T07:00:00+01:00"))

    def test_may_lie_within_a_day(self) -> None:
        lunch = QuietHours(time(12), time(13))

        assert lunch.over(at("2026-11-24T12:30:00+01:00")) == at("2026-11-24T13:00:00+01:00")
        assert not lunch.cover(at("2026-11-24T13:00:00+01:00"))

    def test_are_none_when_they_end_as_they_begin(self) -> None:
        never = QuietHours(time(7), time(7))

        assert not never.cover(at("2026-11-24T07:00:00+01:00"))

    def test_end_at_seven_also_when_the_night_is_an_hour_shorter_or_longer(self) -> None:
        assert NIGHT.over(at("2026-03-28T21:00:00+01:00")) == at("2026-03-29T07:00:00+02:00")
        assert NIGHT.over(at("2026-10-24T21:00:00+02:00")) == at("2026-10-25T07:00:00+01:00")

    def test_that_end_in_the_hour_that_comes_twice_end_the_second_time_too(self) -> None:
        quiet = QuietHours(time(22), time(2, 30))

        assert quiet.over(at("2026-10-25T02:10:00+01:00")) == at("2026-10-25T02:30:00+01:00")

    @given(quiet_hours, instants)
    @example(QuietHours(time(22), time(2, 30)), datetime(2026, 10, 25, 1, 10, tzinfo=UTC))
    @example(QuietHours(time(2, 15), time(2, 45)), datetime(2026, 3, 29, 1, 0, tzinfo=UTC))
    def test_are_over_at_an_instant_that_is_not_quiet_and_not_earlier(
        self, quiet: QuietHours, instant: datetime
    ) -> None:
        over = quiet.over(instant)

        assert over >= instant
        assert not quiet.cover(over)

    @given(quiet_hours, instants)
    def test_leave_alone_what_is_not_quiet(self, quiet: QuietHours, instant: datetime) -> None:
        if not quiet.cover(instant):
            assert quiet.over(instant) == instant

    @given(quiet_hours, instants)
    def test_are_not_over_before_the_clock_says_so(
        self, quiet: QuietHours, instant: datetime
    ) -> None:
        over = quiet.over(instant)
        if over > instant:
            assert stockholm(over).time() >= quiet.end
            assert quiet.cover(over - MINUTE)


class TestNextReminder:
    RULE = ReminderRule(after=timedelta(hours=24), at_most=2, quiet=NIGHT)

    def waiting(self, since: str, *, reminders: int = 0, until: str = "2026-12-01") -> Waiting:
        return Waiting(since=at(since), reminders=reminders, valid_until=date.fromisoformat(until))

    def test_goes_when_the_hours_have_passed(self) -> None:
        waiting = self.waiting("2026-11-24T09:20:00+01:00")

        assert next_reminder(self.RULE, waiting) == at("2026-11-25T09:20:00+01:00")

    def test_waits_for_the_morning(self) -> None:
        waiting = self.waiting("2026-11-24T21:20:00+01:00")

        assert next_reminder(self.RULE, waiting) == at("2026-11-26T07:00:00+01:00")

    def test_is_none_when_as_many_have_gone_as_may(self) -> None:
        assert (
            next_reminder(self.RULE, self.waiting("2026-11-24T09:20:00+01:00", reminders=2)) is None
        )

    def test_is_none_when_the_morning_is_after_the_last_day(self) -> None:
        waiting = self.waiting("2026-11-24T19:00:00+01:00", until="2026-11-24")
        soon = ReminderRule(after=timedelta(hours=2), at_most=1, quiet=NIGHT)

        assert next_reminder(soon, waiting) is None

    @given(rules, waitings)
    def test_never_goes_early_nor_in_the_quiet_hours_nor_after_the_last_day(
        self, rule: ReminderRule, waiting: Waiting
    ) -> None:
        goes = next_reminder(rule, waiting)
        if goes is None:
            return

        assert goes >= waiting.since + max(rule.after, SHORTEST_PAUSE)
        assert not rule.quiet.cover(goes)
        assert goes < end_of_day(waiting.valid_until)
        assert waiting.reminders < rule.at_most

    def test_by_hand_may_not_come_within_the_hour(self) -> None:
        waiting = self.waiting("2026-11-24T09:20:00+01:00")

        assert may_remind_from(waiting) == at("2026-11-24T10:20:00+01:00")
