"""A quote goes by e-mail, and the customer says no and why."""

import pytest
from playwright.sync_api import expect

from tests.kit.garage import EMAIL, Garage
from tests.kit.live import Product
from tests.kit.walks import BY_ITSELF_MS, Desk, Phone, mailed_link, paper, stay, stayed, verdict

pytestmark = pytest.mark.browser

REASON = "Vi cyklar i stället 🚲"


class TestDeclinedByEmail:
    def test_the_desk_sees_the_no_and_its_reason(
        self, product: Product, garage: Garage, desk: Desk, customer: Phone
    ) -> None:
        quote = garage.quote()
        desk.open(f"/v/demoverkstaden/offerter/{quote.pk}/")
        send(desk)
        customer.read(mailed_link(desk.page.context.new_page(), product, EMAIL))
        decline(customer)

        desk.expect_status("Avvisad")
        expect(desk.digital).to_contain_text(f"Skäl: Det blev för dyrt: {REASON}")
        assert stayed(desk.page)
        answer = desk.digital.get_by_role("link", name="Svar, PDF")
        expect(answer).to_be_visible(timeout=BY_ITSELF_MS)
        sealed = paper(desk.page, answer)
        expect(verdict(customer.page, product, sealed)).to_have_text("Äkta och oförändrad")
        expect_in_list(desk, quote.number)


def send(desk: Desk) -> None:
    dialog = desk.communicate("Skicka digital offert")
    dialog.get_by_role("radio", name="E-post").check()
    expect(dialog).to_contain_text(f"Skickas till Karin Holmgren, {EMAIL}")
    expect(dialog.get_by_role("region", name="Meddelande")).to_contain_text("Hej Karin")
    dialog.get_by_role("button", name="OK").click()
    desk.expect_told(f"Offerten är på väg till Karin Holmgren, {EMAIL}.")
    desk.expect_status("Skickad")
    stay(desk.page)


def decline(customer: Phone) -> None:
    page = customer.page
    page.get_by_role("link", name="Nej tack till hela offerten").click()
    page.get_by_role("radio", name="Det blev för dyrt").check()
    page.get_by_label("Vill du skriva något till oss?").fill(REASON)
    page.get_by_role("button", name="Nej tack till offerten").click()
    expect(customer.heading).to_have_text("Tack för ditt svar")
    expect(page.get_by_text(REASON)).to_be_visible()


def expect_in_list(desk: Desk, number: str) -> None:
    desk.open("/v/demoverkstaden/")
    desk.page.get_by_role("link", name="Avvisad 1 ").first.click()
    expect(desk.page.get_by_role("row").filter(has_text=number)).to_contain_text(REASON)
