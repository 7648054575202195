"""Machines that follow links: written down as what they are, and kept from using up what is the customer's."""

import pytest
from django.test import Client

from tests.kit.cast import Person
from tests.kit.garage import Garage
from tests.portal.example import Phone, offer, text_of
from tests.portal.test_opening import MACHINES
from verksign.records.models import LinkFetch

pytestmark = pytest.mark.django_db


class TestFetched:
    def test_is_counted_by_its_reason_beside_the_chain(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        kinds = garage.kinds(phone.document)
        for agent in MACHINES:
            phone.get(**{"user-agent": agent})
        phone.client.head(phone.address)

        rows = {row.reason: row for row in LinkFetch.objects.all()}
        assert set(rows) == {"agent", "head"}
        # A burst is one.
        assert rows["agent"].times == 1
        assert garage.kinds(phone.document) == kinds
        assert garage.reload(phone.document).seen_at is None

    def test_a_person_is_no_machine(self, garage: Garage) -> None:
        Phone(offer(garage)).get(**{"user-agent": "Mozilla/5.0 (iPhone) Safari/604.1"})

        assert not LinkFetch.objects.exists()

    def test_stands_quietly_on_the_documents_page(self, garage: Garage, adviser: Person) -> None:
        phone = Phone(offer(garage))
        phone.get(**{"user-agent": "Twitterbot/1.0 <b>"})
        client = Client()
        client.force_login(adviser.user)
        page = text_of(
            client.get(f"/v/{adviser.workshop.slug}/dokument/{phone.document.pk}/")  # type: ignore[arg-type]
        )

        assert "Hämtad av maskiner, inte räknad som öppnad" in page
        assert "Ett program som söker igenom länkar: 1 gång, senast" in page
        assert "Twitterbot/1.0 &lt;b&gt;" in page


class TestPapers:
    def test_a_scanner_uses_up_nothing_of_the_customers(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        phone.open()
        bot = {"user-agent": "Mimecast/1.0"}
        statuses = [phone.get("/offert.pdf", **bot).status_code for _ in range(61)]
        for _ in range(70):
            phone.client.head(f"{phone.address}/offert.pdf")

        assert statuses == [200] * 60 + [429]
        assert phone.get("/offert.pdf").status_code == 200

    def test_the_head_of_a_paper_says_how_long_it_is(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        phone.open()
        paper = phone.get("/offert.pdf")
        head = phone.client.head(f"{phone.address}/offert.pdf")

        assert head["Content-Length"] == str(len(paper.content))
        assert head["Content-Disposition"] == paper["Content-Disposition"]


class TestFavicon:
    def test_is_there_for_whoever_asks(self, client: Client) -> None:
        response = client.get("/favicon.ico")

        assert response.status_code == 200
        assert response["Content-Type"] == "image/svg+xml"
