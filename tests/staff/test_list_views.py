"""What a user keeps of a list: views of their own, and the columns they want to see."""

from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
from django.test import Client

from tests.kit.cast import Person
from tests.kit.garage import Garage
from tests.staff.listed import LIST, SLUG, headings, shown, text_of, three_quotes
from verksign.domain.answers import AnswerSummary
from verksign.domain.digital_states import DigitalStatus
from verksign.records.models import Preference, SavedView, ServiceDocument
from verksign.staff.lists.registry import LISTINGS

NEW_VIEW = f"{SLUG}/listor/offerter/vyer/ny"
COLUMNS = f"{SLUG}/listor/offerter/kolumner"


@pytest.fixture
def quotes(garage: Garage) -> list[ServiceDocument]:
    return three_quotes(garage)


class TestViews:
    def save(self, client: Client, query: str = "?status=sent&sort=-belopp", **form: str) -> Any:
        return client.post(f"{NEW_VIEW}{query}", {"name": "Skickade", **form})

    def test_keep_filters_sorting_and_columns(
        self, client: Client, quotes: list[ServiceDocument], adviser: Person
    ) -> None:
        adviser.log_in(client)
        response = self.save(client, "?sort=-belopp&status=sent&kolumner=kund,nr&q=bo&x=1")

        view = SavedView.objects.get()
        assert (view.name, view.list) == ("Skickade", "offerter")
        assert parse_qs(view.query.removeprefix("?")) == {
            "status": ["sent"],
            "sort": ["-belopp"],
            "kolumner": ["nr,kund"],
        }
        assert response["Location"] == f"{LIST}{view.query}"
        page = text_of(client.get(response["Location"]))
        assert headings(page) == ["Nr", "Kund"]
        assert f'href="{LIST}{view.query}" aria-current="true"' in page

    def test_keep_the_columns_that_were_chosen_earlier(
        self, client: Client, adviser: Person
    ) -> None:
        adviser.log_in(client)
        client.post(COLUMNS, {"column": ["kund"]})
        self.save(client, "?status=sent")
        client.post(COLUMNS, {"reset": "1"})

        assert parse_qs(SavedView.objects.get().query.removeprefix("?"))["kolumner"] == ["nr,kund"]

    def test_are_seen_by_nobody_else(
        self, client: Client, adviser: Person, manager: Person
    ) -> None:
        self.save(adviser.log_in(client))
        view = SavedView.objects.get()
        address = f"{SLUG}/listor/vyer/{view.id}/"
        manager.log_in(client)

        assert "Skickade" not in text_of(client.get(LIST))
        assert client.get(address).status_code == 404
        assert client.post(address, {"name": "Annat"}).status_code == 404
        assert client.post(address, {"remove": "1"}).status_code == 404
        view.refresh_from_db()
        assert view.name == "Skickade"

    @pytest.mark.parametrize(
        ("name", "told"),
        [
            ("", "Fältet får inte vara tomt. Fyll i det."),
            (" \t", "Fältet får inte vara tomt. Fyll i det."),
            ("x" * 61, "Texten är för lång. Korta den."),
            ("SKICKADE", "Du har redan en vy med det namnet. Välj ett annat."),
        ],
    )
    def test_refuse_a_name_beside_its_field_and_keep_nothing(
        self, client: Client, adviser: Person, name: str, told: str
    ) -> None:
        self.save(adviser.log_in(client))
        response = self.save(client, name=name)

        page = text_of(response)
        assert response.status_code == 422
        assert told in page
        assert f'value="{name}"' in page
        assert SavedView.objects.count() == 1

    def test_are_refused_when_they_say_too_much(self, client: Client, adviser: Person) -> None:
        everything = urlencode(
            [
                *(("status", status.value) for status in DigitalStatus),
                *(("answer", answer.value) for answer in AnswerSummary),
                ("km", str(adviser.user.id)),
                ("mina", "1"),
                ("giltig", "passerad"),
                ("kundtyp", "company"),
                ("pristyp", "ungefarlig"),
                ("skapad_fran", "2026-01-01"),
                ("skapad_till", "2026-12-31"),
                ("belopp_fran", "1 000 000"),
                ("belopp_till", "9 000 000,50"),
                ("kolumner", ",".join(column.code for column in LISTINGS["offerter"].columns)),
            ]
        )
        response = self.save(adviser.log_in(client), f"?{everything}")

        assert response.status_code == 422
        assert "Texten är för lång. Korta den." in text_of(response)
        assert not SavedView.objects.exists()

    def test_get_another_name_and_go(self, client: Client, adviser: Person) -> None:
        self.save(adviser.log_in(client))
        view = SavedView.objects.get()
        address = f"{SLUG}/listor/vyer/{view.id}/"

        client.post(address, {"name": "  Väntar  "})
        view.refresh_from_db()
        assert view.name == "Väntar"

        response = client.post(address, {"remove": "1"}, follow=True)
        assert "Vyn Väntar är borttagen." in text_of(response)
        assert not SavedView.objects.exists()

    def test_open_the_list_when_they_are_the_first(
        self, client: Client, quotes: list[ServiceDocument], adviser: Person
    ) -> None:
        self.save(adviser.log_in(client), default="on")
        view = SavedView.objects.get()
        assert client.get(LIST)["Location"] == f"{LIST}{view.query}"
        assert shown(client, "?alla=1") == [quote.number for quote in reversed(quotes)]

        client.post(f"{SLUG}/listor/vyer/{view.id}/", {"name": "Skickade"})

        assert client.get(LIST).status_code == 200

    def test_that_are_gone_open_nothing(self, client: Client, adviser: Person) -> None:
        self.save(adviser.log_in(client), default="on")
        view = SavedView.objects.get()
        client.post(f"{SLUG}/listor/vyer/{view.id}/", {"remove": "1"})

        assert client.get(LIST).status_code == 200
        assert not Preference.objects.exists()

    def test_of_one_list_are_not_another_s(self, client: Client, adviser: Person) -> None:
        self.save(adviser.log_in(client))

        assert 'class="view-name"' not in text_of(client.get(f"{SLUG}/ordrar/"))

    def test_are_of_lists_that_there_are(self, client: Client, adviser: Person) -> None:
        address = f"{SLUG}/listor/hemligt/vyer/ny"

        assert adviser.log_in(client).post(address, {"name": "x"}).status_code == 404


