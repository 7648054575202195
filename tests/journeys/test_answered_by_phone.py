"""The customer rings instead: the link is closed, each answer is noted, and the order has what was said yes to."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Offer
from tests.kit.walks import Desk, Phone

pytestmark = pytest.mark.browser


class TestAnsweredByPhone:
    def test_the_order_has_what_was_said_yes_to(
        self, offer: Offer, desk: Desk, customer: Phone
    ) -> None:
        customer.read(offer.link)
        desk.open(offer.card)
        record(desk)

        customer.follow(offer.link)
        expect(customer.heading).to_have_text("Du har redan svarat på telefon")
        find_what_to_order(desk.page, offer.document.service_document.number)
        make_order(desk.page)


def record(desk: Desk) -> None:
    dialog = desk.communicate("Avbryt digital offert")
    expect(dialog.get_by_role("radio", name="Kunden har svarat")).to_be_checked()
    for job, word in (("Service", "Ja"), ("Torkarblad", "Nej")):
        answers = dialog.get_by_role("group", name=f"Svar på {job}")
        answers.get_by_text(word, exact=True).click()
        expect(answers.get_by_role("radio", name=word, exact=True)).to_be_checked()
    expect(dialog).to_contain_text("Muntligt godkänt: 1 jobb, 1 000,00 kr")
    dialog.get_by_label("Kunden ringde oss").check()
    dialog.get_by_role("button", name="Avbryt digital offert").click()
    desk.expect_told("Svaret är noterat som muntligt.")
    desk.expect_status("Avbruten")
    expect(desk.digital).to_contain_text("Delvis godkänt muntligt")


def find_what_to_order(page: Page, number: str) -> None:
    """From the tile *Att göra order av* to the row, whose answer is *Delvis*."""
    page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Rollcenter").click()
    page.get_by_role("link", name="Att göra order av 1 ").click()
    row = page.get_by_role("row").filter(has_text=number)
    expect(row.get_by_text("Delvis", exact=True)).to_be_visible()
    row.get_by_role("link", name=number).click()


def make_order(page: Page) -> None:
    page.get_by_role("button", name="Skapa serviceorder").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Serviceorder SO")
    ordered = page.get_by_role("table", name="Beställda jobb")
    expect(ordered.get_by_role("rowheader")).to_have_count(1)
    expect(ordered.get_by_role("rowheader")).to_contain_text("Service")
    left = page.get_by_role("table", name="Jobb som kunden inte beställde")
    expect(left.get_by_role("row").filter(has_text="Torkarblad")).to_contain_text("Nej")
