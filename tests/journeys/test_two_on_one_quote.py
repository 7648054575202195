"""Anna and Maria have the same quote open: they see each other, and nobody's work is overwritten unseen."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.kit.browser import Complaints, OpenPage, assert_accessible
from tests.kit.cast import Person
from tests.kit.garage import Garage
from tests.kit.live import Product
from tests.kit.walks import Desk
from verksign.records.models import ServiceDocument

pytestmark = pytest.mark.browser


@pytest.fixture
def quote(garage: Garage) -> ServiceDocument:
    return garage.quote(jobs={"Service": "included", "Bromsar": "optional"})


@pytest.fixture
def anna(desk: Desk, quote: ServiceDocument) -> Page:
    desk.open(f"/v/demoverkstaden/offerter/{quote.pk}/")
    return desk.page


@pytest.fixture
def maria(open_page: OpenPage, product: Product, manager: Person, quote: ServiceDocument) -> Page:
    desk = Desk(open_page(), product)
    desk.sit_down(manager)
    desk.open(f"/v/demoverkstaden/offerter/{quote.pk}/")
    return desk.page


def still(page: Page) -> None:
    """Nothing that others do comes to this page by itself."""
    page.route("**/faktaruta?*", lambda route: route.fulfill(status=204))


def quantity(page: Page) -> Locator:
    return page.get_by_label("Antal, Service", exact=True)


def saved(page: Page, locator: Locator, text: str) -> None:
    """Not before the edit itself is answered: that one is here is told by POST, too."""
    edits = re.compile(r"/(andra|rader/[^/]+)$")
    with page.expect_response(edits):
        locator.fill(text)
        locator.press("Enter")


class TestTwoOnOneQuote:
    def test_see_each_other_come_and_each_others_changes(self, anna: Page, maria: Page) -> None:
        expect(anna.locator("#here")).to_have_text("Maria Ek är också här")
        expect(maria.locator("#here")).to_have_text("Anna Lind är också här")

        saved(maria, quantity(maria), "3")

        expect(quantity(anna)).to_have_value("3")
        expect(anna.locator("#totals .grand")).to_have_text(re.compile("4.000,00"))
        assert_accessible(anna)

    def test_the_second_is_told_what_the_first_has_written_and_loses_nothing(
        self, anna: Page, maria: Page, complaints: Complaints
    ) -> None:
        complaints.expect("status of 409")
        still(anna)
        saved(maria, quantity(maria), "3")

        quantity(anna).fill("2")
        quantity(anna).press("Enter")

        expect(
            anna.get_by_text("Maria Ek ändrade under tiden Antal på Service: 3.")
        ).to_be_visible()
        expect(quantity(anna)).to_have_value("2")
        expect(anna.get_by_text("Ett fält är inte sparat")).to_be_visible()
        expect(anna.get_by_text(re.compile("^Sparad"))).to_be_hidden()
        assert_accessible(anna)

        # Another field is saved, and what was refused still stands.
        saved(anna, anna.get_by_label("Kontakt/förare"), "Bo Ek")
        expect(quantity(anna)).to_have_value("2")
        expect(anna.get_by_text("Ett fält är inte sparat")).to_be_visible()

        anna.get_by_role("button", name="Spara mitt ändå").click()
        expect(anna.get_by_text("Ett fält är inte sparat")).to_be_hidden()
        expect(quantity(maria)).to_have_value("2")

    def test_esc_gives_up_what_was_refused(
        self, anna: Page, maria: Page, complaints: Complaints
    ) -> None:
        complaints.expect("status of 409")
        still(anna)
        saved(maria, quantity(maria), "3")
        quantity(anna).fill("2")
        quantity(anna).press("Enter")
        expect(anna.get_by_text("Ett fält är inte sparat")).to_be_visible()

        quantity(anna).focus()
        quantity(anna).press("Escape")

        expect(quantity(anna)).to_have_value("3")
        expect(anna.get_by_text("Ett fält är inte sparat")).to_be_hidden()

    def test_what_is_being_typed_is_held_against_what_was_read_when_it_began(
        self, anna: Page, maria: Page, complaints: Complaints
    ) -> None:
        complaints.expect("status of 409")
        quantity(anna).fill("2")
        saved(maria, quantity(maria), "3")
        expect(anna.locator("#totals .grand")).to_have_text(re.compile("4.000,00"))
        expect(quantity(anna)).to_have_value("2")

        quantity(anna).press("Enter")

        expect(
            anna.get_by_text("Maria Ek ändrade under tiden Antal på Service: 3.")
        ).to_be_visible()
        expect(quantity(anna)).to_have_value("2")

    def test_one_who_types_fast_is_never_in_her_own_way(
        self, anna: Page, quote: ServiceDocument
    ) -> None:
        quantity(anna).focus()
        for text in ("2", "tim", "900", "10 %"):
            anna.keyboard.type(text)
            anna.keyboard.press("Enter")
        quantity(anna).fill("4")
        quantity(anna).press("Enter")

        expect(anna.locator("#totals .grand")).to_have_text(re.compile("4.240,00"))
        expect(anna.locator("[aria-invalid]")).to_have_count(0)

    def test_how_many_are_not_saved_is_counted(self, anna: Page, complaints: Complaints) -> None:
        complaints.expect("status of 422")
        for label in ("E-post", "Mobiltelefonnr"):
            saved(anna, anna.get_by_label(label), "fel")
        expect(anna.get_by_text("2 fält är inte sparade")).to_be_visible()
        assert_accessible(anna)

        anna.get_by_label("E-post").press("Escape")

        expect(anna.get_by_text("Ett fält är inte sparat")).to_be_visible()

    def test_different_fields_go_together(self, anna: Page, maria: Page) -> None:
        saved(maria, quantity(maria), "3")
        saved(anna, anna.get_by_label("À-pris, Service", exact=True), "900")

        expect(maria.locator("#totals .grand")).to_have_text(re.compile("3.700,00"))


class TestUndoByKeyboard:
    def test_goes_back_one_edit_at_a_time(self, anna: Page) -> None:
        saved(anna, quantity(anna), "3")
        saved(anna, anna.get_by_label("À-pris, Service", exact=True), "900")
        anna.get_by_role("heading", level=1).click()

        anna.keyboard.press("Control+z")
        expect(anna.get_by_text("Ångrat: À-pris på Service är 1 000,00 kr igen.")).to_be_visible()
        anna.keyboard.press("Control+z")
        expect(quantity(anna)).to_have_value("1")
        expect(anna.locator("#totals .grand")).to_have_text(re.compile("2.000,00"))

    def test_is_the_browsers_own_inside_a_field(self, anna: Page) -> None:
        saved(anna, quantity(anna), "3")
        contact = anna.get_by_label("Kontakt/förare")
        contact.fill("Bo")
        contact.press("Control+z")

        expect(contact).to_have_value("Karin Holmgren")
        expect(quantity(anna)).to_have_value("3")

    def test_brings_a_job_back_that_was_taken_away(self, anna: Page) -> None:
        anna.get_by_label("Åtgärder för Service").click()
        anna.get_by_role("button", name="Ta bort jobbet").click()
        expect(anna.get_by_label("Åtgärder för Service")).to_have_count(0)

        anna.get_by_role("button", name="Ångra").click()

        expect(quantity(anna)).to_be_visible()
        expect(anna.locator("#totals .grand")).to_have_text(re.compile("2.000,00"))
