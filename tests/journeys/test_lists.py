"""Lists by hand and by keyboard: rows, picks, filters, views of one's own, columns, and a file."""

import re

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from tests.kit.browser import Complaints, assert_accessible
from tests.kit.cast import PASSWORD, Person
from tests.kit.garage import Garage
from tests.kit.live import Product
from tests.kit.walks import Desk
from verksign.records.models import ServiceDocument
from verksign.staff.access.confirming import GIVEN_AT

pytestmark = [pytest.mark.browser, pytest.mark.look]
LIST = "/v/demoverkstaden/offerter/"


@pytest.fixture
def quotes(garage: Garage) -> list[ServiceDocument]:
    made = []
    for name, plate in (
        ("Åsa Öberg", "XYZ 99A"),
        ("Örjan Älg", "DEF 456"),
        ("Karin Holm", "GHJ 12K"),
    ):
        customer = garage.customer(name=name)
        vehicle = garage.vehicle(customer, plate=plate)
        quote = garage.quote(customer=customer, jobs={"Service": "included"})
        garage.change(quote, vehicle_id=str(vehicle.id))
        made.append(garage.fresh(quote))
        garage.tick()
    return made


@pytest.fixture
def desk(page: Page, product: Product, manager: Person, quotes: list[ServiceDocument]) -> Desk:
    page.set_viewport_size({"width": 1440, "height": 900})
    desk = Desk(page, product)
    desk.log_in(manager)
    desk.open(LIST)
    return desk


class TestKeyboard:
    def test_moves_between_rows_picks_and_opens(
        self, desk: Desk, quotes: list[ServiceDocument]
    ) -> None:
        page, keys = desk.page, desk.page.keyboard
        newest_first = [page.locator(f"#open-{quote.id}") for quote in reversed(quotes)]
        keys.press("Shift+F3")
        expect(page.get_by_role("searchbox", name="Sök i listan")).to_be_focused()
        keys.press("ArrowDown")
        expect(newest_first[0]).to_be_focused()
        keys.press("ArrowDown")
        expect(newest_first[1]).to_be_focused()
        keys.press("End")
        expect(newest_first[2]).to_be_focused()
        keys.press(" ")
        keys.press("Home")
        expect(newest_first[0]).to_be_focused()
        keys.press(" ")

        bar = page.get_by_role("form", name="Valda rader")
        expect(bar).to_contain_text("2 valda")
        keys.press(" ")
        expect(bar).to_contain_text("1 vald")
        assert_accessible(page)
        bar.get_by_role("button", name="Avmarkera").click()
        expect(bar).to_be_hidden()

        newest_first[1].focus()
        keys.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text(quotes[1].number)

    def test_stops_once_in_the_table(self, desk: Desk, quotes: list[ServiceDocument]) -> None:
        page = desk.page
        expect(page.locator("tbody tr [tabindex='0']").first).to_be_attached()
        inside = page.locator("tbody tr").evaluate_all(
            "rows => rows.filter(row => row.querySelector('[tabindex=\"0\"]')).length"
        )

        assert inside == 1

    def test_sorts_from_the_headings(self, desk: Desk, quotes: list[ServiceDocument]) -> None:
        page = desk.page
        heading = page.get_by_role("columnheader", name="Kund", exact=True)
        heading.get_by_role("link").focus()
        page.keyboard.press("Enter")
        expect(heading).to_have_attribute("aria-sort", "ascending")
        expect(page.locator("#sort-kund")).to_be_focused()
        expect(page.locator("tbody tr").first).to_contain_text("Karin Holm")
        page.keyboard.press("Enter")
        expect(heading).to_have_attribute("aria-sort", "descending")
        expect(page).to_have_url(re.compile(r"\?sort=-kund$"))
        expect(page.locator("tbody tr").first).to_contain_text("Örjan Älg")


