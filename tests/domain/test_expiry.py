from datetime import UTC, datetime, timedelta

import pytest

from verksign.domain.expiry import step_reached

ENDS = datetime(2027, 3, 1, tzinfo=UTC)


class TestStep:
    @pytest.mark.parametrize(
        ("days", "step"),
        [(61, None), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (1, 7), (0, 7), (-3, 7)],
    )
    def test_is_the_last_that_has_been_reached(self, days: int, step: int | None) -> None:
        assert step_reached(ENDS, ENDS - timedelta(days=days)) == step
