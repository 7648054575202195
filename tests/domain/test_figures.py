"""How quotes fare: a set that is small enough to count by hand."""

from dataclasses import replace
from datetime import datetime, timedelta

from tests.domain.samples import NOW
from verksign.domain.figures import Figure, Measure, Told, figures_of

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def sent(
    ago: timedelta, *, seen: timedelta | None = None, answered: timedelta | None = None
) -> Told:
    at = NOW - ago
    return Told(
        at=at,
        sent_at=at,
        seen_at=at + seen if seen is not None else None,
        answered_at=at + answered if answered is not None else None,
    )


def spoken(ago: timedelta) -> Told:
    return Told(at=NOW - ago, answered_at=NOW - ago)


def offering(row: Told, *, jobs: tuple[int, int], ore: tuple[int, int]) -> Told:
    """The row with how many jobs, and how much, was said yes to of what was offered."""
    return replace(
        row,
        accepted_jobs=jobs[0],
        offered_jobs=jobs[1],
        accepted_ore=ore[0],
        offered_ore=ore[1],
    )


def of(measure: Measure, rows: list[Told], now: datetime = NOW) -> Figure:
    return next(figure for figure in figures_of(rows, now) if figure.measure is measure)


class TestAnswerRate:
    def test_is_those_answered_of_those_that_arrived(self) -> None:
        rows = [sent(DAY, answered=HOUR), sent(DAY), sent(2 * DAY), spoken(3 * DAY)]

        assert of(Measure.ANSWERED, rows).value == 0.5

    def test_is_nothing_without_quotes(self) -> None:
        assert of(Measure.ANSWERED, []).value is None
        assert of(Measure.ANSWERED, []).weeks == (None,) * 12


class TestApprovals:
    def test_are_counted_in_jobs_and_in_kronor_among_the_answered(self) -> None:
        answered, waiting = sent(DAY, answered=HOUR), sent(DAY)
        rows = [
            offering(answered, jobs=(2, 4), ore=(300_000, 400_000)),
            offering(spoken(DAY), jobs=(1, 1), ore=(100_000, 100_000)),
            offering(answered, jobs=(0, 5), ore=(0, 500_000)),
            offering(waiting, jobs=(0, 9), ore=(0, 900_000)),
        ]

        assert of(Measure.JOBS, rows).value == 3 / 10
        assert of(Measure.KRONOR, rows).value == 400_000 / 1_000_000


class TestWaits:
    def test_are_medians_of_those_that_waited(self) -> None:
        rows = [
            sent(DAY, seen=2 * MINUTE, answered=10 * MINUTE),
            sent(DAY, seen=6 * MINUTE, answered=30 * MINUTE),
            sent(DAY, seen=HOUR),
            sent(DAY),
            spoken(DAY),
        ]

        assert of(Measure.TO_SEEN, rows).value == 360
        assert of(Measure.TO_ANSWER, rows).value == 20 * 60

    def test_leave_out_what_was_said_before_the_link_went_out(self) -> None:
        assert of(Measure.TO_ANSWER, [sent(DAY, answered=-HOUR)]).value is None


class TestWeeks:
    def test_four_are_the_value_and_the_four_before_what_it_is_compared_with(self) -> None:
        rows = [
            sent(27 * DAY, answered=HOUR),
            sent(28 * DAY),
            sent(55 * DAY, answered=HOUR),
            sent(56 * DAY),
        ]
        figure = of(Measure.ANSWERED, rows)

        assert (figure.value, figure.earlier, figure.change) == (1, 0.5, 0.5)
        assert figure.weeks == (None, None, None, 0, 1, None, None, 0, 1, None, None, None)

    def test_older_and_later_ones_are_left_out(self) -> None:
        rows = [sent(84 * DAY, answered=HOUR), sent(-MINUTE, answered=HOUR)]

        assert of(Measure.ANSWERED, rows).weeks == (None,) * 12
