"""The tablet goes over the desk: the customer signs on it, and it is nobody's but the customer's until the password."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.kit.browser import Complaints, OpenPage, axe
from tests.kit.cast import PASSWORD, Person
from tests.kit.garage import Garage
from tests.kit.live import Product
from tests.kit.walks import Desk, Phone

pytestmark = pytest.mark.browser
TABLET = (820, 1180)


@pytest.fixture
def tablet(open_page: OpenPage, product: Product, adviser: Person) -> Desk:
    desk = Desk(open_page(TABLET), product)
    desk.sit_down(adviser)
    return desk


class TestOnSite:
    def test_handed_over_signed_and_given_back(
        self, product: Product, garage: Garage, tablet: Desk, complaints: Complaints
    ) -> None:
        # The lock, the wrong password and the paper that is not ready yet are answers of their own.
        complaints.expect("status of 42")
        quote, page = garage.quote(), tablet.page
        tablet.open(f"/v/demoverkstaden/offerter/{quote.pk}/")
        dialog = tablet.communicate("Skicka digital offert")
        dialog.get_by_role("radio", name="På plats").check()
        expect(dialog).to_contain_text("Inget skickas.")
        dialog.get_by_role("button", name="OK").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Lämna över plattan till kunden")
        hand_over(page)
        sign(Phone(page))

        staff_is_locked(page, product, str(quote.pk))
        page.get_by_label("Lösenord för").fill("fel")
        page.get_by_role("button", name="Lås upp").click()
        expect(page.get_by_role("alert")).to_have_text("Lösenordet stämmer inte. Försök igen.")
        page.get_by_label("Lösenord för").fill(PASSWORD)
        page.get_by_role("button", name="Lås upp").click()
        tablet.expect_status("Undertecknad")
        expect(tablet.digital).to_contain_text("Undertecknad på arbetsplatsens enhet")


def hand_over(page: Page) -> None:
    """The PDF may be on its way into the archive: then the page says so, and one presses again."""
    for _ in range(20):
        page.get_by_role("button", name="Lämna över").click()
        page.wait_for_load_state()
        if "/o/" in page.url:
            return
        expect(page.get_by_role("alert")).to_contain_text("PDF:en görs klar.")
        page.wait_for_timeout(500)
    raise AssertionError("The PDF never came")


def sign(customer: Phone) -> None:
    page = customer.page
    assert axe(page) == []
    smallest = page.get_by_role("button", name="Gå vidare").bounding_box()
    assert smallest
    assert smallest["height"] >= 48
    customer.check()
    page.get_by_label("Ditt namn").fill("Karin Holmgren")
    page.get_by_role("button", name=re.compile("^Beställ")).click()
    expect(customer.heading).to_contain_text("Beställningen är klar.")


def staff_is_locked(page: Page, product: Product, quote: str) -> None:
    """By address, by another tab and by the button back: the lock and nothing else."""
    tab = page.context.new_page()
    for path in ("/", "/v/demoverkstaden/", f"/v/demoverkstaden/offerter/{quote}/"):
        tab.goto(f"{product.url}{path}")
        expect(tab.get_by_role("heading", level=1)).to_have_text("Plattan är överlämnad")
    tab.close()
    page.get_by_role("link", name="Lämna tillbaka plattan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Plattan är överlämnad")
    assert axe(page) == []
