"""A customer who reads English: the page, the order and the receipt; what is signed stays Swedish and says so."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Sent
from tests.kit.browser import PHONE, OpenPage, assert_accessible
from tests.kit.garage import Garage
from tests.kit.live import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.look]


class TestEnglish:
    def test_customer_reads_asks_and_orders_in_english(
        self, sent: Sent, garage: Garage, open_page: OpenPage
    ) -> None:
        quote = garage.quote(jobs={"Service": "included", "Torkarblad": "optional"})
        garage.change(quote, language="en")
        offer = sent(garage.fresh(quote))
        page = open_page(PHONE)
        page.goto(offer.link)
        expect(page.locator("html")).to_have_attribute("lang", "en")
        assert_accessible(page)
        page.get_by_role("button", name="Show the quote").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("What would you like us to do?")
        expect(page.get_by_text("The contract is in Swedish, and the Swedish text")).to_be_visible()
        expect(page.get_by_role("heading", name="Torkarblad")).to_have_attribute("lang", "sv")
        assert_accessible(page)

        page.get_by_role("article").filter(has_text="Torkarblad").get_by_role(
            "radio", name="Yes", exact=True
        ).check()
        expect(page.locator("output")).to_contain_text("1 of 1 answers")
        # To Swedish and back: what is chosen comes along.
        page.get_by_role("button", name="Svenska").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Vad vill du att vi gör?")
        page.get_by_role("button", name="English").click()
        expect(page.get_by_role("radio", name="Yes", exact=True)).to_be_checked()
        page.get_by_role("button", name="Continue").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Check and order")
        assert_accessible(page)
        page.get_by_label("Your name").fill("Karin Holmgren")
        page.get_by_role("button", name="Beställ – med betalningsskyldighet").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "Thank you, Karin! Your order is placed."
        )
        assert re.search(r"/o/\w+\?sprak=en$", page.url)
        assert_accessible(page)
        wait_until(lambda: offer.now().sealed_id is not None, seconds=40)
        page.reload()
        expect(page.get_by_role("link", name="Download the contract (PDF)")).to_be_visible()
        assert page.context.cookies() == []
