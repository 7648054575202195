"""An adviser whose hands stay on the keyboard: from the log-in to a quote that is on its way."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.kit.cast import PASSWORD, Person
from tests.kit.live import Product
from tests.kit.walks import Desk, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.look]


class TestKeyboardAlone:
    def test_a_quote_is_written_and_sent(
        self, product: Product, adviser: Person, stock: None, page: Page
    ) -> None:
        desk = Desk(page, product)
        log_in(desk, adviser)
        tab_to(page.get_by_role("button", name="Ny serviceoffert"))
        page.keyboard.press("Enter")
        choose_vehicle_and_customer(page)
        choose_price_kind(page)
        insert_package(page)
        add_job(page)
        change_line(page)
        send(desk)


def log_in(desk: Desk, person: Person) -> None:
    desk.open("/login")
    keys = desk.page.keyboard
    expect(desk.page.get_by_label("E-post")).to_be_focused()
    keys.type(person.user.email)
    keys.press("Tab")
    keys.type(PASSWORD)
    keys.press("Enter")
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Rollcenter")


def choose_vehicle_and_customer(page: Page) -> None:
    """A new quote begins at the plate; arrows go through what is found."""
    vehicle = page.get_by_role("combobox", name="Fordon")
    expect(vehicle).to_be_focused()
    page.keyboard.type("abc12")
    expect(page.get_by_role("option", name="Volvo V60", selected=True)).to_be_visible()
    page.keyboard.press("Enter")
    expect(vehicle).to_have_value("ABC 12D")

    customer = page.get_by_role("combobox", name="Kund", exact=True)
    tab_to(customer)
    page.keyboard.type("åsa")
    expect(page.get_by_role("option", name="Åsa Östlund", selected=True)).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("option", name="Ny kund ”åsa”", selected=True)).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(customer).to_have_value("Åsa Östlund")


def choose_price_kind(page: Page) -> None:
    kind = page.get_by_label("Pristyp").first
    tab_to(kind, key="Shift+Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("region", name="Pris")).to_contain_text("Ungefärligt pris")


def insert_package(page: Page) -> None:
    tab_to(page.get_by_role("combobox", name="Nytt jobb eller paket"))
    page.keyboard.type("broms")
    expect(page.get_by_role("option", name="Bromsar fram", selected=True)).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Jobbets namn")).to_have_value("Bromsar fram")


def add_job(page: Page) -> None:
    """After a package comes the next job; after a job its rows, and after them the next job again."""
    new_job = page.get_by_role("combobox", name="Nytt jobb eller paket")
    expect(new_job).to_be_focused()
    page.keyboard.type("Vindrutetorkare")
    expect(
        page.get_by_role("option", name="Nytt jobb ”Vindrutetorkare”", selected=True)
    ).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Lägg till rad i Vind")).to_be_focused()
    page.keyboard.type("torkar")
    expect(page.get_by_role("option", name="Torkarblad", selected=True)).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Antal, Torkarblad")).to_have_value("1")
    page.keyboard.press("Enter")
    expect(new_job).to_be_focused()


def change_line(page: Page) -> None:
    """Tab selects what stands in a cell, Enter goes on, arrows go to the line above and below."""
    quantity = page.get_by_label("Antal, Bromsskiva")
    tab_to(quantity, key="Shift+Tab")
    page.keyboard.type("4")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Enhet, Bromsskiva")).to_be_focused()
    expect(page.get_by_role("row").filter(has=quantity)).to_contain_text("3 380,00")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("Enhet, Byte av skivor")).to_be_focused()


def send(desk: Desk) -> None:
    """Ctrl Enter saves what is being typed, opens the dialog, and sends."""
    page, keys = desk.page, desk.page.keyboard
    tab_to(page.get_by_label("À-pris, Byte av skivor"))
    keys.type("1000")
    keys.press("Control+Enter")
    dialog = desk.dialog("Skicka digital offert")
    expect(dialog.get_by_role("radio", name="SMS")).to_be_focused()
    keys.press("ArrowRight")
    expect(dialog).to_contain_text("Skickas till Åsa Östlund, karin.holmgren@mail.example")
    keys.press("ArrowLeft")
    expect(dialog).to_contain_text("Skickas till Åsa Östlund, 070-174 06 31")
    keys.press("Control+Enter")
    desk.expect_told("Offerten är på väg till Åsa Östlund, 070-174 06 31.")
    desk.expect_status("Skickad")
    expect(page.get_by_role("region", name="Pris")).to_contain_text(re.compile(r"5\s880,00\skr"))
