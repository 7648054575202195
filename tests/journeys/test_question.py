"""A question and its reply on two devices: asked on the telephone, answered at the desk, read where it was asked."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Offer
from tests.kit.browser import PHONE, Complaints, OpenPage
from tests.kit.walks import BY_ITSELF_MS, Desk, Phone, sms_link

pytestmark = pytest.mark.browser

QUESTION = "Är torkarna bråttom?"
ANSWER = "Nej, men de slits fort i vinter."


class TestQuestion:
    def test_is_answered_from_the_card_and_read_under_the_link(
        self,
        offer: Offer,
        desk: Desk,
        customer: Phone,
        open_page: OpenPage,
        complaints: Complaints,
    ) -> None:
        complaints.expect("422")
        desk.open(offer.card)
        customer.read(offer.link)
        ask(customer, QUESTION)
        panel = desk.page.get_by_role("region", name="Frågor från kunden")
        expect(panel).to_contain_text(QUESTION, timeout=BY_ITSELF_MS)
        expect(panel).to_contain_text("väntar på svar, Anna Lind")

        panel.get_by_role("button", name="Skicka svaret").click()
        expect(panel).to_contain_text("Skriv ditt svar först.")
        panel.get_by_label("Svar till kunden").fill(ANSWER)
        panel.get_by_role("button", name="Skicka svaret").click()
        desk.expect_told("Svaret står på kundens sida, och kunden får veta det.")
        expect(panel).to_contain_text(ANSWER)
        expect(panel).not_to_contain_text("väntar på svar")
        expect(desk.digital).to_contain_text("Svaret på frågan är skickat", timeout=BY_ITSELF_MS)

        # Told by SMS, and read on the telephone or any other device that has the link.
        tablet = open_page(PHONE, script=False)
        again = Phone(tablet)
        again.follow(sms_link(tablet, desk.product, "070-174 06 31"))
        expect(tablet.get_by_role("list", name="Frågor och svar")).to_contain_text(ANSWER)
        tablet.get_by_role("link", name="Fråga mer").click()
        tablet.get_by_label("Skriv till Anna").fill("Då väntar jag.")
        tablet.get_by_role("button", name="Skicka frågan").click()
        expect(panel).to_contain_text("Då väntar jag.", timeout=BY_ITSELF_MS)

        customer.follow(offer.link)
        customer.check(Torkarblad="Inte nu")
        customer.order("Karin Holmgren")
        expect(customer.page.get_by_role("list", name="Frågor och svar")).to_contain_text(
            "Då väntar jag."
        )


def ask(customer: Phone, text: str) -> None:
    page = customer.page
    page.get_by_role("link", name="Fråga eller be oss ringa").click()
    page.get_by_label("Skriv till Anna").fill(text)
    page.get_by_role("button", name="Skicka frågan").click()
    expect(page.get_by_role("status")).to_contain_text("Vi har fått din fråga och hör av oss.")
