"""Drawing with a finger or a mouse: only where there is a script, cleared by a button, kept through a fault."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.kit.browser import Complaints, assert_accessible
from tests.kit.garage import Garage
from tests.kit.live import Product, wait_until
from tests.portal.example import offer
from tests.portal.test_browser import address, answer_all
from verksign.records.models import DigitalDocument

pytestmark = [pytest.mark.browser, pytest.mark.look]


class TestPad:
    def test_is_drawn_on_cleared_and_kept(
        self, product: Product, garage: Garage, phone: Page, complaints: Complaints
    ) -> None:
        complaints.expect("422")
        document = offer(garage)
        phone.goto(address(product, document))
        phone.get_by_role("button", name="Visa offerten").click()
        answer_all(phone)
        phone.get_by_role("button", name="Gå vidare").click()
        phone.get_by_text("Rita din namnteckning också (frivilligt)").click()
        pad = phone.get_by_role("img", name="Din namnteckning")
        draw(phone, pad)
        assert "," in phone.locator("input[name=drawn]").input_value()
        assert_accessible(phone)
        phone.get_by_role("button", name="Rensa").click()
        assert phone.locator("input[name=drawn]").input_value() == ""
        draw(phone, pad)

        phone.evaluate("document.querySelector('form[data-check]').noValidate = true")
        phone.get_by_role("button", name="Beställ –").click()
        expect(phone.get_by_role("alert")).to_contain_text("En sak behöver rättas")
        expect(phone.get_by_role("img", name="Din namnteckning")).to_be_visible()
        phone.get_by_label("Ditt namn").fill("Karin Holmgren")
        phone.get_by_role("button", name="Beställ –").click()
        expect(phone.get_by_role("heading", level=1)).to_contain_text("Tack, Karin!")
        wait_until(lambda: DigitalDocument.objects.get(pk=document.pk).signature_id is not None)


def draw(page: Page, pad: Locator) -> None:
    box = pad.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 20, steps=4)
    page.mouse.up()
