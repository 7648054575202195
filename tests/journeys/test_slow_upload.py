"""Photos over a slow net: they tell how far they have come, hold nothing up, and go again without a new choice."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import CDPSession, FilePayload, Locator, Page, expect

from tests.kit import files
from tests.kit.browser import Complaints, axe
from tests.kit.garage import Garage
from tests.kit.walks import BY_ITSELF_MS, Desk
from verksign.records.models import Attachment, ServiceDocument

pytestmark = [pytest.mark.browser, pytest.mark.look]

FREE = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
SLOW = {**FREE, "latency": 50, "uploadThroughput": 8_000}
HALF_WAY = """
(bar) => new Promise((done) => {
  const look = () => (bar.value > 0 && bar.value < 1 ? done(bar.value) : requestAnimationFrame(look));
  look();
})
"""


@dataclass(frozen=True, slots=True)
class Net:
    session: CDPSession

    def becomes(self, conditions: dict[str, Any]) -> None:
        self.session.send("Network.emulateNetworkConditions", conditions)


@pytest.fixture
def quote(garage: Garage) -> ServiceDocument:
    return garage.quote()


@pytest.fixture
def card(desk: Desk, quote: ServiceDocument) -> Page:
    desk.open(f"/v/demoverkstaden/offerter/{quote.pk}/")
    section(desk.page).get_by_role("heading", name="Bilder och bilagor").click()
    expect(section(desk.page).get_by_text("Välj filer", exact=True)).to_be_visible()
    return desk.page


@pytest.fixture
def net(card: Page) -> Net:
    session = card.context.new_cdp_session(card)
    session.send("Network.enable")
    net = Net(session)
    net.becomes(SLOW)
    return net


def section(page: Page) -> Locator:
    return page.locator("#attachments")


def choose(page: Page, *names: str) -> None:
    """Noise, which no JPEG makes small: twenty seconds on the slow net."""
    noise = files.saved(Image.effect_noise((800, 600), 120), quality=95)
    chosen = [FilePayload(name=name, mimeType="image/jpeg", buffer=noise) for name in names]
    page.locator("#attach-files").set_input_files(chosen)


def upload(page: Page, name: str) -> Locator:
    return page.locator("#uploads").get_by_role("listitem").filter(has_text=name)


def again(page: Page, name: str) -> None:
    upload(page, name).get_by_role("button", name="Försök igen").click()


def is_there(page: Page, quote: ServiceDocument, *names: str) -> None:
    pictures = page.get_by_role("region", name="Bilder").get_by_role("img")
    expect(pictures).to_have_count(len(names), timeout=BY_ITSELF_MS)
    expect(page.locator("#uploads").get_by_role("listitem")).to_have_count(0)
    rows = Attachment.objects.filter(document=quote).order_by("name")
    assert [row.name for row in rows] == list(names)


class TestSlowUpload:
    def test_tells_how_far_it_has_come_while_the_card_is_in_use(
        self, card: Page, net: Net, quote: ServiceDocument
    ) -> None:
        choose(card, "a.jpg")
        bar = card.get_by_role("progressbar", name="a.jpg")
        assert 0 < bar.evaluate(HALF_WAY) < 1
        assert axe(card) == []
        with card.expect_response("**/andra"):
            card.get_by_label("Kontakt/förare").fill("Bo Ek")
            card.get_by_label("Kontakt/förare").press("Enter")
        expect(card.get_by_text(re.compile("^Sparad"))).to_be_visible()
        expect(bar).to_be_visible()
        net.becomes(FREE)

        is_there(card, quote, "a.jpg")
        assert ServiceDocument.objects.get(pk=quote.pk).contact_name == "Bo Ek"

    def test_is_cancelled_and_sent_again(
        self, card: Page, net: Net, quote: ServiceDocument
    ) -> None:
        names = ("a.jpg", "b.jpg", "c.jpg")
        choose(card, *names)
        card.get_by_role("progressbar", name="a.jpg").evaluate(HALF_WAY)
        for name in reversed(names):
            stop = upload(card, name).get_by_role("button", name=f"Avbryt: {name}")
            stop.press("Enter")
            expect(upload(card, name)).to_contain_text("Avbruten. Filen är inte sparad.")
            expect(upload(card, name).get_by_role("button", name="Försök igen")).to_be_focused()
        assert axe(card) == []
        assert Attachment.objects.filter(document=quote).count() == 0
        net.becomes(FREE)
        again(card, "a.jpg")
        again(card, "c.jpg")
        upload(card, "b.jpg").get_by_role("button", name="Ta bort ur listan").click()

        is_there(card, quote, "a.jpg", "c.jpg")

    def test_that_the_net_has_lost_says_so_and_is_sent_again(
        self, card: Page, quote: ServiceDocument, complaints: Complaints
    ) -> None:
        complaints.expect("ERR_CONNECTION_RESET")
        card.route("**/bilagor", lambda route: route.abort("connectionreset"), times=1)
        choose(card, "a.jpg")
        expect(upload(card, "a.jpg")).to_contain_text(
            "Filen kom inte fram. Kontrollera nätet och försök igen."
        )
        assert Attachment.objects.filter(document=quote).count() == 0
        again(card, "a.jpg")

        is_there(card, quote, "a.jpg")
