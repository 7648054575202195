from datetime import UTC, datetime

import pytest

from verksign.domain.typed_times import NotATime, parse_time, time_text

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
"""A Tuesday morning, nine o'clock in Sweden."""


class TestParseTime:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("16", "2026-11-24 16:00"),
            ("16:30", "2026-11-24 16:30"),
            ("7.30", "2026-11-24 07:30"),
            ("1630", "2026-11-24 16:30"),
            ("kl 16", "2026-11-24 16:00"),
            ("kl.16", "2026-11-24 16:00"),
            ("i dag 16:00", "2026-11-24 16:00"),
            ("Idag kl. 16", "2026-11-24 16:00"),
            ("i morgon 7:30", "2026-11-25 07:30"),
            ("i övermorgon, 10", "2026-11-26 10:00"),
            ("tomorrow 16", "2026-11-25 16:00"),
            ("26/11 16:00", "2026-11-26 16:00"),
            ("7/1 8", "2027-01-07 08:00"),
            ("20/11 8", "2026-11-20 08:00"),
            ("2026-12-01 16:00", "2026-12-01 16:00"),
            ("2026-12-01T16:00", "2026-12-01 16:00"),
        ],
    )
    def test_reads_what_is_typed_at_a_desk(self, typed: str, meant: str) -> None:
        assert time_text(parse_time(typed, NOW)) == meant

    @pytest.mark.parametrize(
        "typed",
        [
            "",
            "i dag",
            "snart",
            "25:00",
            "12:60",
            "31/2 10",
            "2026-13-01 10",
            "26/11",
            "1990-01-01 8",
            "2101-01-01 8",
            "i går 8",
            "-1",
            "\uff11\uff16",
        ],
    )
    def test_refuses_what_nobody_could_mean(self, typed: str) -> None:
        with pytest.raises(NotATime):
            parse_time(typed, NOW)

    def test_a_swedish_clock_is_kept_in_utc(self) -> None:
        assert parse_time("2026-07-01 16:00", NOW) == datetime(2026, 7, 1, 14, 0, tzinfo=UTC)
        assert parse_time("2026-12-01 16:00", NOW) == datetime(2026, 12, 1, 15, 0, tzinfo=UTC)