class TestColumns:
    def test_are_chosen_by_each_user_for_themselves(
        self, client: Client, quotes: list[ServiceDocument], adviser: Person, manager: Person
    ) -> None:
        adviser.log_in(client)
        response = client.post(f"{COLUMNS}?status=sent", {"column": ["km", "telefon", "kund", "x"]})

        assert response["Location"] == f"{LIST}?status=sent"
        assert headings(text_of(client.get(LIST))) == ["Nr", "Kund", "Telefon", "KM"]
        assert "Telefon" not in headings(text_of(manager.log_in(client).get(LIST)))

    def test_are_the_list_s_own_again(
        self, client: Client, quotes: list[ServiceDocument], adviser: Person
    ) -> None:
        adviser.log_in(client)
        usual = headings(text_of(client.get(LIST)))
        client.post(COLUMNS, {"column": ["km"]})
        client.post(COLUMNS, {"column": ["km"], "reset": "1"})

        assert headings(text_of(client.get(LIST))) == usual
        assert not Preference.objects.exists()

    def test_of_the_address_go_before_one_s_own(
        self, client: Client, quotes: list[ServiceDocument], adviser: Person
    ) -> None:
        adviser.log_in(client)
        client.post(COLUMNS, {"column": ["km"]})

        page = text_of(client.get(f"{LIST}?kolumner=svar,finns-inte"))
        assert headings(page) == ["Nr", "Svar"]

    def test_that_nobody_can_read_are_the_usual(
        self, client: Client, quotes: list[ServiceDocument], adviser: Person
    ) -> None:
        Preference.objects.create(
            workshop=adviser.workshop,
            user=adviser.user,
            name="list.offerter.columns",
            value={"x": 1},
        )

        assert "Kund" in headings(text_of(adviser.log_in(client).get(LIST)))
