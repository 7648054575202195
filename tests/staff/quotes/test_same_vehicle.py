"""A vehicle that has a quote or an order already: staff are shown it before they make another."""

from datetime import timedelta

import pytest

from tests.kit.garage import Garage
from tests.staff.quotes.desk import SLUG, Card, words
from verksign.domain.answers import JobAnswer
from verksign.records.models import ServiceDocument, Vehicle
from verksign.usecases.orders.make_order import make_order
from verksign.usecases.quotes.create import create_quote

NEW = f"/v/{SLUG}/offerter/ny"


@pytest.fixture
def vehicle(quote: ServiceDocument) -> Vehicle:
    assert quote.vehicle
    return quote.vehicle


@pytest.fixture
def empty(card: Card, garage: Garage) -> Card:
    made = create_quote(by=garage.actor, now=garage.tick())
    return Card(card.client, made.id)


class TestChoosingTheVehicle:
    def test_shows_what_it_has_already_and_changes_nothing(
        self, empty: Card, quote: ServiceDocument, vehicle: Vehicle
    ) -> None:
        response = empty.save("andra", vehicle_id=str(vehicle.id))

        page = words(response)
        assert response.status_code == 200
        assert 'id="dialog" hx-swap-oob="innerHTML"' in response.content.decode()
        assert "ABC 12D är redan på gång" in page
        assert f"Serviceoffert {quote.number} Ej skickad Karin Holmgren · Anna Lind" in page
        assert "2 000,00 kr" in page
        assert empty.quote.vehicle_id is None

    def test_goes_on_all_the_same_when_told_to(self, empty: Card, vehicle: Vehicle) -> None:
        response = empty.press("andra", vehicle_id=str(vehicle.id), anyway="1")

        assert (response.status_code, response["Location"]) == (302, empty.address)
        assert empty.quote.vehicle_id == vehicle.id

    def test_is_a_page_without_script(self, empty: Card, vehicle: Vehicle) -> None:
        response = empty.press("andra", vehicle_id=str(vehicle.id))

        page = response.content.decode()
        assert "<html" in page
        assert f'name="vehicle_id" value="{vehicle.id}"' in page
        assert 'name="anyway" value="1"' in page
        assert f'action="{empty.address}andra"' in page

    def test_says_nothing_of_the_quote_itself(self, card: Card, vehicle: Vehicle) -> None:
        assert card.save("andra", vehicle_id=str(vehicle.id)).status_code == 200
        assert card.quote.vehicle_id == vehicle.id

    def test_leaves_out_what_is_over(
        self, empty: Card, garage: Garage, quote: ServiceDocument, vehicle: Vehicle
    ) -> None:
        garage.decline(garage.seen(quote))

        empty.save("andra", vehicle_id=str(vehicle.id))

        assert empty.quote.vehicle_id == vehicle.id

    def test_leaves_out_a_quote_that_was_never_sent_and_is_valid_no_more(
        self, empty: Card, garage: Garage, quote: ServiceDocument, vehicle: Vehicle
    ) -> None:
        garage.change(quote, valid_until="2020-01-31")

        empty.save("andra", vehicle_id=str(vehicle.id))

        assert empty.quote.vehicle_id == vehicle.id

    def test_shows_an_order_instead_of_the_quote_that_it_was_made_of(
        self, empty: Card, garage: Garage, quote: ServiceDocument, vehicle: Vehicle
    ) -> None:
        garage.sign(garage.seen(quote), Bromsar=JobAnswer.DECLINED)
        order = make_order(quote_id=quote.id, by=garage.actor, now=garage.tick())

        page = words(empty.save("andra", vehicle_id=str(vehicle.id)))

        assert f"Serviceorder {order.number}" in page
        assert f"Serviceoffert {quote.number}" not in page
        long_ago = order.created_at - timedelta(days=40)
        ServiceDocument.objects.filter(id=order.id).update(created_at=long_ago)
        empty.save("andra", vehicle_id=str(vehicle.id))
        assert empty.quote.vehicle_id == vehicle.id


class TestNewQuote:
    def test_of_a_vehicle_with_one_asks_first_and_makes_none(
        self, card: Card, quote: ServiceDocument, vehicle: Vehicle
    ) -> None:
        response = card.client.post(NEW, {"vehicle_id": str(vehicle.id)})

        assert response.status_code == 200
        assert f"Serviceoffert {quote.number}" in words(response)
        assert "Skapa en ny ändå" in words(response)
        assert ServiceDocument.objects.count() == 1

    def test_is_made_all_the_same_when_told_to(self, card: Card, vehicle: Vehicle) -> None:
        response = card.client.post(NEW, {"vehicle_id": str(vehicle.id), "anyway": "1"})

        assert response.status_code == 302
        assert ServiceDocument.objects.filter(vehicle=vehicle).count() == 2
