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
