"""Every list alike: sorted, narrowed, kept as a view, its columns chosen; each user for themselves."""

import re
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.kit.cast import Person
from tests.kit.garage import Garage
from verksign.domain.answers import AnswerSummary
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.money import NBSP
from verksign.records.models import Preference, SavedView, ServiceDocument
from verksign.staff.lists.registry import LISTINGS

SLUG = "/v/demoverkstaden"
LIST = f"{SLUG}/offerter/"
NEW_VIEW = f"{SLUG}/listor/offerter/vyer/ny"
COLUMNS = f"{SLUG}/listor/offerter/kolumner"
PLACES = {
    "offerter": "offerter/",
    "ordrar": "ordrar/",
    "kunder": "kunder/",
    "fordon": "fordon/",
    "artiklar": "artiklar/",
    "arbeten": "arbeten/",
    "paket": "paket/",
}
HTMX = {"HX-Request": "true", "HX-Target": "listing"}


def text_of(response: Any) -> str:
    return unescape(response.content.decode())


def shown(client: Client, query: str = "", place: str = LIST) -> list[str]:
    """Return the numbers of the rows, in order."""
    page = client.get(f"{place}{query}").content.decode()
    return re.findall(r'<a class="row-link"[^>]*>(SO[FR]-\d+)</a>', page)


def headings(page: str) -> list[str]:
    head = page[page.index("<thead>") : page.index("</thead>")]
    found = (re.sub(r"<[^>]+>", "", each).strip() for each in re.findall(r"<th.*?</th>", head))
    return [each for each in found if each]


@pytest.fixture
def quotes(garage: Garage) -> list[ServiceDocument]:
    """Three quotes, one of each status, of different sums, customers and days."""
    made = []
    plan = (
        ("Örjan Älg", "DEF 456", "100"),
        ("Åsa Öberg", "XYZ 99A", "300"),
        ("Bo", "ABC 123", "200"),
    )
    for name, plate, price in plan:
        customer = garage.customer(name=name)
        vehicle = garage.vehicle(customer, plate=plate)
        quote = garage.quote(customer=customer)
        garage.change(quote, vehicle_id=str(vehicle.id))
        ServiceDocument.objects.filter(pk=quote.pk).update(gross_ore=int(price) * 100)
        made.append(garage.fresh(quote))
        garage.tick(timedelta(days=2))
    ServiceDocument.objects.filter(pk=made[0].pk).update(digital_status="sent", price_kind="hogsta")
    ServiceDocument.objects.filter(pk=made[1].pk).update(
        digital_status="seen", customer_kind="company"
    )
    return made


class TestSorting:
    @pytest.mark.parametrize(
        ("sort", "order"),
        [
            ("belopp", [0, 2, 1]),
            ("-belopp", [1, 2, 0]),
            ("kund", [2, 1, 0]),
            ("-kund", [0, 1, 2]),
            ("regnr", [2, 0, 1]),
            ("nr", [0, 1, 2]),
            ("-nr", [2, 1, 0]),
            ("status", [2, 1, 0]),
            ("skapad", [0, 1, 2]),
            ("finns-inte", [2, 1, 0]),
            ("fordon", [2, 1, 0]),
            ("--belopp", [2, 1, 0]),
            ("\x00", [2, 1, 0]),
        ],
    )
    def test_is_by_the_column_that_the_address_names(
        self,
        client: Client,
        quotes: list[ServiceDocument],
        adviser: Person,
        sort: str,
        order: list[int],
    ) -> None:
        numbers = shown(adviser.log_in(client), f"?sort={sort}")

        assert numbers == [quotes[place].number for place in order]

    @pytest.mark.parametrize(
        "column", [each.code for each in LISTINGS["offerter"].columns if each.sort]
    )
    def test_has_each_row_once_on_any_column(
        self, client: Client, quotes: list[ServiceDocument], adviser: Person, column: str
    ) -> None:
        adviser.log_in(client)
        up, down = shown(client, f"?sort={column}"), shown(client, f"?sort=-{column}")

        assert sorted(up) == sorted(down) == sorted(quote.number for quote in quotes)

    def test_is_said_in_the_heading_which_turns_it_round(
        self, client: Client, quotes: list[ServiceDocument], adviser: Person
    ) -> None:
        page = text_of(adviser.log_in(client).get(f"{LIST}?sort=-belopp&status=sent"))

        assert 'scope="col" aria-sort="descending"><a id="sort-belopp"' in page
        assert page.count("aria-sort") == 1
        assert f'id="sort-belopp" href="{LIST}?status=sent&sort=belopp"' in page
        assert f'id="sort-kund" href="{LIST}?status=sent&sort=kund"' in page

    def test_puts_what_has_no_day_last_both_ways(
        self, client: Client, quotes: list[ServiceDocument], adviser: Person
    ) -> None:
        ServiceDocument.objects.filter(pk=quotes[1].pk).update(valid_until=None)
        adviser.log_in(client)

        assert shown(client, "?sort=giltig")[-1] == quotes[1].number
        assert shown(client, "?sort=-giltig")[-1] == quotes[1].number


