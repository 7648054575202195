"""A car park: a slow network, little data, a narrow screen with large text, and a printer at the other end."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, Response, expect

from tests.kit.browser import OpenPage, assert_accessible
from tests.kit.garage import Garage
from tests.kit.live import Product
from tests.portal.example import offer
from tests.portal.test_browser import NARROW, PHONE, address, answer_all, no_sideways_scroll
from verksign.records.models import CustomerRequest, DigitalDocument
from verksign.usecases.signing.reply import reply

pytestmark = [pytest.mark.browser, pytest.mark.look, pytest.mark.slow]

SLOW_3G = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400 * 1024 / 8,
    "uploadThroughput": 400 * 1024 / 8,
}
MOST_HTML, MOST_STYLE, MOST_REQUESTS = 30_000, 14 * 1024, 4
READABLE_MS = 6_000
"""From the press until the page can be read, the first time that the phone meets us, on such a network."""


PRESS_AGAIN = """
addEventListener("submit", (event) => setTimeout(() => event.target.requestSubmit(), 50), { once: true });
"""


STICKING_OUT = """
[...document.body.querySelectorAll("*")]
  .filter((each) => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((each) => `${each.tagName} ${each.className}: ${each.textContent.trim().slice(0, 40)}`)
"""


@dataclass
class Weight:
    """What a page made the phone fetch."""

    html: int = 0
    styles: int = 0
    asked: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("response", self._note)

    def _note(self, response: Response) -> None:
        kind = response.request.resource_type
        if response.url.startswith("data:") or kind in {"image", "fetch"}:
            return
        self.asked.append(response.url)
        if response.status in {302, 303}:
            return
        if kind == "document":
            self.html = len(response.body())
        if kind == "stylesheet":
            self.styles += len(response.body())

    def forget(self) -> None:
        self.html, self.styles, self.asked = 0, 0, []


@pytest.fixture
def slow(open_page: OpenPage) -> Page:
    page = open_page(PHONE)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_3G)
    page.set_default_timeout(30_000)
    return page


def walk(page: Page, start: str) -> Iterator[str]:
    page.goto(start)
    yield "open"
    page.get_by_role("button", name="Visa offerten").click()
    expect(page.get_by_role("button", name="Gå vidare")).to_be_visible()
    yield "read"
    answer_all(page)
    page.get_by_role("button", name="Gå vidare").click()
    expect(page.get_by_label("Ditt namn")).to_be_visible()
    yield "check"
    page.get_by_label("Ditt namn").fill("Karin Holmgren")
    page.get_by_role("button", name="Beställ –").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tack, Karin!")
    yield "receipt"


class TestSlowNetwork:
    def test_every_page_is_light_and_soon_read(
        self, product: Product, garage: Garage, slow: Page
    ) -> None:
        weight = Weight()
        weight.listen(slow)
        for name in walk(slow, address(product, offer(garage))):
            slow.wait_for_load_state("networkidle")
            assert 0 < weight.html <= MOST_HTML, name
            assert weight.styles <= MOST_STYLE, name
            # A deed is a request and a redirect; what it leads to is the page.
            pages = [url for url in weight.asked if "/static/" not in url]
            assert len(weight.asked) - max(0, len(pages) - 1) <= MOST_REQUESTS, name
            painted = slow.evaluate(
                "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
            )
            assert painted <= READABLE_MS, name
            weight.forget()

    def test_a_press_that_is_repeated_on_a_slow_line_orders_once(
        self, product: Product, garage: Garage, slow: Page
    ) -> None:
        document = offer(garage)
        for name in walk(slow, address(product, document)):
            if name == "check":
                slow.evaluate(PRESS_AGAIN)
        slow.reload()
        expect(slow.get_by_role("heading", level=1)).to_contain_text("Tack, Karin!")
        assert (
            garage.kinds(DigitalDocument.objects.get(pk=document.pk)).count("document.signed") == 1
        )


class TestEveryState:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_fits_320_px_with_text_twice_as_large(
        self, product: Product, garage: Garage, open_page: OpenPage, scheme: str
    ) -> None:
        document = offer(garage)
        page = open_page(NARROW, scheme=scheme)  # type: ignore[arg-type]
        for language in ("sv", "en"):
            for shown in states(page, product, garage, document, language):
                assert sticking_out(shown) == [], shown.url
                assert_accessible(shown)
                shown.evaluate("document.documentElement.style.fontSize = '200%'")
                assert sticking_out(shown) == [], shown.url


def sticking_out(page: Page) -> list[str]:
    """Return what reaches beyond the screen, by its first words; nothing where there is no sideways scroll."""
    if no_sideways_scroll(page):
        return []
    found: list[str] = page.evaluate(STICKING_OUT)
    return found or ["something"]


def states(
    page: Page, product: Product, garage: Garage, document: DigitalDocument, language: str
) -> Iterator[Page]:
    """What has come since the skeleton: the talk, the drawn signature, and each in both languages."""
    start = address(product, document)
    page.goto(f"{start}?sprak={language}")
    yield page
    if garage.reload(document).seen_at is None:
        with page.expect_navigation():
            page.locator("main form button").click()
    page.goto(f"{start}/fraga?sprak={language}")
    page.locator("textarea").fill("En lång fråga om " + "bromsskivorna " * 20)
    with page.expect_navigation():
        page.locator("form button:visible").first.click()
    yield page
    asked = CustomerRequest.objects.order_by("-at")[0]
    reply(request_id=asked.pk, text="Svar: " + "ja " * 60, by=garage.actor, now=garage.tick())
    page.goto(f"{start}?sprak={language}")
    yield page
    for card in page.locator("fieldset.answers").all():
        card.locator("input").first.check()
    page.locator(".tally .btn").click()
    page.locator(".pad").evaluate("(pad) => (pad.parentElement.open = true)")
    yield page


class TestPrint:
    def test_shows_prices_and_what_is_folded_and_nothing_to_press(
        self, product: Product, garage: Garage, open_page: OpenPage
    ) -> None:
        page = open_page(PHONE)
        for name in walk(page, address(product, offer(garage))):
            page.emulate_media(media="print")
            for button in page.locator(".btn").all():
                expect(button).to_be_hidden()
            if name == "read":
                expect(page.locator(".tally output")).to_be_visible()
                expect(page.locator(".tally")).to_have_css("position", "static")
            if name == "receipt":
                expect(page.get_by_text("Offertens kontrollsumma")).to_be_visible()
            page.emulate_media(media="screen")
