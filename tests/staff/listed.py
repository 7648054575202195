"""What tests of lists read from a page, and three quotes that differ in whatever a list sorts and narrows by."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

from django.test import Client

from tests.kit.garage import Garage
from verksign.records.models import ServiceDocument

SLUG = "/v/demoverkstaden"
LIST = f"{SLUG}/offerter/"


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


def three_quotes(garage: Garage) -> list[ServiceDocument]:
    """Return quotes of different statuses, sums, customers and days."""
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
