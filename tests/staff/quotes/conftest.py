import pytest
from django.test import Client

from tests.kit.cast import Person
from tests.kit.garage import Garage
from tests.staff.quotes.desk import Card
from verksign.records.models import ServiceDocument


@pytest.fixture
def quote(garage: Garage) -> ServiceDocument:
    """Karin's quote: a service that is included, and brakes that she may choose."""
    return garage.quote(jobs={"Service": "included", "Bromsar": "optional"})


@pytest.fixture
def card(client: Client, adviser: Person, quote: ServiceDocument) -> Card:
    return Card(adviser.log_in(client), quote.id)
