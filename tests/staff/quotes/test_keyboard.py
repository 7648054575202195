"""The card in a real browser: written by keyboard, and nothing that is being typed is ever lost."""

import re

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from tests.kit.browser import Complaints, OpenPage, assert_accessible
from tests.kit.cast import Person
from tests.kit.garage import Garage
from tests.kit.live import Product
from tests.staff.quotes.desk import SLUG
from verksign.records.models import ServiceDocument
from verksign.usecases.quotes.lines import change_line

pytestmark = [pytest.mark.browser, pytest.mark.look]


@pytest.fixture
def open_page(product: Product, open_page: OpenPage) -> OpenPage:
    """The pages are closed before the database is emptied: one that polls would be told to log in."""
    return open_page


@pytest.fixture
def quote(garage: Garage) -> ServiceDocument:
    return garage.quote(jobs={"Service": "included", "Bromsar": "optional"})


@pytest.fixture
def card(
    page: Page, product: Product, adviser: Person, quote: ServiceDocument, complaints: Complaints
) -> Page:
    """The card on Anna's screen."""
    session = adviser.log_in(Client()).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": product.url}]
    )
    page.goto(f"{product.url}/v/{SLUG}/offerter/{quote.id}/")
    # A refusal is told by its status, which the browser itself notes.
    complaints.expect("status of 422")
    return page


def cell(card: Page, label: str, line: str) -> Locator:
    return card.get_by_label(f"{label}, {line}", exact=True)


def total(card: Page) -> Locator:
    return card.locator("#totals .grand")


class TestKeyboard:
    def test_fields_save_themselves_while_the_next_is_typed_in(self, card: Page) -> None:
        cell(card, "Antal", "Service").focus()
        card.keyboard.type("2,5")
        card.keyboard.press("Tab")
        card.keyboard.type("tim")

        expect(total(card)).to_have_text(re.compile("3.500,00"))
        expect(cell(card, "Enhet", "Service")).to_be_focused()
        expect(cell(card, "Enhet", "Service")).to_have_value("tim")

        card.keyboard.press("Enter")
        expect(cell(card, "À-pris", "Service")).to_be_focused()
        card.keyboard.type("1200")
        card.keyboard.press("ArrowDown")
        expect(cell(card, "À-pris", "Bromsar")).to_be_focused()
        expect(total(card)).to_have_text(re.compile("4.000,00"))
        expect(cell(card, "À-pris", "Service")).to_have_value(re.compile("1.200,00"))

    def test_a_refused_text_stays_where_it_was_typed_with_what_to_do(self, card: Page) -> None:
        price = cell(card, "À-pris", "Service")
        price.fill("tusen")
        price.press("Enter")

        expect(card.get_by_text("Beloppet går inte att läsa.")).to_be_visible()
        expect(price).to_have_value("tusen")
        expect(price).to_have_attribute("aria-invalid", "true")
        expect(cell(card, "Rabatt", "Service")).to_be_focused()

        price.fill("900")
        price.press("Enter")
        expect(card.get_by_text("Beloppet går inte att läsa.")).to_have_count(0)
        expect(total(card)).to_have_text(re.compile("1.900,00"))

    def test_a_line_is_found_by_typing_and_taken_with_enter(
        self, card: Page, garage: Garage
    ) -> None:
        garage.package()
        new = card.get_by_label("Lägg till rad i Service")
        new.press_sequentially("bromssk")
        expect(card.get_by_role("option", name="Bromsskiva")).to_have_attribute(
            "aria-selected", "true"
        )
        new.press("Enter")

        expect(cell(card, "À-pris", "Bromsskiva")).to_have_value("845,00")
        expect(new).to_be_focused()
        expect(new).to_have_value("")

        new.press_sequentially("Egen text")
        expect(card.get_by_role("option", name="”Egen text” som text")).to_be_visible()
        new.press("ArrowUp")
        new.press("Enter")
        expect(card.get_by_label("Benämning, Egen text")).to_be_visible()

    def test_what_another_saves_comes_by_itself_and_takes_nothing_from_the_hand(
        self, card: Page, garage: Garage, quote: ServiceDocument
    ) -> None:
        line = quote.jobs.get(title="Bromsar").lines.get()
        typed = card.get_by_label("Kontakt/förare")
        typed.fill("Ola Holm")

        change_line(
            quote_id=quote.id,
            line_id=line.id,
            changes={"unit_price": "500"},
            by=garage.actor,
            now=garage.tick(),
        )

        expect(total(card)).to_have_text(re.compile("1.500,00"), timeout=10_000)
        expect(typed).to_be_focused()
        expect(typed).to_have_value("Ola Holm")

    def test_ctrl_enter_opens_the_send_dialog_and_escape_leads_back(self, card: Page) -> None:
        field = card.get_by_label("E-post")
        field.focus()
        card.keyboard.press("Control+Enter")
        dialog = card.get_by_role("dialog", name="Skicka digital offert")
        expect(dialog).to_be_visible()
        expect(dialog.get_by_role("radio", name="SMS")).to_be_focused()

        dialog.get_by_label("Mobiltelefonnummer").fill("070")
        expect(dialog.get_by_text("Skickas till")).to_contain_text("070")
        card.keyboard.press("Control+Enter")
        expect(dialog.get_by_text("Numret ser inte rätt ut.")).to_be_visible()
        expect(dialog.get_by_label("Mobiltelefonnummer")).to_have_value("070")

        card.keyboard.press("Escape")
        expect(dialog).to_have_count(0)

    def test_jobs_fold_and_fact_boxes_hide(self, card: Page) -> None:
        card.get_by_role("button", name="Visa rader för Service").press("Enter")
        expect(cell(card, "Antal", "Service")).to_be_hidden()

        card.keyboard.press("Alt+F2")
        expect(card.get_by_role("complementary", name="Faktarutor")).to_be_hidden()

    def test_is_accessible_with_and_without_its_dialogs(self, card: Page) -> None:
        assert_accessible(card)
        for entry, heading in [
            ("Skicka digital offert", "Skicka digital offert"),
            ("Registrera svar", "Registrera svar"),
        ]:
            card.get_by_text("Kundkommunikation").click()
            card.get_by_role("toolbar").get_by_role("link", name=entry).click()
            expect(card.get_by_role("dialog", name=heading)).to_be_visible()
            assert_accessible(card)
            card.keyboard.press("Escape")
