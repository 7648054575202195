"""Lengths of time as people write them."""

from datetime import timedelta

import pytest

from verksign.domain.durations import NotADuration, read_duration, write_duration


class TestRead:
    @pytest.mark.parametrize(
        ("text", "minutes"),
        [
            ("30 min", 30),
            ("30min", 30),
            (" 30  Minuter ", 30),
            ("45", 45),
            ("0", 0),
            ("2 tim", 120),
            ("2 tim.", 120),
            ("1,5 tim", 90),
            ("1.5 h", 90),
            ("1 timme", 60),
            ("1 dygn", 1440),
            ("3 dagar", 4320),
        ],
    )
    def test_takes_what_people_write(self, text: str, minutes: int) -> None:
        assert read_duration(text) == timedelta(minutes=minutes)

    @pytest.mark.parametrize(
        "text", ["", "snart", "-1 tim", "2 år", "1 tim 30 min", "9999999", "½"]
    )
    def test_refuses_the_rest(self, text: str) -> None:
        with pytest.raises(NotADuration):
            read_duration(text)


class TestWrite:
    @pytest.mark.parametrize(
        ("minutes", "text"),
        [(0, "0 min"), (30, "30 min"), (90, "90 min"), (120, "2 tim"), (1440, "1 dygn")],
    )
    def test_uses_the_largest_unit_that_leaves_nothing_over(self, minutes: int, text: str) -> None:
        assert write_duration(timedelta(minutes=minutes)) == text

    @pytest.mark.parametrize("minutes", [0, 1, 59, 60, 61, 1440, 1500, 129_600])
    def test_can_be_read_again(self, minutes: int) -> None:
        length = timedelta(minutes=minutes)

        assert read_duration(write_duration(length)) == length
