"""The demo's tables and times, without a database: they must hold on whatever day somebody types `make run`."""

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import product

import pytest

from verksign.domain.dates import STOCKHOLM, end_of_day, stockholm
from verksign.domain.identifiers import (
    PlateKind,
    email_problem,
    parse_phone,
    read_org_number,
    read_plate,
    read_vin,
)
from verksign.usecases.demo.make import A_WHILE, DEMO, OTHER, STEPS
from verksign.usecases.demo.moments import day_of, moment, working_day
from verksign.usecases.demo.plans import TABLES, OrderPlan, Plan, QuotePlan, Tables, read_tables
from verksign.usecases.demo.quotes import WRITING
from verksign.usecases.messages.claim import LEASE

FICTION = (
    range(70_174_0605, 70_174_0700),
    range(31_390_0600, 31_390_0700),
    range(40_628_0400, 40_628_0500),
    range(8_465_004_00, 8_465_005_00),
    range(980_319_200, 980_319_300),
)
TUESDAY = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
STARTS = {
    "just after midnight": datetime(2026, 11, 23, 23, 1, tzinfo=UTC),
    "before the clocks go forward": datetime(2027, 3, 27, 0, 30, tzinfo=UTC),
    "before the clocks go back": datetime(2026, 10, 24, 22, 30, tzinfo=UTC),
    "new year": datetime(2026, 12, 31, 20, 0, tzinfo=UTC),
}


@pytest.fixture(params=STARTS.values(), ids=list(STARTS))
def any_time(request: pytest.FixtureRequest) -> list[datetime]:
    """Eight days on end, at all hours."""
    start: datetime = request.param
    return [start + timedelta(hours=hours) for hours in range(0, 8 * 24, 7)]


@pytest.fixture(scope="module")
def tables() -> Tables:
    return read_tables("demo")


@cache
def both() -> list[QuotePlan]:
    return [*read_tables("demo").quotes, *read_tables("andra").quotes]


@cache
def orders() -> list[OrderPlan]:
    return read_tables("demo").orders


class TestMoments:
    def test_counts_working_days_back(self) -> None:
        assert moment("1d 08:15", TUESDAY) == datetime(2026, 11, 23, 7, 15, tzinfo=UTC)
        assert moment("2d 08:15", TUESDAY) == datetime(2026, 11, 20, 7, 15, tzinfo=UTC)
        assert moment("45m", TUESDAY) == datetime(2026, 11, 24, 7, 15, tzinfo=UTC)

    def test_takes_the_time_as_the_clock_in_sweden_shows_it(self) -> None:
        in_winter_time = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
        assert moment("1d 08:15", in_winter_time) == datetime(2026, 10, 23, 6, 15, tzinfo=UTC)

    def test_finds_days_before_and_after_today(self) -> None:
        assert day_of("2d", TUESDAY) == date(2026, 11, 20)
        assert day_of("+3", TUESDAY) == date(2026, 11, 27)
        assert working_day(date(2026, 11, 27), 1) == date(2026, 11, 30)


class TestEveryStory:
    def test_never_runs_backwards_or_ahead_of_the_clock(self, any_time: list[datetime]) -> None:
        for now, plan in product(any_time, [*both(), *orders()]):
            written = plan.made_at(now) + (len(plan.jobs) + 1) * WRITING
            times = [written, *(step.at for step in plan.steps_from(now))]
            assert times == sorted(times), (now, plan)
            assert times[-1] < now, (now, plan)

    def test_is_sent_while_it_is_valid_and_expires_only_when_it_is_meant_to(
        self, any_time: list[datetime]
    ) -> None:
        for now, plan in product(any_time, both()):
            made_on = stockholm(plan.made_at(now)).date()
            last = day_of(plan.valid, now) if plan.valid else made_on + timedelta(days=14)
            sent = [step.at for step in plan.steps_from(now) if step.verb in {"send", "lose"}]
            assert all(at < end_of_day(last) for at in sent), (now, plan)
            closed = {"sign", "decline", "answer", "withdraw", "order"} & verbs(plan)
            assert closed or bool(plan.valid) == (end_of_day(last) <= now), (now, plan)

    def test_is_found_in_doubt_before_now(self, any_time: list[datetime]) -> None:
        for now, plan in product(any_time, both()):
            lost = [step.at for step in plan.steps_from(now) if step.verb == "lose"]
            assert all(at + LEASE + A_WHILE < now for at in lost), (now, plan)


