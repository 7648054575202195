from datetime import date

import pytest

from verksign.domain.withdrawal import easter_sunday, last_day_to_withdraw


class TestLastDayToWithdraw:
    def test_is_the_fourteenth_day_after_the_contract(self) -> None:
        assert last_day_to_withdraw(date(2026, 11, 24)) == date(2026, 12, 8)

    @pytest.mark.parametrize(
        ("contract_day", "last_day"),
        [
            (date(2026, 11, 21), date(2026, 12, 7)),  # Saturday the 5th
            (date(2026, 11, 22), date(2026, 12, 7)),  # Sunday the 6th
            (date(2026, 12, 10), date(2026, 12, 28)),  # Christmas Eve, then to the Monday
            (date(2026, 12, 18), date(2027, 1, 4)),  # New Year's Day is a Friday
            (date(2026, 3, 20), date(2026, 4, 7)),  # Good Friday, to the day after Easter Monday
            (date(2026, 4, 30), date(2026, 5, 15)),  # Ascension Day
            (date(2026, 6, 5), date(2026, 6, 22)),  # Midsummer Eve
            (date(2025, 5, 23), date(2025, 6, 9)),  # the national day, a Friday
        ],
    )
    def test_moves_to_the_next_working_day(self, contract_day: date, last_day: date) -> None:
        assert last_day_to_withdraw(contract_day) == last_day


class TestEasterSunday:
    @pytest.mark.parametrize(
        "day",
        [
            date(2000, 4, 23),
            date(2024, 3, 31),
            date(2025, 4, 20),
            date(2026, 4, 5),
            date(2027, 3, 28),
            date(2038, 4, 25),
        ],
    )
    def test_is_the_known_day(self, day: date) -> None:
        assert easter_sunday(day.year) == day
