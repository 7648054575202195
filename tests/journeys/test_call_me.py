"""*Ring mig* binds to nothing: somebody at the desk has it to do, and the offer still waits for its answer."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Offer
from tests.kit.walks import BY_ITSELF_MS, Desk, Phone

pytestmark = pytest.mark.browser


class TestCallMe:
    def test_is_done_by_its_owner_and_the_customer_signs_afterwards(
        self, offer: Offer, desk: Desk, customer: Phone
    ) -> None:
        customer.read(offer.link)
        ask(customer)
        row = desk.page.get_by_role("row").filter(has_text="Ring mig (kl. 12–13)")
        expect(row).to_be_visible(timeout=BY_ITSELF_MS)
        expect(row).to_contain_text("Karin Holmgren")
        expect(row).to_contain_text("hos Anna Lind")
        expect(row.get_by_role("button", name="Jag tar det")).to_have_count(0)
        look_at_card(desk, offer)
        desk.page.go_back()
        row.get_by_role("button", name="Klar").click()
        desk.expect_told("Raden är klar.")
        expect(row).to_have_count(0)

        desk.open(offer.card)
        desk.expect_status("Reviderad/sedd")
        customer.follow(offer.link)
        customer.check(Torkarblad="Ja")
        customer.order("Karin Holmgren")
        customer.expect_thanks("Karin")
        desk.expect_status("Undertecknad")


def look_at_card(desk: Desk, offer: Offer) -> None:
    """The card tells what was asked for and whose it is to do; the offer waits as before."""
    desk.open(offer.card)
    expect(desk.digital).to_contain_text("Ring mig, kl. 12–13")
    expect(desk.digital).to_contain_text("Anna Lind")
    desk.expect_status("Reviderad/sedd")


def ask(customer: Phone) -> None:
    page = customer.page
    page.get_by_role("link", name="Fråga eller be oss ringa").click()
    page.get_by_role("radio", name="Kl. 12–13").check()
    page.get_by_role("button", name="Ring mig").click()
    expect(page.get_by_role("status")).to_contain_text("Vi ringer dig kl. 12–13 på 070-174 06 31")
