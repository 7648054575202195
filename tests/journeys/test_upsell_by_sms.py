"""Three things found, one with alternatives: sent from the order, one taken on a telephone, the paper proves itself."""

import pytest
from playwright.sync_api import expect

from tests.kit.browser import assert_accessible
from tests.kit.garage import Garage
from tests.kit.live import Product, wait_until
from tests.kit.upsells import fresh, priced
from tests.kit.walks import BY_ITSELF_MS, Desk, Phone, paper, sms_link, verdict
from verksign.records.models import DigitalDocument, ServiceDocument

pytestmark = pytest.mark.browser


class TestUpsellBySms:
    def test_from_the_order_to_the_sealed_paper(
        self, product: Product, garage: Garage, desk: Desk, customer: Phone
    ) -> None:
        order = garage.order()
        hose = priced(garage, order, "Bromsslang", severity="urgent")
        ours, like = (
            priced(garage, order, title, group="batteri", price=price)
            for title, price in (("Original", "2755"), ("Likvärdigt", "1990"))
        )
        lamp = priced(garage, order, "Skyltlampa", price="189")

        send(desk, product, order)
        customer.follow(sms_link(desk.page.context.new_page(), product, "070-174 06 31"))
        read_and_choose(customer)
        customer.go_on()
        expect(customer.heading).to_have_text("Kontrollera tillägget")
        customer.order("Karin Holmgren")
        expect(customer.heading).to_have_text("Tack, Karin! Tillägget är beställt.")
        answers = [fresh(job).answer for job in (hose, ours, like, lamp)]
        assert answers == ["later", "not_chosen", "accepted", "declined"]

        theirs = customer.page.get_by_role("link", name="Ladda ner avtalet (PDF)")
        expect(theirs).to_be_visible(timeout=BY_ITSELF_MS)
        sealed = paper(customer.page, theirs)
        expect(verdict(customer.page, product, sealed)).to_have_text("Äkta och oförändrad")


def send(desk: Desk, product: Product, order: ServiceDocument) -> None:
    page = desk.page
    page.goto(f"{product.url}/v/demoverkstaden/ordrar/{order.id}/merforsaljning/skicka")
    dialog = desk.dialog("Skicka digital merförsäljning")
    expect(dialog).to_contain_text("Vi hittade 3 saker på ABC 12D.")
    preview = dialog.get_by_title("Kundens sida, förhandsvisning").content_frame
    expect(preview.get_by_role("heading", level=1)).to_have_text("Vi hittade 3 saker till")
    assert_accessible(page)
    dialog.get_by_role("button", name="OK").click()
    desk.expect_told("Merförsäljningen (4 jobb) är på väg till Karin Holmgren, 070-174 06 31.")
    waiting = DigitalDocument.objects.filter(purpose="upsell", status="sent")
    wait_until(waiting.exists, seconds=40)


def read_and_choose(customer: Phone) -> None:
    customer.page.get_by_role("button", name="Visa vad vi hittade").click()
    expect(customer.heading).to_have_text("Vi hittade 3 saker till")
    customer.answer("Bromsslang", "Inte nu")
    customer.page.get_by_role("radio", name="Ja: Likvärdigt").check()
    customer.answer("Skyltlampa", "Nej")
    tally = customer.page.get_by_role("complementary", name="Din summa")
    expect(tally).to_contain_text("+ 1 990 kr")
    expect(tally).to_contain_text("Ny summa 2 990 kr")
    assert_accessible(customer.page)
