"""`verksign setup`: a workshop, its administrator, and an address that works once."""

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.kit.cast import Person
from verksign.cli.main import main
from verksign.cli.refusal import REFUSED
from verksign.cli.setup import slug_of
from verksign.records.models import Membership, NumberSeries, User, Workshop

ANSWERS = {
    "workshop": "Åkes Däck & Bil",
    "short-name": "AkesBil",
    "legal-name": "Åkes Däck & Bil AB",
    "org-number": "5560360793",
    "vat-number": "SE 556036-0793 01",
    "address": "Fältvägen 4, 224 78 Lund",
    "phone": "046-200 00 10",
    "email": "Hej@akes.test",
    "admin": "Åke Ek",
    "login": "Ake@akes.test",
}

type Captured = pytest.CaptureFixture[str]

pytestmark = pytest.mark.django_db(transaction=True)


def set_up(**changed: str | None) -> int:
    answers = ANSWERS | {name.replace("_", "-"): value for name, value in changed.items()}
    flags = [(f"--{name}", value) for name, value in answers.items() if value is not None]
    return main(["setup", *(word for flag in flags for word in flag)])


class TestSetup:
    def test_makes_the_workshop_and_its_administrator(self) -> None:
        assert set_up() == 0

        workshop = Workshop.objects.get()
        assert (workshop.slug, workshop.name) == ("akes-dack-bil", "Åkes Däck & Bil")
        assert workshop.org_number == "556036-0793"
        assert workshop.vat_number == "SE556036079301"
        assert workshop.phone == "+46462000010"
        member = Membership.objects.get()
        assert (member.role, member.user.email, member.user.name) == (
            "admin",
            "ake@akes.test",
            "Åke Ek",
        )
        assert not member.user.has_usable_password()
        assert not member.user.is_demo

    def test_prints_an_address_that_works_once(
        self, capsys: Captured, client: Client, settings: LazySettings
    ) -> None:
        set_up()

        address = capsys.readouterr().out.splitlines()[-1]
        assert address.startswith(f"{settings.URL}/login/forsta/{User.objects.get().pk}/")
        path = address.removeprefix(settings.URL)
        assert client.get(path).status_code == 200
        assert client.post(path, {"password": "en-lång-hemlighet"}).status_code == 302
        assert Client().get(path).status_code == 404

    def test_prints_a_new_address_for_somebody_who_lost_hers(
        self, adviser: Person, capsys: Captured, settings: LazySettings
    ) -> None:
        assert main(["setup", "--again", "Anna@demo.test"]) == 0

        address = capsys.readouterr().out.splitlines()[-1]
        assert address.startswith(f"{settings.URL}/login/forsta/{adviser.user.pk}/")
        assert User.objects.count() == 1

    @pytest.mark.parametrize(
        ("flag", "typed", "sentence"),
        [
            ("workshop", " ", "Fältet får inte vara tomt. Fyll i det."),
            (
                "org_number",
                "556036-0794",
                "Organisationsnumret stämmer inte. Kontrollera siffrorna.",
            ),
            ("vat_number", "SE55", "Momsnumret ser ut så här: SE556036079301"),
            ("phone", "12", "Numret ser inte rätt ut. Skriv det så här: 070-123 45 67"),
            ("login", "ake", "Adressen ser inte rätt ut. Kontrollera stavningen."),
            ("short_name", "46", "3 till 11 bokstäver a–z och siffror, med en bokstav först."),
        ],
    )
    def test_refuses_a_wrong_answer_and_makes_nothing(
        self, flag: str, typed: str, sentence: str, capsys: Captured
    ) -> None:
        assert set_up(**{flag: typed}) == REFUSED

        shown = f"Verksign startar inte: --{flag.replace('_', '-')}: {sentence}\n"
        assert capsys.readouterr().err == shown
        assert not Workshop.objects.exists()
        assert not User.objects.exists()

    def test_refuses_when_an_answer_is_missing_and_nobody_can_be_asked(
        self, capsys: Captured, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert set_up(phone=None) == REFUSED

        assert capsys.readouterr().err == "Verksign startar inte: --phone saknas (Telefon).\n"
        assert not Workshop.objects.exists()

    def test_refuses_a_workshop_that_exists(self, capsys: Captured) -> None:
        set_up()

        assert set_up(login="annan@akes.test") == REFUSED
        assert (
            capsys.readouterr().err
            == "Verksign startar inte: verkstaden Åkes Däck & Bil finns redan.\n"
        )
        assert User.objects.count() == 1

    def test_refuses_a_log_in_that_exists_and_makes_no_workshop(
        self, adviser: Person, capsys: Captured
    ) -> None:
        assert set_up(login="anna@demo.test") == REFUSED

        assert capsys.readouterr().err == (
            "Verksign startar inte: anna@demo.test finns redan. "
            "En ny engångsadress: --again anna@demo.test\n"
        )
        assert list(Workshop.objects.all()) == [adviser.workshop]
        assert NumberSeries.objects.exclude(workshop=adviser.workshop).count() == 0

    def test_refuses_a_new_address_for_nobody(self, capsys: Captured) -> None:
        assert main(["setup", "--again", "ingen@akes.test"]) == REFUSED

        assert (
            capsys.readouterr().err
            == "Verksign startar inte: ingen loggar in med ingen@akes.test.\n"
        )


class TestSlug:
    @pytest.mark.parametrize(
        ("name", "slug"),
        [
            ("Åkes Däck & Bil", "akes-dack-bil"),
            ("  Östra--Verkstan ", "ostra-verkstan"),
            ("A" * 70, "a" * 60),
        ],
    )
    def test_is_the_name_as_an_address_can_hold_it(self, name: str, slug: str) -> None:
        assert slug_of(name) == slug