class TestFilters:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("status=sent", [0]),
            ("status=sent&status=seen", [0, 1]),
            ("kundtyp=company", [1]),
            ("pristyp=hogsta", [0]),
            ("belopp_fran=200", [1, 2]),
            ("belopp_fran=200&belopp_till=250,00", [2]),
            ("belopp_till=1 00", [0, 1, 2]),
            ("belopp_fran=mycket", [0, 1, 2]),
            ("skapad_till=2026-11-24", [0]),
            ("skapad_fran=2026-11-25&skapad_till=2026-11-27", [1]),
            ("skapad_fran=i går", [0, 1, 2]),
            ("skapad_fran=9999-99-99", [0, 1, 2]),
            ("status=sent&kundtyp=company", []),
            ("mina=1", [0, 1, 2]),
            ("q=bo&belopp_fran=100", [2]),
        ],
    )
    def test_combine(
        self,
        client: Client,
        quotes: list[ServiceDocument],
        adviser: Person,
        query: str,
        found: list[int],
    ) -> None:
        numbers = shown(adviser.log_in(client), f"?{query}")

        assert sorted(numbers) == sorted(quotes[place].number for place in found)

    def test_mine_are_of_whoever_looks(
        self, client: Client, quotes: list[ServiceDocument], manager: Person
    ) -> None:
        ServiceDocument.objects.filter(pk=quotes[2].pk).update(adviser=manager.user)
        manager.log_in(client)

        assert shown(client, "?mina=1") == [quotes[2].number]
        assert shown(client, f"?km={manager.user.id}") == [quotes[2].number]

    @pytest.mark.parametrize(
        "query",
        ["kundtyp=x", "pristyp=x", "km=x", "giltig=x", "to_order=2", "status=sent&status=x"],
    )
    def test_know_no_other_code(self, client: Client, adviser: Person, query: str) -> None:
        assert adviser.log_in(client).get(f"{LIST}?{query}").status_code == 404

    def test_an_adviser_of_nowhere_has_nothing(
        self, client: Client, quotes: list[ServiceDocument], adviser: Person, stranger: Person
    ) -> None:
        page = text_of(adviser.log_in(client).get(f"{LIST}?km={stranger.user.id}"))

        assert "Ingen offert här just nu." in page
        assert stranger.user.name not in page

    def test_stand_as_chips_that_can_be_taken_away(
        self, client: Client, quotes: list[ServiceDocument], adviser: Person
    ) -> None:
        page = text_of(adviser.log_in(client).get(f"{LIST}?status=sent&belopp_fran=50"))

        assert f'href="{LIST}?belopp_fran=50" aria-label="Ta bort filtret Skickad"' in page
        assert f'href="{LIST}?status=sent" aria-label="Ta bort filtret Belopp från 50 kr"' in page

    def test_are_summed_in_the_foot(
        self, client: Client, quotes: list[ServiceDocument], adviser: Person
    ) -> None:
        page = text_of(adviser.log_in(client).get(f"{LIST}?belopp_fran=200"))

        assert f"Summa 500,00{NBSP}kr inkl. moms" in page
        assert "1–2 av 2" in page


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


class TestEveryList:
    @pytest.fixture(autouse=True)
    def rows(self, garage: Garage, quotes: list[ServiceDocument]) -> None:
        garage.package()
        ServiceDocument.objects.filter(pk=quotes[2].pk).update(kind="order", number="SOR-20001")

    def test_is_here(self) -> None:
        assert list(PLACES) == list(LISTINGS)

    @pytest.mark.parametrize("code", PLACES)
    def test_sorts_by_each_of_its_columns_and_shows_each(
        self, client: Client, adviser: Person, code: str
    ) -> None:
        adviser.log_in(client)
        every = ",".join(column.code for column in LISTINGS[code].columns)
        for column in LISTINGS[code].columns:
            for sort in (column.code, f"-{column.code}") if column.sort else ():
                response = client.get(f"{SLUG}/{PLACES[code]}?sort={sort}&kolumner={every}")
                assert response.status_code == 200, sort
                assert '<tr id="row-' in text_of(response), sort

    @pytest.mark.parametrize("code", PLACES)
    def test_takes_as_many_queries_with_many_rows_as_with_few(
        self,
        client: Client,
        garage: Garage,
        adviser: Person,
        code: str,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        adviser.log_in(client)
        address = f"{SLUG}/{PLACES[code]}?kolumner={','.join(each.code for each in LISTINGS[code].columns)}"
        expected = {"offerter": 13, "ordrar": 9}.get(code, 8)
        with django_assert_num_queries(expected):
            client.get(address)
        for number in range(5):
            customer = garage.customer(name=f"Kund {number}")
            garage.vehicle(customer, plate=f"GHJ 12{number}")
            quote = garage.quote(customer=customer)
            if code == "ordrar":
                ServiceDocument.objects.filter(pk=quote.pk).update(
                    kind="order", number=f"SOR-3000{number}"
                )

        with django_assert_num_queries(expected):
            client.get(address)

    @pytest.mark.parametrize("code", PLACES)
    def test_gives_htmx_the_list_with_what_is_beside_it(
        self, client: Client, adviser: Person, code: str
    ) -> None:
        page = text_of(adviser.log_in(client).get(f"{SLUG}/{PLACES[code]}", headers=HTMX))

        assert page.strip().startswith('<div class="list-page" id="listing"')
        assert "<html" not in page
        assert 'id="facets"' in page

    @pytest.mark.parametrize("code", PLACES)
    def test_has_views_and_columns_of_its_own(
        self, client: Client, adviser: Person, code: str
    ) -> None:
        adviser.log_in(client)
        last = LISTINGS[code].columns[-1]
        view = client.post(
            f"{SLUG}/listor/{code}/vyer/ny?sort=-{LISTINGS[code].columns[0].code}", {"name": "Min"}
        )
        assert urlsplit(view["Location"]).path == f"{SLUG}/{PLACES[code]}"
        client.post(f"{SLUG}/listor/{code}/kolumner", {"column": [last.code]})

        page = text_of(client.get(f"{SLUG}/{PLACES[code]}"))
        assert str(last.short or last.title) in headings(page)
        assert '<span class="view-name">Min</span>' in page
