"""What every start does first: tables, files, and that nobody known gets in."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.kit.cast import NOW
from verksign.cli import demonstration, prepare
from verksign.cli.refusal import Refused
from verksign.records.models import User
from verksign.usecases.setup import create_user


@pytest.fixture
def demo_person(db: None) -> User:
    return create_user(
        email="anna@demo.test", name="Anna Lind", password="verksign-demo", is_demo=True, now=NOW
    )


class TestTables:
    @pytest.mark.django_db(transaction=True)
    def test_are_left_as_they_are_when_up_to_date(self, demo_person: User) -> None:
        prepare.tables()

        assert User.objects.get() == demo_person

    def test_with_demo_people_are_refused_in_production(
        self, demo_person: User, settings: LazySettings
    ) -> None:
        settings.DEMO = False

        with pytest.raises(Refused, match=r"demoanvändare \(anna@demo.test\)"):
            prepare.refuse_demo_people()

    def test_without_demo_people_are_fine_in_production(self, db: None) -> None:
        prepare.refuse_demo_people()


class TestStaticFiles:
    @pytest.fixture
    def root(self, settings: LazySettings, tmp_path: Path) -> Path:
        settings.DATA = tmp_path
        settings.STATIC_ROOT = tmp_path / "static"
        return tmp_path / "static"

    def test_are_collected_once(self, root: Path) -> None:
        prepare.static_files()
        collected = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
        assert root / "django_htmx" in collected

        prepare.static_files()

        assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == collected

    def test_are_collected_anew_when_the_last_time_was_cut_short(self, root: Path) -> None:
        prepare.static_files()
        (root.parent / "static.stamp").unlink()
        (root / "stale.css").touch()

        prepare.static_files()

        assert not (root / "stale.css").exists()
        assert (root.parent / "static.stamp").exists()


class TestDemoPassword:
    def test_is_the_known_one_on_this_machine(self, demo_person: User) -> None:
        assert demonstration.give_password() == "verksign-demo"
        demo_person.refresh_from_db()
        assert demo_person.check_password("verksign-demo")

    @pytest.mark.parametrize("where", [{"LOOPBACK": False}, {"URL": "https://demo.verkstad.test"}])
    def test_is_a_new_one_at_each_start_where_others_get_in(
        self, demo_person: User, settings: LazySettings, where: dict[str, object]
    ) -> None:
        for name, value in where.items():
            setattr(settings, name, value)

        first, second = demonstration.give_password(), demonstration.give_password()

        assert len({first, second, "verksign-demo"}) == 3
        assert len(second) == 12
        demo_person.refresh_from_db()
        assert demo_person.check_password(second)
        assert not demo_person.check_password(first)
        assert not demo_person.check_password("verksign-demo")

    def test_is_known_again_back_on_this_machine(
        self, demo_person: User, settings: LazySettings
    ) -> None:
        settings.LOOPBACK = False
        demonstration.give_password()
        settings.LOOPBACK = True

        assert demonstration.give_password() == "verksign-demo"
        demo_person.refresh_from_db()
        assert demo_person.check_password("verksign-demo")

    def test_of_other_people_is_left_alone(self, demo_person: User, settings: LazySettings) -> None:
        other = create_user(email="rut@demo.test", name="Rut Berg", password="hemlig-fras", now=NOW)
        settings.LOOPBACK = False

        demonstration.give_password()

        other.refresh_from_db()
        assert other.check_password("hemlig-fras")
