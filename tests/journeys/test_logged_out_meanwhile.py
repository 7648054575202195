"""The log-in has ended while somebody types: it comes over the page, and what was typed is saved after it."""

from dataclasses import dataclass

import pytest
from django.contrib.sessions.models import Session
from django.db import connections
from playwright.sync_api import Locator, Page, Route, expect

from tests.kit.browser import OpenPage, assert_accessible
from tests.kit.cast import PASSWORD, Person
from tests.kit.garage import Garage
from tests.kit.live import Product, wait_until
from tests.kit.walks import Desk
from verksign.records.models import Customer, ServiceDocument

pytestmark = [pytest.mark.browser, pytest.mark.look]

REFUSED = (
    "the server responded with a status of 401",
    "the server responded with a status of 403",
    "the server responded with a status of 422",
)
SEVERAL_BEATS = 9000


@dataclass(frozen=True, slots=True)
class Card:
    """A quote's card with something typed in it that is not saved yet."""

    desk: Desk
    quote: ServiceDocument

    @property
    def field(self) -> Locator:
        return self.desk.page.get_by_label("Kontakt/förare")

    def type(self, words: str) -> None:
        self.field.fill(words)
        self.field.blur()

    def saved(self) -> str:
        return ServiceDocument.objects.get(pk=self.quote.pk).contact_name


@pytest.fixture
def card(desk: Desk, garage: Garage) -> Card:
    quote = garage.quote()
    desk.open(f"/v/demoverkstaden/offerter/{quote.id}/")
    return Card(desk, quote)


@pytest.fixture
def refused(complaints: object) -> None:
    """The browser notes each answer that is none."""
    for line in REFUSED:
        complaints.expect(line)  # type: ignore[attr-defined]


def end_session_at(page: Page, address: str) -> None:
    """The session ends just before this is asked for, and no poll of the page can have noticed."""

    def end(route: Route) -> None:
        Session.objects.all().delete()
        # The browser calls in a context of its own, which has a connection of its own.
        connections.close_all()
        route.continue_()

    page.route(address, end, times=1)


def log_in_again(page: Page, password: str = PASSWORD) -> None:
    dialog = page.get_by_role("dialog", name="Logga in igen")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Lösenord").fill(password)
    dialog.get_by_role("button", name="Logga in").click()


@pytest.mark.usefixtures("refused")
class TestPolls:
    def test_rest_while_the_log_in_stands_over_the_page(self, desk: Desk, garage: Garage) -> None:
        page = desk.page
        page.clock.install()
        desk.open(f"/v/demoverkstaden/offerter/{garage.quote().id}/")
        expect(page.locator("#here")).to_be_attached()
        Session.objects.all().delete()
        page.clock.run_for(SEVERAL_BEATS)
        expect(page.get_by_role("dialog", name="Logga in igen")).to_be_visible()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))

        page.clock.run_for(SEVERAL_BEATS)

        assert asked == []
        log_in_again(page)
        expect(page.get_by_role("dialog")).to_have_count(0)
        with page.expect_response("**/faktaruta?*"):
            page.clock.run_for(SEVERAL_BEATS)


@pytest.mark.usefixtures("refused")
class TestCard:
    def test_is_saved_after_the_log_in_that_comes_over_it(self, card: Card) -> None:
        page = card.desk.page
        end_session_at(page, "**/andra")

        card.type("Åke Öberg")
        log_in_again(page, "fel")
        expect(page.get_by_role("alert").filter(has_text="hör inte ihop")).to_be_visible()
        page.get_by_role("heading", name="Logga in igen").wait_for()
        assert_accessible(page)
        page.keyboard.press("Escape")
        log_in_again(page)

        expect(page.get_by_role("dialog")).to_have_count(0)
        wait_until(lambda: card.saved() == "Åke Öberg", seconds=20)
        expect(card.field).to_have_value("Åke Öberg")
        card.type("Och mer")
        wait_until(lambda: card.saved() == "Och mer", seconds=20)

    def test_keeps_a_half_typed_field_when_only_the_page_has_asked(self, card: Card) -> None:
        card.field.fill("Halv")
        Session.objects.all().delete()

        log_in_again(card.desk.page)
        expect(card.desk.page.get_by_role("dialog")).to_have_count(0)
        card.field.press_sequentially("vägs")
        card.field.blur()

        wait_until(lambda: "Halv" in card.saved() and "vägs" in card.saved(), seconds=20)

    def test_is_saved_when_another_tab_has_logged_in(
        self, card: Card, product: Product, adviser: Person
    ) -> None:
        Session.objects.all().delete()
        tab = Desk(card.desk.page.context.new_page(), product)
        tab.log_in(adviser)
        expect(card.desk.page.get_by_role("dialog")).to_have_count(0)

        card.type("Åke")

        wait_until(lambda: card.saved() == "Åke", seconds=20)

    def test_is_asked_no_longer_when_another_tab_has_logged_in(
        self, card: Card, product: Product, adviser: Person
    ) -> None:
        end_session_at(card.desk.page, "**/andra")
        card.type("Åke")
        expect(card.desk.page.get_by_role("dialog", name="Logga in igen")).to_be_visible()
        tab = Desk(card.desk.page.context.new_page(), product)

        tab.log_in(adviser)

        expect(card.desk.page.get_by_role("dialog")).to_have_count(0)
        wait_until(lambda: card.saved() == "Åke", seconds=20)

    def test_is_not_sent_by_somebody_else(self, card: Card, manager: Person) -> None:
        page = card.desk.page
        end_session_at(page, "**/andra")
        card.type("Annas ord")
        dialog = page.get_by_role("dialog", name="Logga in igen")
        dialog.get_by_label("E-post").fill(manager.user.email)
        log_in_again(page)

        expect(page.get_by_role("heading", level=1)).to_have_text("Rollcenter")
        assert card.saved() == "Karin Holmgren"


class TestForm:
    @pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
    def test_is_sent_after_the_log_in(
        self,
        open_page: OpenPage,
        product: Product,
        adviser: Person,
        script: bool,  # noqa: FBT001 (a case)
    ) -> None:
        page = open_page(script=script)
        desk = Desk(page, product)
        desk.log_in(adviser)
        desk.open("/v/demoverkstaden/kunder/ny")
        page.get_by_label("Namn", exact=True).fill("Åsa Öberg")
        Session.objects.all().delete()
        page.get_by_role("button", name="Spara").first.click()

        expect(page.get_by_text("Det du skrev är inte borta")).to_be_visible()
        assert not Customer.objects.exists()
        page.get_by_label("E-post").fill(adviser.user.email)
        page.get_by_label("Lösenord").fill(PASSWORD)
        page.get_by_role("button", name="Logga in", exact=True).click()
        if not script:
            page.get_by_role("button", name="Fortsätt").click()

        expect(page.get_by_role("heading", level=1)).to_contain_text("Åsa Öberg")
        assert Customer.objects.get().name == "Åsa Öberg"
