from datetime import UTC, date, datetime, timedelta

import pytest

from verksign.domain.dates import (
    age,
    clock,
    end_of_day,
    local_date,
    long_date,
    long_time,
    short_time,
    sms_date,
    sms_time,
    stockholm,
    valid_until_passed,
    weekday_date,
    weekday_time,
)

NOON = datetime(2026, 11, 25, 11, tzinfo=UTC)


class TestSwedishDays:
    def test_a_day_ends_at_midnight_in_stockholm_winter_and_summer(self) -> None:
        assert end_of_day(date(2026, 12, 8)) == datetime(2026, 12, 8, 23, tzinfo=UTC)
        assert end_of_day(date(2026, 7, 8)) == datetime(2026, 7, 8, 22, tzinfo=UTC)

    @pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)])
    def test_a_day_is_short_or_long_when_the_clock_is_changed(self, day: date, hours: int) -> None:
        assert end_of_day(day) - end_of_day(day - timedelta(days=1)) == timedelta(hours=hours)

    def test_validity_is_over_only_after_the_last_day(self) -> None:
        end = end_of_day(date(2026, 12, 8))
        assert not valid_until_passed(date(2026, 12, 8), end - timedelta(microseconds=1))
        assert valid_until_passed(date(2026, 12, 8), end)

    def test_the_date_is_that_of_sweden(self) -> None:
        late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
        assert local_date(late) == date(2026, 11, 25)
        assert stockholm(late).hour == 0


class TestWords:
    def test_are_swedish(self) -> None:
        assert weekday_time(NOON) == "onsdag 25 november kl.\u00a012:00"
        assert long_time(NOON) == "25 november 2026 kl.\u00a012:00"
        assert weekday_date(date(2026, 11, 29)) == "söndag 29 november"
        assert long_date(date(2026, 1, 1)) == "1 januari 2026"
        assert short_time(datetime(2026, 11, 24, 7, 40, tzinfo=UTC)) == "24 nov 08:40"
        assert clock(NOON) == "12:00"

    @pytest.mark.parametrize(
        ("at", "text"),
        [
            (NOON, "25/11 kl 12"),
            (NOON + timedelta(minutes=5), "25/11 kl 12:05"),
            (datetime(2026, 6, 1, 5, 30, tzinfo=UTC), "1/6 kl 7:30"),
        ],
    )
    def test_are_short_in_an_sms(self, at: datetime, text: str) -> None:
        assert sms_time(at) == text

    def test_a_day_in_an_sms(self) -> None:
        assert sms_date(date(2026, 11, 25)) == "25/11"


class TestAge:
    @pytest.mark.parametrize(
        ("passed", "text"),
        [
            (timedelta(seconds=-5), "0 min"),
            (timedelta(seconds=59), "0 min"),
            (timedelta(minutes=53), "53 min"),
            (timedelta(minutes=59, seconds=59), "59 min"),
            (timedelta(hours=1), "1 tim"),
            (timedelta(hours=23, minutes=59), "23 tim"),
            (timedelta(days=1), "1 dygn"),
            (timedelta(days=2, hours=23), "2 dygn"),
        ],
    )
    def test_is_in_whole_units_that_have_passed(self, passed: timedelta, text: str) -> None:
        assert age(NOON - passed, NOON) == text
