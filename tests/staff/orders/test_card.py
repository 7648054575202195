"""The order card: what was agreed, to the öre, and where it came from."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.kit.cast import Person
from tests.kit.garage import Garage
from tests.staff.quotes.desk import SLUG, words
from verksign.domain.answers import JobAnswer
from verksign.records.models import ServiceDocument
from verksign.usecases.orders.make_order import WithoutApproval, make_order


@pytest.fixture
def quote(garage: Garage) -> ServiceDocument:
    return garage.quote(jobs={"Service": "included", "Bromsar": "optional"})


@pytest.fixture
def desk(client: Client, adviser: Person) -> Client:
    return adviser.log_in(client)


def read(desk: Client, order: ServiceDocument) -> str:
    return words(desk.get(f"/v/{SLUG}/ordrar/{order.id}/"))


class TestOrderCard:
    def test_shows_what_was_signed(
        self, desk: Client, garage: Garage, quote: ServiceDocument
    ) -> None:
        garage.change(quote, price_kind="ungefarlig")
        garage.sign(garage.seen(quote), Bromsar=JobAnswer.LATER)
        garage.work()
        order = make_order(quote_id=quote.id, by=garage.actor, now=garage.tick())

        page = read(desk, order)

        assert f"ABC 12D Serviceorder {order.number} Förestående" in page
        assert "Karin Holmgren undertecknade" in page
        assert "Delvis undertecknad: alla jobb godkändes inte." in page
        assert "Service Ungefärligt pris, högst 1 150 kr Godkänd" in page
        assert (
            "Exkl. moms 800,00 kr Moms 25 % 200,00 kr Inkl. moms 1 000,00 kr Merförsäljning" in page
        )
        assert "Inte beställt 1 jobb" in page
        assert "Bromsar Inte nu 1 000,00" in page
        assert (
            "Avtalat inkl. moms 1 000,00 kr Beräknat slutpris 1 000,00 kr"
            " Utrymme 150,00 kr Tak 1 150,00 kr" in page
        )
        assert f"Offert {quote.number}" in page
        assert "Avtal, PDF" in page

    def test_shows_that_nobody_has_agreed(
        self, desk: Client, garage: Garage, quote: ServiceDocument
    ) -> None:
        order = make_order(
            quote_id=quote.id,
            by=garage.actor,
            now=garage.tick(),
            going_on=WithoutApproval(reason="Bärgad hit"),
        )

        page = read(desk, order)

        assert "Utan godkännande" in page
        assert "Skäl: Bärgad hit" in page
        assert "Inkl. moms 2 000,00 kr" in page
        assert "Godkänd " not in page
        assert "Ingen digital offert är skickad." in page

    def test_asks_the_database_the_same_whatever_it_holds(
        self, desk: Client, garage: Garage, quote: ServiceDocument
    ) -> None:
        small = make_order(
            quote_id=quote.id,
            by=garage.actor,
            now=garage.tick(),
            going_on=WithoutApproval(reason="x"),
        )
        large_quote = garage.quote(jobs={f"Jobb {number}": "included" for number in range(12)})
        large = make_order(
            quote_id=large_quote.id,
            by=garage.actor,
            now=garage.tick(),
            going_on=WithoutApproval(reason="x"),
        )
        read(desk, small)
        with CaptureQueriesContext(connection) as few:
            read(desk, small)
        with CaptureQueriesContext(connection) as many:
            read(desk, large)

        assert len(many) == len(few)

    def test_is_not_found_under_a_quotes_id(self, desk: Client, quote: ServiceDocument) -> None:
        assert desk.get(f"/v/{SLUG}/ordrar/{quote.id}/").status_code == 404
