"""Days, clocks and ages speak the language of the page, and the Swedish ones have not changed by that."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from verksign.domain.durations import read_duration
from verksign.wording import times
from verksign.wording.templatetags import words

NOW = datetime(2026, 10, 24, 9, 24, tzinfo=UTC)
DAY = date(2026, 5, 4)


class TestTimes:
    @pytest.mark.parametrize(
        ("language", "said"),
        [
            ("sv", ["4 maj 2026", "måndag 4 maj", "4 maj", "4 maj 09:05"]),
            ("en", ["4 May 2026", "Monday 4 May", "4 May", "4 May 09:05"]),
        ],
    )
    def test_say_the_day(self, language: str, said: list[str]) -> None:
        with translation.override(language):
            assert [
                times.long_date(DAY),
                times.weekday_date(DAY),
                times.short_date(DAY),
                times.when(datetime(2026, 5, 4, 7, 5, tzinfo=UTC), NOW),
            ] == said

    def test_say_the_clock_alone_today_in_either_language(self) -> None:
        at = NOW - timedelta(hours=2)

        assert times.when(at, NOW) == "09:24"
        with translation.override("en"):
            assert times.when(at, NOW) == "09:24"

    @pytest.mark.parametrize(
        ("passed", "swedish", "english"),
        [
            (timedelta(minutes=53), "53 min", "53 min"),
            (timedelta(hours=3), "3 tim", "3 h"),
            (timedelta(days=1), "1 dygn", "1 day"),
            (timedelta(days=2), "2 dygn", "2 days"),
        ],
    )
    def test_say_how_long(self, passed: timedelta, swedish: str, english: str) -> None:
        assert times.age(NOW - passed, NOW) == times.duration(passed) == swedish
        with translation.override("en"):
            assert times.age(NOW - passed, NOW) == times.duration(passed) == english
        assert read_duration(swedish) == read_duration(english) == passed

    def test_leave_amounts_as_they_are(self) -> None:
        with translation.override("en"):
            assert words.kr(1_234_550) == "12\u00a0345,50\u00a0kr"
            assert words.vat("excl") == "excl."
        assert words.vat("excl") == "exkl."
