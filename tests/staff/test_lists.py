"""Every list alike: sorted, narrowed, kept as a view, its columns chosen; each user for themselves."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.kit.cast import Person, hire
from tests.kit.garage import Garage
from tests.staff.listed import LIST, SLUG, headings, shown, text_of, three_quotes
from verksign.domain.access import Role
from verksign.domain.money import NBSP
from verksign.domain.queues import Origin, Queue
from verksign.records.models import Job, ServiceDocument, Workshop
from verksign.staff.lists.registry import LISTINGS

PLACES = {
    "offerter": "offerter/",
    "ordrar": "ordrar/",
    "upptackt": "fyrsteg/found/",
    "prissatt": "fyrsteg/priced/",
    "hos-kund": "fyrsteg/with_customer/",
    "besvarad": "fyrsteg/answered/",
    "arkiverad": "fyrsteg/archived/",
    "merforsaljning": "fyrsteg/alla/",
    "kunder": "kunder/",
    "fordon": "fordon/",
    "artiklar": "artiklar/",
    "arbeten": "arbeten/",
    "paket": "paket/",
}
QUERIES = {"offerter": 16, "ordrar": 15}
HTMX = {"HX-Request": "true", "HX-Target": "listing"}


@pytest.fixture
def quotes(garage: Garage) -> list[ServiceDocument]:
    return three_quotes(garage)


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

    def test_puts_people_as_swedes_do(
        self, client: Client, quotes: list[ServiceDocument], adviser: Person, workshop: Workshop
    ) -> None:
        for quote, name in zip(quotes, ("Örjan", "Zeb", "Åke"), strict=True):
            person = hire(name=name, email=f"{name}@x.test", workshop=workshop, role=Role.ADVISER)
            ServiceDocument.objects.filter(pk=quote.pk).update(adviser=person.user)
        adviser.log_in(client)

        assert shown(client, "?sort=km") == [quotes[place].number for place in (1, 2, 0)]
        page = text_of(client.get(LIST))
        assert re.findall(r"<option[^>]*>(Zeb|Åke|Örjan)<", page) == ["Zeb", "Åke", "Örjan"]

    def test_puts_towns_as_swedes_do(self, client: Client, garage: Garage, adviser: Person) -> None:
        for town in ("Örebro", "Zinkgruvan", "ängelholm", "Åmål"):
            garage.customer(name=f"Bo i {town}", city=town)
        page = text_of(adviser.log_in(client).get(f"{SLUG}/kunder/?sort=ort"))

        towns = re.findall(r"Bo i (\w+)</a>", page)
        assert towns == ["Zinkgruvan", "Åmål", "ängelholm", "Örebro"]

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


class TestEveryList:
    @pytest.fixture(autouse=True)
    def rows(self, garage: Garage, quotes: list[ServiceDocument]) -> None:
        garage.package()
        ServiceDocument.objects.filter(pk=quotes[2].pk).update(kind="order", number="SOR-20001")
        for place, queue in enumerate(Queue):
            Job.objects.create(
                workshop_id=garage.actor.workshop_id,
                document=quotes[2],
                position=10 + place,
                title=f"Fynd {place}",
                choice="optional",
                origin=Origin.FOUND,
                queue=queue,
                queue_at=garage.now,
            )

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
        expected = QUERIES.get(code, 12 if "fyrsteg" in PLACES[code] else 8)
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