class TestByHand:
    def test_a_view_is_kept_and_come_back_to(
        self, desk: Desk, quotes: list[ServiceDocument], complaints: Complaints
    ) -> None:
        page = desk.page
        complaints.expect("422")
        page.get_by_role("searchbox", name="Sök i listan").fill("ghj12k")
        expect(page.locator("tbody tr")).to_have_count(1)
        expect(page).to_have_url(re.compile(r"/offerter/\?q=ghj12k$"))
        page.get_by_role("searchbox", name="Sök i listan").fill("")
        expect(page.locator("tbody tr")).to_have_count(3)
        page.get_by_label("Kundtyp").select_option("Konsument")
        expect(page.get_by_role("link", name="Ta bort filtret Konsument")).to_be_visible()
        page.get_by_role("link", name="Belopp").click()
        expect(page.get_by_role("columnheader", name="Belopp")).to_have_attribute(
            "aria-sort", "descending"
        )
        expect(page.locator("#sort-belopp")).to_be_focused()
        page.get_by_role("link", name="Spara vy").click()
        dialog = desk.dialog("Spara vy")
        expect(dialog.get_by_label("Namn")).to_be_focused()
        page.keyboard.press("Enter")
        expect(dialog).to_contain_text("Fältet får inte vara tomt. Fyll i det.")
        dialog.get_by_label("Namn").fill("Privat, störst först")
        assert_accessible(page)
        page.keyboard.press("Enter")
        desk.expect_told("Vyn Privat, störst först är sparad.")

        desk.open(LIST)
        page.get_by_role("link", name="Privat, störst först", exact=True).click()
        expect(page.get_by_label("Kundtyp")).to_have_value("consumer")
        expect(page.get_by_role("columnheader", name="Belopp")).to_have_attribute(
            "aria-sort", "descending"
        )

        page.get_by_role("link", name="Ändra vyn Privat, störst först").click()
        desk.dialog("Ändra vy").get_by_role("button", name="Ta bort vyn").click()
        desk.expect_told("Vyn Privat, störst först är borttagen.")

    def test_columns_are_chosen_and_stay(self, desk: Desk, quotes: list[ServiceDocument]) -> None:
        page = desk.page
        page.get_by_role("link", name="Välj kolumner").click()
        dialog = desk.dialog("Välj kolumner")
        dialog.get_by_label("Telefon").check()
        dialog.get_by_label("Svar").uncheck()
        assert_accessible(page)
        dialog.get_by_role("button", name="Visa kolumnerna").click()
        expect(page.get_by_role("columnheader", name="Telefon")).to_be_visible()
        desk.open(f"{LIST}?view=unsent")
        expect(page.get_by_role("columnheader", name="Telefon")).to_be_visible()
        expect(page.get_by_role("columnheader", name="Svar")).to_have_count(0)
        assert_accessible(page)

    def test_the_list_is_taken_out_as_a_file(
        self, desk: Desk, quotes: list[ServiceDocument]
    ) -> None:
        page = desk.page
        button = page.get_by_role("button", name="Exportera till Excel")
        with page.expect_download() as download:
            button.click()

        assert re.fullmatch(
            r"Serviceofferter \d{4}-\d\d-\d\d\.xlsx", download.value.suggested_filename
        )
        expect(button).to_be_enabled()

    def test_the_password_does_not_stay_where_it_was_typed(
        self, desk: Desk, quotes: list[ServiceDocument]
    ) -> None:
        page = desk.page
        ask_again()
        page.get_by_role("button", name="Exportera till Excel").click()
        password = page.get_by_label("Lösenord")
        password.fill(PASSWORD)
        with page.expect_download():
            page.get_by_role("button", name="Hämta filen").click()

        expect(password).to_have_value("")


def ask_again() -> None:
    """The password was given too long ago."""
    for stored in Session.objects.all():
        data = stored.get_decoded()
        data.pop(GIVEN_AT, None)
        stored.session_data = SessionStore().encode(data)
        stored.save()


class TestPhone:
    def test_shows_the_filters_when_asked(self, desk: Desk, quotes: list[ServiceDocument]) -> None:
        page = desk.page
        page.set_viewport_size({"width": 390, "height": 844})
        kind = page.get_by_label("Kundtyp")
        expect(kind).to_be_hidden()
        page.get_by_role("button", name="Filter").click()
        expect(kind).to_be_visible()
        kind.select_option("Företag")
        expect(page.get_by_text("Ingen offert här just nu.")).to_be_visible()
        expect(page.get_by_label("Kundtyp")).to_be_visible()
        assert_accessible(page)
        sideways = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert sideways == 0