def verbs(plan: Plan) -> set[str]:
    return {step.verb for step in plan.steps_from(TUESDAY)}


class TestTables:
    def test_know_only_verbs_that_somebody_carries_out(self) -> None:
        used = set().union(*(verbs(plan) for plan in [*both(), *orders()]))
        assert used == set(STEPS)

    def test_have_their_breadth(self, tables: Tables) -> None:
        rows = tables.rows
        assert len(rows["people"]) + len(rows["companies"]) >= 60
        assert len(rows["vehicles"]) >= 80
        assert len(rows["articles"]) >= 60
        assert len(rows["operations"]) + len(rows["fixed_operations"]) >= 25
        assert len(tables.packages) >= 15
        assert len(tables.quotes) >= 40

    def test_stay_small_enough_to_read(self) -> None:
        for path in TABLES.rglob("*.toml"):
            assert len(path.read_text(encoding="utf-8").splitlines()) < 400, path

    @pytest.mark.parametrize("folder", ["demo", "andra"])
    def test_hold_telephone_numbers_kept_for_fiction_and_no_real_address(self, folder: str) -> None:
        rows = read_tables(folder).rows
        people = [(row[1], row[2]) for row in rows["people"]]
        people += [(row[3], row[4]) for row in rows["companies"]]
        people += [(profile.phone, profile.email) for profile in (DEMO, OTHER)]
        for phone, email in people:
            if phone:
                number = int(parse_phone(phone).e164.removeprefix("+46"))
                assert any(number in series for series in FICTION), phone
            if email:
                assert email_problem(email) is None
                assert re.search(r"\.(example|test)$", email)

    def test_give_nobody_anothers_telephone_number(self, tables: Tables) -> None:
        phones = [row[1] for row in tables.rows["people"]]
        phones += [row[3] for row in tables.rows["companies"]]
        assert Counter(phone for phone in phones if phone).most_common(1)[0][1] == 1

    def test_hold_organisation_numbers_that_add_up(self, tables: Tables) -> None:
        numbers = [row[1] for row in tables.rows["companies"]]
        numbers += [profile.org_number for profile in (DEMO, OTHER)]
        for number in numbers:
            assert read_org_number(number).display == number

    def test_hold_plates_of_every_kind_and_whole_chassis_numbers(self, tables: Tables) -> None:
        plates = [read_plate(row[0]) for row in tables.rows["vehicles"]]
        assert not [plate for plate in plates if plate.warnings]
        kinds = Counter(plate.kind for plate in plates)
        assert kinds[PlateKind.PERSONAL] == 1
        standard = [plate for plate in plates if plate.kind is PlateKind.STANDARD]
        old = [plate for plate in standard if plate.normalised[-1].isdigit()]
        assert len(old) > 20
        assert len(standard) - len(old) > 20
        twice = Counter(plate.normalised for plate in plates)
        assert [plate for plate, times in twice.items() if times > 1] == ["MTU446"]
        chassis = [read_vin(row[1]) for row in tables.rows["vehicles"]]
        assert not [vin for vin in chassis if vin.warnings]
        assert len({vin.normalised for vin in chassis}) == len(chassis)

    def test_use_the_whole_alphabet_and_names_from_everywhere(self, tables: Tables) -> None:
        names = " ".join(row[0] for row in tables.rows["people"])
        for piece in ("Åsa", "Öberg", "Ängström", "Łukasz", "Nguyễn", "ميدو", "🚗"):
            assert piece in names

    def test_say_the_same_on_every_reading(self) -> None:
        assert read_tables("demo") == read_tables("demo")

    def test_tell_times_in_sweden(self) -> None:
        opened = [stockholm(plan.made_at(TUESDAY)) for plan in both() if plan.made.find("d") > 0]
        assert {at.tzinfo for at in opened} == {STOCKHOLM}
        assert all(7 <= at.hour < 17 for at in opened)
