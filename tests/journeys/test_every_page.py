"""
Every page that the URL table has, as a person sees it: telephone and desk, light and dark.

No violation that axe knows, no word in the console (the content policy's neither), no sideways scroll, no third party.
A new address is a new page here by itself; what is no page stands in `NO_PAGES` with its reason.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_core_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django import DjangoDbBlocker

from tests.kit.browser import PHONE, TIMEOUT_MS, Complaints
from tests.kit.live import Product
from tests.kit.world import STATES, Who, World
from tests.rules.access_table import TABLE
from tests.rules.asking import Ask

DESK = (1440, 900)
SIZES = {"telephone": PHONE, "desk": DESK}
NO_PAGES = {
    "staff:outbox-html": "a mail, shown in a frame",
    "staff:outbox-attachment": "a file",
    "staff:tiles": "a part of the role centre",
    "staff:quote-rows": "a part of the list",
    "staff:fact-box": "a part of the quote card",
    "staff:pick-customer": "a part of the vehicle card",
    "staff:offer-pdf": "a file",
    "staff:agreement-pdf": "a file",
    "staff:verbal-pdf": "a file",
    "portal:offer": "a file",
    "portal:agreement": "a file",
    "portal:root": "a file",
    "portal:preview": "shown in a frame of the send dialog",
}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
STILL = "Promise.all(document.getAnimations().map(animation => animation.finished))"
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}

pytestmark = pytest.mark.browser


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page, who looks at it, and how it is answered."""

    name: str
    """Of the URL, with `args` naming other facts than the access table does."""
    who: Who = Who.ADVISER
    args: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    status: int = 200

    def address(self, facts: Mapping[str, str]) -> str:
        ask = Ask.about(self.name, facts, **self.args)
        return f"{ask.address}{self.query}"


def customer(name: str, state: str, **more: Any) -> Place:
    return Place(name=f"portal:{name}", who=Who.NOBODY, args={"token": f"{state}_token"}, **more)


def pages() -> dict[str, Place]:
    """Every page of the URL table, and beside them the states that look different."""
    found = {
        name: Place(name=name, who=Who.NOBODY if entry.get[5] == 200 else Who.ADVISER)
        for name, entry in TABLE.items()
        if 200 in entry.get and name not in NO_PAGES
    }
    for state in ("doubtful", *STATES):
        found[f"quote that is {state}"] = Place(
            name="staff:quote", args={"quote_id": f"{state}_quote"}
        )
        found[f"document that is {state}"] = Place(
            name="staff:document", args={"document_id": f"{state}_document"}
        )
        found[f"link that is {state}"] = customer("page", state)
    return found | {
        "role centre of a mechanic": Place(name="staff:centre", who=Who.MECHANIC),
        "role centre of a reader": Place(name="staff:centre", who=Who.READONLY),
        "quote of a reader": Place(name="staff:quote", who=Who.READONLY),
        "customer of a reader": Place(name="staff:customer", who=Who.READONLY),
        "list without a row": Place(name="staff:quotes", query="?q=finnsinte"),
        "list of one status": Place(name="staff:quotes", query="?status=sent"),
        "alarms that are done": Place(name="staff:alarms", query="?klara=1"),
        "not for mechanics": Place(name="staff:quotes", who=Who.MECHANIC, status=403),
        "nothing there": Place(name="staff:order", args={"order_id": "quote_id"}, status=404),
        "first log-in that is used": Place(
            name="staff:first-login", who=Who.NOBODY, args={"token": "no_token"}, status=404
        ),
        "link that was never made": customer("page", "no", status=404),
    }


PAGES = pages()


@dataclass
class Screens:
    """One browser; a profile for each person and size, opened when it is first needed."""

    browser: Browser
    url: str
    sessions: Mapping[Who, str]
    opened: dict[tuple[Who, str], tuple[Page, Complaints]] = field(default_factory=dict)

    def of(self, who: Who, size: str) -> tuple[Page, Complaints]:
        if (who, size) not in self.opened:
            context, complaints = self._profile(who, size), Complaints()
            complaints.listen(context)
            self.opened[who, size] = context.new_page(), complaints
        page, complaints = self.opened[who, size]
        complaints.heard.clear()
        return page, complaints

    def _profile(self, who: Who, size: str) -> BrowserContext:
        width, height = SIZES[size]
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            is_mobile=size == "telephone",
            has_touch=size == "telephone",
            reduced_motion="reduce",
            locale="sv-SE",
        )
        context.set_default_timeout(TIMEOUT_MS)
        if who in self.sessions:
            name = settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": self.sessions[who], "url": self.url}])
        return context

    def close(self) -> None:
        for page, _ in self.opened.values():
            page.context.close()


@pytest.fixture(scope="module")
def screens(
    _product: Product, world: World, browser: Browser, django_db_blocker: DjangoDbBlocker
) -> Iterator[Screens]:
    with django_db_blocker.unblock():
        sessions = {
            who: world.client(who).cookies[settings.SESSION_COOKIE_NAME].value
            for who in (Who.ADVISER, Who.MECHANIC, Who.READONLY)
        }
    made = Screens(browser, _product.url, sessions)
    yield made
    made.close()


class TestPage:
    @pytest.mark.parametrize("size", SIZES)
    @pytest.mark.parametrize("name", PAGES)
    def test_is_for_everybody_and_asks_nobody_else(
        self, screens: Screens, world: World, name: str, size: str
    ) -> None:
        place = PAGES[name]
        page, complaints = screens.of(place.who, size)
        if place.status != 200:
            complaints.expected = [f"the server responded with a status of {place.status}"]
        page.emulate_media(color_scheme="light")
        response = page.goto(f"{screens.url}{place.address(world.ours.facts)}")
        page.wait_for_load_state("networkidle")

        assert response
        assert response.status == place.status
        assert page.evaluate(SIDEWAYS) <= 0
        assert violations(page) == []
        page.emulate_media(color_scheme="dark")
        assert violations(page, CONTRAST) == []
        assert complaints.unexpected() == []


def violations(page: Page, options: Mapping[str, Any] | None = None) -> list[str]:
    page.evaluate(STILL)
    found: dict[str, Any] = Axe().run(page, options=options)
    return [
        f"{violation['id']}: {node['html']} ({node['failureSummary']})"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
