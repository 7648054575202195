"""Snabboffert with the customer on the telephone: three fields, by keyboard alone, and the next one after it."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.kit.browser import PHONE as PHONE_SIZE
from tests.kit.browser import Complaints, OpenPage, assert_accessible
from tests.kit.cast import Person
from tests.kit.garage import PHONE, Garage
from tests.kit.live import Product
from tests.kit.walks import Desk
from verksign.records.models import Customer, ServiceDocument

pytestmark = [pytest.mark.browser]
MOST_FIELDS, MOST_KEYS = 3, 12
REFUSED = "422"
"""The browser says it too when a press is answered with what is missing."""


@dataclass
class Hands:
    """Counts fields and key actions: what is typed into a field is the value, every other key is an action."""

    page: Page
    fields: int = 0
    keys: int = 0

    def press(self, key: str) -> None:
        self.keys += 1
        self.page.keyboard.press(key)

    def type(self, field: str, value: str) -> None:
        expect(self.page.get_by_label(field, exact=True)).to_be_focused()
        self.fields += 1
        self.page.keyboard.type(value)


class TestByKeyboard:
    def test_three_fields_and_few_keys_send_it_and_the_next_one_after_it(
        self, desk: Desk, garage: Garage
    ) -> None:
        garage.vehicle(garage.customer())
        garage.package()
        page, hands = desk.page, Hands(desk.page)

        hands.press("Alt+n")
        dialog = desk.dialog("Snabboffert")
        hands.type("Regnr", "abc12d")
        hands.press("Tab")
        hands.type("Mobil eller e-post", PHONE)
        expect(dialog).to_contain_text("Volvo V60 · Karin Holmgren")
        hands.press("Tab")
        hands.type("Paket eller egen text", "broms")
        expect(page.get_by_role("option", name="Bromsar fram", selected=True)).to_be_visible()
        hands.press("Enter")
        price = dialog.get_by_role("region", name="Pris till kunden")
        expect(price).to_contain_text("Bromsar fram")
        expect(dialog).to_contain_text(f"Skickas till Karin Holmgren, {PHONE}")
        hands.press("Control+Enter")

        desk.expect_told(f"Offerten är på väg till Karin Holmgren, {PHONE}.")
        desk.expect_status("Skickad")
        assert hands.fields <= MOST_FIELDS
        assert hands.keys <= MOST_KEYS
        assert ServiceDocument.objects.get().quick

        page.keyboard.press("Alt+n")
        expect(desk.dialog("Snabboffert").get_by_label("Regnr", exact=True)).to_be_focused()
        expect(page.get_by_label("Regnr", exact=True)).to_have_value("")

    def test_a_text_of_ones_own_goes_on_to_its_price_and_a_car_under_way_asks_once(
        self, desk: Desk, garage: Garage, complaints: Complaints
    ) -> None:
        complaints.expect(REFUSED)
        old = garage.quote()
        page, hands = desk.page, Hands(desk.page)
        hands.press("Alt+n")
        hands.type("Regnr", "abc12d")
        hands.press("Tab")
        hands.type("Mobil eller e-post", PHONE)
        expect(page.get_by_text("ABC 12D är redan på gång.")).to_be_visible()
        hands.press("Tab")
        hands.type("Paket eller egen text", "Byte av batteri")
        expect(page.get_by_role("option", name="Byte av batteri", selected=True)).to_be_visible()
        hands.press("Enter")
        hands.type("Pris", "1890")
        expect(page.get_by_text("1 890,00 kr")).to_be_visible()
        hands.press("Enter")

        again = page.get_by_role("button", name="Skicka ändå")
        expect(again).to_be_focused()
        link = page.get_by_role("alert").get_by_role("link", name=f"Serviceoffert {old.number}")
        expect(link).to_be_visible()
        hands.press("Enter")

        desk.expect_told(f"Offerten är på väg till Karin Holmgren, {PHONE}.")
        desk.expect_status("Skickad")
        assert hands.keys <= MOST_KEYS
        assert ServiceDocument.objects.filter(vehicle=old.vehicle).count() == 2


@pytest.mark.look
class TestDialog:
    def test_puts_the_hand_on_what_is_missing_and_keeps_what_is_typed(
        self, desk: Desk, garage: Garage, complaints: Complaints
    ) -> None:
        complaints.expect(REFUSED)
        page = desk.page
        page.keyboard.press("Alt+n")
        page.get_by_label("Regnr", exact=True).fill("GHJ 12K")
        page.keyboard.press("Control+Enter")

        number = page.get_by_label("Mobil eller e-post")
        expect(number).to_be_focused()
        expect(number).to_have_attribute("aria-invalid", "true")
        expect(page.get_by_label("Regnr", exact=True)).to_have_value("GHJ 12K")
        assert_accessible(page)
        page.keyboard.type("karin@")
        expect(number).not_to_have_attribute("aria-invalid", "true")
        assert Customer.objects.count() == 0

    def test_leaves_the_page_below_as_it_was(self, desk: Desk, garage: Garage) -> None:
        """Also the quote's card, whose own look-ups must not take its keys; a field being typed in is saved."""
        garage.package()
        quote = garage.quote()
        page = desk.page
        desk.open(f"/v/demoverkstaden/offerter/{quote.pk}/")
        title = page.get_by_label("Jobbets namn")
        title.fill("Stor service")
        page.keyboard.press("Alt+n")
        desk.dialog("Snabboffert")
        text = page.get_by_label("Paket eller egen text")
        text.fill("broms")
        expect(page.get_by_role("option", name="Bromsar fram", selected=True)).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("option", name="Bromsar fram")).to_have_count(0)
        expect(text).to_have_value("broms")

        page.keyboard.press("Escape")

        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(title).to_have_value("Stor service")
        page.reload()
        expect(title).to_have_value("Stor service")

    def test_has_room_on_a_telephone(
        self, open_page: OpenPage, product: Product, adviser: Person, garage: Garage
    ) -> None:
        garage.vehicle(garage.customer(name="Olle Ek", phone="070-174 06 45"))
        garage.customer()
        page = open_page(PHONE_SIZE)
        Desk(page, product).sit_down(adviser)
        page.get_by_role("link", name="Snabboffert").first.tap()
        page.get_by_label("Regnr", exact=True).fill("abc12d")
        page.get_by_label("Mobil eller e-post").fill(PHONE)
        chosen = page.get_by_role("radio", name="Karin Holmgren")
        expect(chosen).to_be_checked()
        page.get_by_role("radio", name="Olle Ek").check()
        expect(page.get_by_text("Skickas till Olle Ek")).to_be_visible()

        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE_SIZE[0]
        assert_accessible(page)
