from datetime import timedelta

import pytest

from tests.kit.cast import NOW
from verksign.records.models import RateCount
from verksign.usecases.setup.throttle import Limit, TriedTooOften, forget, spend

LIMIT = Limit("test", 3, timedelta(minutes=15))
OTHER = Limit("another", 3, timedelta(minutes=15))


@pytest.mark.django_db
class TestSpend:
    def test_refuses_the_fourth_try_until_the_time_is_over(self) -> None:
        for _ in range(3):
            spend(limit=LIMIT, subject="anna", now=NOW)

        with pytest.raises(TriedTooOften) as refused:
            spend(limit=LIMIT, subject="anna", now=NOW + timedelta(minutes=14, seconds=59))
        assert refused.value.until == NOW + timedelta(minutes=15)

        spend(limit=LIMIT, subject="anna", now=NOW + timedelta(minutes=15))
        assert RateCount.objects.get().count == 1

    def test_a_refused_try_does_not_count(self) -> None:
        for _ in range(3):
            spend(limit=LIMIT, subject="anna", now=NOW)
        for _ in range(5):
            with pytest.raises(TriedTooOften):
                spend(limit=LIMIT, subject="anna", now=NOW)

        assert RateCount.objects.get().count == 3

    def test_counts_each_subject_and_each_limit_for_itself(self) -> None:
        for _ in range(3):
            spend(limit=LIMIT, subject="anna", now=NOW)

        spend(limit=LIMIT, subject="maria", now=NOW)
        spend(limit=OTHER, subject="anna", now=NOW)
        assert sorted(RateCount.objects.values_list("count", flat=True)) == [1, 1, 3]

    def test_forgets_when_asked(self) -> None:
        for _ in range(3):
            spend(limit=LIMIT, subject="anna", now=NOW)

        forget(limit=LIMIT, subject="anna")

        spend(limit=LIMIT, subject="anna", now=NOW)
        assert RateCount.objects.get().count == 1

    def test_never_stores_what_it_counts(self) -> None:
        spend(limit=LIMIT, subject="anna@demo.test", now=NOW)

        assert "anna" not in RateCount.objects.get().key
