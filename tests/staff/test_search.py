"""The search field of the bar: a plate, a telephone number, a name or a document's number."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.kit.cast import Person
from tests.kit.garage import Garage

SEARCH = "/v/demoverkstaden/sok"


def found(page: str) -> list[str]:
    """Return what kinds of card the answer leads to."""
    return re.findall(
        r'<a href="/v/demoverkstaden/(fordon|kunder|offerter|ordrar)/[0-9a-f-]{36}/"', page
    )


class TestSearch:
    @pytest.mark.parametrize(
        ("text", "kinds"),
        [
            ("ABC 12D", ["fordon", "offerter"]),
            ("abc12d", ["fordon", "offerter"]),
            ("070-174 06 31", ["kunder", "offerter"]),
            ("0701740631", ["kunder", "offerter"]),
            ("+46 70 174 06 31", ["kunder", "offerter"]),
            ("+46 (0)70-174 06 31", ["kunder", "offerter"]),
            ("0046 70 1740631", ["kunder", "offerter"]),
            ("0046701740631", ["kunder", "offerter"]),
            ("174 06", ["kunder", "offerter"]),
            ("karin", ["fordon", "kunder", "offerter"]),
            ("sof-10001", ["offerter"]),
            ("finns inte", []),
            ("", []),
            ("\x00%_", []),
        ],
    )
    def test_finds_by_what_staff_know(
        self, client: Client, garage: Garage, adviser: Person, text: str, kinds: list[str]
    ) -> None:
        garage.quote()

        page = adviser.log_in(client).get(SEARCH, {"q": text}).content.decode()

        assert found(page) == kinds

    def test_answers_below_the_field_while_somebody_types(
        self, client: Client, garage: Garage, adviser: Person
    ) -> None:
        for _ in range(7):
            garage.customer()

        fragment = (
            adviser.log_in(client)
            .get(SEARCH, {"q": "karin"}, headers={"HX-Request": "true"})
            .content.decode()
        )

        assert "<html" not in fragment
        assert found(fragment) == ["kunder"] * 5
        assert 'href="/v/demoverkstaden/sok?q=karin"' in fragment

    def test_never_finds_another_workshops_rows(
        self, client: Client, garage: Garage, stranger: Person
    ) -> None:
        garage.quote()

        page = stranger.log_in(client).get("/v/andra-verkstaden/sok", {"q": "karin"})

        assert "Inget hittades." in page.content.decode()

    def test_takes_as_many_queries_whatever_it_finds(
        self,
        client: Client,
        garage: Garage,
        adviser: Person,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        garage.quote()
        adviser.log_in(client).get(SEARCH)
        with django_assert_num_queries(6):
            client.get(SEARCH, {"q": "karin"})
        for _ in range(3):
            garage.quote()

        with django_assert_num_queries(6):
            client.get(SEARCH, {"q": "karin"})


class TestActions:
    def offered(self, page: str) -> list[str]:
        return re.findall(r"<span>([^<]+)</span></(?:a|button)>", page)

    def ask(self, client: Client, text: str) -> list[str]:
        page = client.get(SEARCH, {"q": text}, headers={"HX-Request": "true"}).content.decode()
        return [title for title in self.offered(page) if title != "Visa alla träffar"]

    @pytest.mark.parametrize(
        ("text", "title"),
        [
            ("ny offert", "Ny serviceoffert"),
            ("snabb", "Snabboffert"),
            ("larm", "Larm"),
            ("kunder", "Kunder"),
            ("installningar", "Inställningar"),
            ("INSTÄLLN", "Inställningar"),
            ("granser", "Inställningar"),
            ("logga ut", "Logga ut"),
            ("settings", "Inställningar"),
        ],
    )
    def test_are_found_by_what_they_are_called(
        self, client: Client, manager: Person, text: str, title: str
    ) -> None:
        assert self.ask(manager.log_in(client), text) == [title]

    def test_are_offered_before_anything_is_typed(self, client: Client, adviser: Person) -> None:
        assert self.ask(adviser.log_in(client), "")[:2] == ["Ny serviceoffert", "Snabboffert"]

    def test_are_those_of_the_role(self, client: Client, adviser: Person, reader: Person) -> None:
        assert self.ask(adviser.log_in(client), "inställningar") == []
        assert self.ask(reader.log_in(client), "ny") == []
        assert self.ask(client, "logga ut") == ["Logga ut"]

    def test_a_quote_for_the_one_car_that_is_found_is_one_press_away(
        self, client: Client, garage: Garage, adviser: Person
    ) -> None:
        customer = garage.customer()
        vehicle = garage.vehicle(customer)
        page = adviser.log_in(client).get(SEARCH, {"q": "abc12d"}).content.decode()
        assert "Ny serviceoffert på ABC 12D" in page
        assert f'name="vehicle_id" value="{vehicle.id}"' in page
        assert f'name="customer_id" value="{customer.id}"' in page
