"""A car that has a quote already: staff see it before they make another, and an answered one is copied, not edited."""

import pytest
from playwright.sync_api import Page, expect

from tests.kit.browser import assert_accessible
from tests.kit.garage import Garage
from tests.kit.walks import Desk
from verksign.domain.answers import JobAnswer
from verksign.records.models import ServiceDocument

pytestmark = [pytest.mark.browser, pytest.mark.look]


@pytest.fixture
def quote(garage: Garage) -> ServiceDocument:
    return garage.quote(jobs={"Service": "included", "Bromsar": "optional"})


def choose_car(page: Page) -> None:
    page.get_by_role("button", name="Ny serviceoffert").click()
    page.get_by_role("combobox", name="Fordon").fill("abc12")
    page.get_by_role("option", name="Volvo V60").click()


class TestPopup:
    def test_leads_to_the_quote_that_there_is(self, desk: Desk, quote: ServiceDocument) -> None:
        choose_car(desk.page)
        popup = desk.page.get_by_role("dialog", name="ABC 12D är redan på gång")
        expect(popup).to_contain_text("Ej skickad")
        assert_accessible(desk.page)

        popup.get_by_role("link", name=f"Serviceoffert {quote.number}").click()

        expect(desk.page.get_by_role("heading", level=1)).to_have_text(
            f"Serviceoffert {quote.number}"
        )

    def test_lets_one_go_on_with_another(self, desk: Desk, quote: ServiceDocument) -> None:
        choose_car(desk.page)

        desk.page.get_by_role("button", name="Fortsätt med den här offerten").click()

        expect(desk.page.get_by_role("combobox", name="Fordon")).to_have_value("ABC 12D")
        expect(desk.page.get_by_role("heading", level=1)).not_to_have_text(
            f"Serviceoffert {quote.number}"
        )
        assert ServiceDocument.objects.filter(vehicle=quote.vehicle).count() == 2

    def test_closed_by_esc_leaves_the_quote_without_a_vehicle(
        self, desk: Desk, quote: ServiceDocument
    ) -> None:
        choose_car(desk.page)
        expect(desk.page.get_by_role("dialog")).to_be_visible()

        desk.page.keyboard.press("Escape")

        expect(desk.page.get_by_role("dialog")).to_have_count(0)
        expect(desk.page.get_by_role("combobox", name="Fordon")).to_have_value("")
        assert ServiceDocument.objects.filter(vehicle=quote.vehicle).count() == 1


class TestCopy:
    def test_of_an_answered_quote_can_be_edited_and_knows_where_it_came_from(
        self, desk: Desk, garage: Garage, quote: ServiceDocument
    ) -> None:
        garage.sign(garage.seen(quote), Bromsar=JobAnswer.LATER)
        page = desk.page
        desk.open(f"/v/demoverkstaden/offerter/{quote.pk}/")

        page.locator("#card-note").get_by_role("button", name="Kopiera till ny offert").click()

        expect(page.get_by_text(f"Kopierad från {quote.number}")).to_be_visible()
        quantity = page.get_by_label("Antal, Service", exact=True)
        quantity.fill("2")
        quantity.press("Enter")
        expect(page.locator("#totals .grand")).to_contain_text("3 000,00")
        assert_accessible(page)
        page.get_by_text(f"Kopierad från {quote.number}").click()
        expect(page.get_by_text("Kopierad till SOF-")).to_be_visible()
