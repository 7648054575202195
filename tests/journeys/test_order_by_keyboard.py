"""The order card by keyboard: a field saves itself, work is told, and what is found shows without a reload."""

import pytest
from playwright.sync_api import expect

from tests.kit.browser import assert_accessible
from tests.kit.garage import Garage
from tests.kit.walks import Desk, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.look]


class TestOrderByKeyboard:
    def test_is_worked_on_without_a_mouse(self, desk: Desk, garage: Garage) -> None:
        order = garage.order(jobs={"Service": "included"})
        page, keys = desk.page, desk.page.keyboard
        desk.open(f"/v/demoverkstaden/ordrar/{order.pk}/")
        key_tag = page.get_by_label("Nyckelbricka")
        tab_to(key_tag)
        keys.type("14")
        keys.press("Enter")
        expect(page.locator("#card-id")).to_contain_text("14")

        tab_to(page.get_by_label("Arbetsläge, Service"))
        keys.press("ArrowUp")
        expect(page.locator("#card-id .tag").first).to_have_text("Pågående")

        garage.found(order, "Däck slitna")
        expect(page.locator("#extra")).to_contain_text("1 Upptäckt")
        assert_accessible(page)
