"""The role centre of an adviser who never reloads: told at once, done with Enter, and calm while it is read."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Request, expect

from tests.journeys.conftest import Offer, Sent
from tests.kit.garage import VISIT, Garage
from tests.kit.live import Product, wait_until
from tests.kit.walks import BY_ITSELF_MS, Desk
from verksign.usecases.signing.see import see

pytestmark = [pytest.mark.browser, pytest.mark.look]

CENTRE = "/v/demoverkstaden/"
HIDDEN = """
Object.defineProperty(document, "visibilityState", { get: () => "hidden" });
window.told = [];
window.Notification = class extends EventTarget {
    static permission = "granted";
    constructor(title, facts) { super(); window.told.push([title, facts.body, facts.tag]); }
};
"""
"""A page that nobody looks at, in a browser that writes down what it would show on the screen."""


def answer(garage: Garage, offer: Offer) -> None:
    """The customer reads and signs, now."""
    garage.now = timezone.now()
    see(token=garage.token(offer.document), visit=VISIT, now=garage.tick())
    garage.sign(garage.reload(offer.document))


class TestToast:
    def test_tells_of_an_answer_once_on_whatever_page(
        self, garage: Garage, sent: Sent, desk: Desk
    ) -> None:
        offer = sent()
        desk.open(f"{CENTRE}kunder/")
        other = desk.page.context.new_page()
        other.goto(desk.page.url)
        answer(garage, offer)

        toasts = [page.locator("[data-news]") for page in (desk.page, other)]
        expect_one_toast(desk.page, other)
        shown = desk.page if toasts[0].count() else other
        expect(shown.locator("[data-news]")).to_contain_text(
            re.compile(r"Karin Holmgren har undertecknat SOF-10001\. Ja till allt, 1\s000\skr\.")
        )
        shown.locator("[data-news]").get_by_role("link", name="Öppna").focus()
        with shown.expect_response(re.compile("/nytt")), shown.expect_response(re.compile("/nytt")):
            pass
        assert sum(toast.count() for toast in toasts) == 1

        shown.keyboard.press("Enter")
        expect(shown).to_have_url(re.compile(str(offer.document.service_document_id)))
        with shown.expect_response(re.compile("/nytt")):
            pass
        expect(shown.locator("[data-news]")).to_have_count(0)


def expect_one_toast(*pages: Page) -> None:
    for _ in range(20):
        if any(page.locator("[data-news]").count() for page in pages):
            return
        with pages[0].expect_response(re.compile("/nytt"), timeout=BY_ITSELF_MS):
            pass
    raise AssertionError("Nobody was told")


class TestNotification:
    def test_comes_when_nobody_looks_and_only_where_it_is_turned_on(
        self, garage: Garage, sent: Sent, desk: Desk, product: Product
    ) -> None:
        offer = sent()
        away = desk.page.context.new_page()
        away.add_init_script(HIDDEN)
        away.goto(product.url + CENTRE)
        desk.page.close()
        away.locator("#account summary").click()
        switch = away.get_by_role("button", name="Avisera när en kund svarar")
        expect(switch).to_contain_text("Av i den här webbläsaren")
        switch.click()
        expect(switch).to_contain_text("På i den här webbläsaren")
        away.reload()
        expect(away.locator("#notify")).to_have_attribute("aria-pressed", "true")

        answer(garage, offer)

        wait_until(lambda: bool(away.evaluate("window.told.length")), seconds=40)
        ((title, body, tag),) = away.evaluate("window.told")
        assert title == "Demoverkstaden i Lund"
        assert body.startswith("Karin Holmgren har undertecknat SOF-10001.")
        assert tag == str(offer.document.id)


class TestNextBestAction:
    def test_is_done_with_enter_and_the_next_appears(
        self, garage: Garage, sent: Sent, desk: Desk
    ) -> None:
        first, second = sent(), sent()
        answer(garage, first)
        answer(garage, second)
        desk.open(CENTRE)
        page = desk.page
        line = page.get_by_role("region", name="Nästa bästa åtgärd")
        expect(line).to_contain_text("Karin Holmgren har sagt ja till allt.")
        expect(line.get_by_role("button", name="Skapa serviceorder")).to_be_focused()

        page.keyboard.press("Enter")

        desk.expect_told(re.compile("är skapad av 1 godkänt jobb"))
        expect(page).to_have_url(re.compile(f"{CENTRE}$"))
        expect(line.get_by_role("button", name="Skapa serviceorder")).to_be_focused()
        page.keyboard.press("Enter")
        expect(line).to_contain_text("Inget väntar på dig just nu.")
        assert first.now().service_document.ordered_at
        assert second.now().service_document.ordered_at


class TestLiveList:
    def test_waits_while_the_pointer_is_in_it_and_the_tiles_go_on(
        self, garage: Garage, sent: Sent, desk: Desk
    ) -> None:
        offer = sent()
        page = desk.page
        desk.open(CENTRE)
        expect(page.get_by_role("region", name="Siffror").get_by_role("list")).to_be_visible()
        asked: list[str] = []
        page.on("request", lambda request: note(request, asked))
        row = page.get_by_role("row").filter(has_text="Ej öppnad än")
        row.hover()
        answer(garage, offer)

        expect(page.locator("#tile-status-signed .tile-number")).to_have_text(
            "1", timeout=BY_ITSELF_MS
        )
        expect(page.get_by_text("Det finns nytt.")).to_be_visible()
        expect(row).to_be_visible()

        page.get_by_role("heading", name="Rollcenter").hover()

        expect(page.get_by_role("row").filter(has_text="Ja till allt")).to_be_visible(
            timeout=BY_ITSELF_MS
        )
        expect(row).to_have_count(0)
        assert asked == []


def note(request: Request, asked: list[str]) -> None:
    if "/siffror" in request.url:
        asked.append(request.url)


class TestSearch:
    def test_is_reached_walked_and_left_by_keys(
        self, garage: Garage, stock: None, desk: Desk
    ) -> None:
        page, keys = desk.page, desk.page.keyboard
        desk.open(CENTRE)
        field = page.get_by_role("searchbox", name="Sök regnr, telefon, namn, nummer eller åtgärd")
        keys.press("Control+k")
        expect(field).to_be_focused()
        expect(page.locator("#found")).to_contain_text("Ny serviceoffert")
        keys.press("Escape")
        expect(page.locator("#found")).to_be_empty()

        keys.press("Alt+q")
        keys.type("qqq")
        expect(page.locator("#found")).to_contain_text("Inget hittades.")
        keys.press("Control+a")
        keys.type("larm")
        expect(page.locator("#found [data-here]")).to_have_text("Larm")
        keys.press("ArrowDown")
        expect(page.locator("#found").get_by_role("link", name="Larm")).to_be_focused()
        keys.press("ArrowUp")
        expect(field).to_be_focused()
        keys.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Larm")

        keys.press("Control+k")
        keys.type("abc 12d")
        expect(page.locator("#found [data-here]")).to_contain_text("ABC 12D")
        keys.press("Enter")
        expect(page).to_have_url(re.compile("/fordon/"))
