"""The quote went to the wrong number: it is corrected on the card, the stranger's link dies, the right one signs."""

import pytest
from playwright.sync_api import expect

from tests.kit.garage import Garage
from tests.kit.live import Product
from tests.kit.walks import Desk, Phone, sms_link

pytestmark = pytest.mark.browser
WRONG, RIGHT = "070-174 06 31", "070-174 06 45"


class TestWrongNumber:
    def test_is_corrected_and_the_right_one_reads(
        self, product: Product, garage: Garage, desk: Desk, customer: Phone
    ) -> None:
        quote = garage.quote()
        desk.open(f"/v/demoverkstaden/offerter/{quote.pk}/")
        desk.communicate("Skicka digital offert").get_by_role("button", name="OK").click()
        desk.expect_status("Skickad")
        outbox = desk.page.context.new_page()
        strangers = sms_link(outbox, product, WRONG)
        customer.read(strangers)
        desk.expect_status("Reviderad/sedd")

        dialog = desk.communicate("Rätta mottagaren")
        dialog.get_by_label("Mobiltelefonnummer").fill(RIGHT)
        dialog.get_by_role("button", name="Rätta och skicka").click()
        desk.expect_told("Mottagaren är rättad.")
        desk.expect_status("Skickad")
        expect(desk.digital).to_contain_text(f"{WRONG} → {RIGHT}")
        right = sms_link(outbox, product, RIGHT)

        assert right != strangers
        customer.read(right)
        desk.expect_status("Reviderad/sedd")
