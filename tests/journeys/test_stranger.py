"""Olof manages another workshop: with every address of ours in hand he gets nowhere."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Offer
from tests.kit.browser import Complaints
from tests.kit.cast import Person
from tests.kit.live import Product
from tests.kit.walks import Desk
from verksign.domain.digital_states import DigitalStatus
from verksign.records.models import DigitalDocument

pytestmark = pytest.mark.browser

OURS, HIS = "/v/demoverkstaden/", "/v/andra-verkstaden/"
LISTS = (
    "",
    "offerter/",
    "ordrar/",
    "kunder/",
    "fordon/",
    "artiklar/",
    "arbeten/",
    "paket/",
    "larm/",
)


def cards(document: DigitalDocument) -> list[str]:
    """The pages that have an id of ours in their address."""
    quote = document.service_document
    deeds = ("", "skicka", "avbryt", "andra-skickad", "svar", "order", "forhandsvisa")
    return [
        f"kunder/{quote.customer_id}/",
        f"fordon/{quote.vehicle_id}/",
        f"dokument/{document.pk}/",
        f"dokument/{document.pk}/offert.pdf",
        *(f"offerter/{quote.pk}/{deed}" for deed in deeds),
    ]


def expect_nothing_there(page: Page, address: str) -> None:
    answer = page.goto(address)
    assert answer
    assert (address, answer.status) == (address, 404)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sidan finns inte")


class TestStranger:
    def test_gets_nowhere_and_finds_nothing(
        self, product: Product, stranger: Person, offer: Offer, page: Page, complaints: Complaints
    ) -> None:
        complaints.expect("404")
        desk = Desk(page, product)
        desk.sit_down(stranger)

        for address in (*LISTS, *cards(offer.document)):
            expect_nothing_there(page, f"{product.url}{OURS}{address}")
        for address in cards(offer.document):
            expect_nothing_there(page, f"{product.url}{HIS}{address}")

        desk.open(HIS)
        expect(page.get_by_text("Alla svar är tagna om hand.")).to_be_visible()
        page.get_by_role("searchbox").fill("Karin")
        expect(page.get_by_text("Inget hittades.")).to_be_visible()
        assert offer.now().status == DigitalStatus.SENT
