"""Somebody quicker than the net: what is pressed while an answer is on its way is neither lost nor doubled."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, Route, expect

from tests.kit.garage import Garage
from tests.kit.walks import Desk
from verksign.records.models import DigitalDocument, Message

pytestmark = [pytest.mark.browser, pytest.mark.look]


@pytest.fixture
def card(desk: Desk, garage: Garage) -> Page:
    """The card of an empty quote, with registers to choose from."""
    garage.vehicle(garage.customer(name="Åsa Östlund"))
    desk.page.get_by_role("button", name="Ny serviceoffert").click()
    expect(desk.page.get_by_role("heading", level=1)).to_contain_text("Serviceoffert SOF-")
    return desk.page


@contextmanager
def held_up(page: Page, address: str) -> Iterator[None]:
    """The first request to the address leaves only when this is over."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route(address, hold)
    yield
    assert held
    with page.expect_response(address):
        held[0].continue_()
    page.unroute(address)


def choose(page: Page, field: str, typed: str, found: str) -> None:
    page.get_by_role("combobox", name=field, exact=True).fill(typed)
    page.get_by_role("option", name=found).click()


class TestCard:
    def test_a_choice_stands_although_the_next_field_is_in_use(self, card: Page) -> None:
        with held_up(card, "**/andra"):
            choose(card, "Kund", "åsa", "Åsa Östlund")
            card.get_by_role("combobox", name="Fordon").fill("abc12")
            expect(card.get_by_role("option", name="Volvo V60")).to_be_visible()

        expect(card.get_by_role("combobox", name="Kund", exact=True)).to_have_value("Åsa Östlund")
        expect(card.get_by_role("combobox", name="Fordon")).to_have_value("abc12")

    def test_a_second_choice_waits_for_the_first(self, card: Page) -> None:
        with held_up(card, "**/andra"):
            choose(card, "Kund", "åsa", "Åsa Östlund")
            choose(card, "Fordon", "abc12", "Volvo V60")
            card.get_by_label("Kontakt/förare").focus()

        expect(card.get_by_role("combobox", name="Kund", exact=True)).to_have_value("Åsa Östlund")
        expect(card.get_by_role("combobox", name="Fordon")).to_have_value("ABC 12D")

    def test_a_poll_that_is_answered_late_leaves_the_card(self, card: Page) -> None:
        with held_up(card, "**/faktaruta?*"):
            with card.expect_request("**/faktaruta?*"):
                pass
            with card.expect_response("**/andra"):
                card.get_by_label("Kontakt/förare").fill("Bo Ek")
                card.get_by_label("Kontakt/förare").press("Enter")

        expect(card.get_by_label("Kontakt/förare")).to_have_value("Bo Ek")

    def test_ok_pressed_twice_sends_once(self, desk: Desk, garage: Garage) -> None:
        quote = garage.quote()
        desk.open(f"/v/demoverkstaden/offerter/{quote.pk}/")
        dialog = desk.communicate("Skicka digital offert")
        dialog.get_by_role("button", name="OK").dblclick()
        desk.expect_told("Offerten är på väg till Karin Holmgren")
        desk.expect_status("Skickad")

        assert DigitalDocument.objects.count() == 1
        assert Message.objects.count() == 1


class TestNewJob:
    def test_what_is_typed_before_it_has_come_goes_to_its_rows(self, card: Page) -> None:
        with held_up(card, "**/jobb"):
            choose(card, "Nytt jobb eller paket", "Torkare", "Nytt jobb ”Torkare”")
            card.keyboard.type("Torkarblad")
        row = card.get_by_role("combobox", name="Lägg till rad i Torkare")
        expect(row).to_be_focused()
        expect(row).to_have_value("Torkarblad")
        expect(card.get_by_role("combobox", name="Nytt jobb eller paket")).to_have_value("")
        expect(card.get_by_role("option", name="”Torkarblad” som text")).to_be_visible()
