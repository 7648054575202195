"""
Every page that the URL table has, as a person sees it: telephone and desk, light and dark.

No violation that axe knows, no word in the console (the content policy's neither), no sideways scroll, no third party.
A new address is a new page here by itself; what is no page stands in `NO_PAGES` with its reason.
"""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page

from tests.kit.browser import PHONE, TIMEOUT_MS, Complaints, axe
from tests.kit.live import Product
from tests.kit.world import STATES, Who, World, make_world
from tests.rules.access_entries import Entry
from tests.rules.access_table import TABLE
from tests.rules.asking import Ask
from verksign.records.models import User

DESK = (1440, 900)
SIZES = {"telephone": PHONE, "desk": DESK}
NO_PAGES = {
    "favicon": "a picture",
    "staff:login-again": "a dialog over the page that one was logged out from",
    "staff:outbox-html": "a mail, shown in a frame",
    "staff:outbox-attachment": "a file",
    "staff:tiles": "a part of the role centre",
    "staff:news": "toasts",
    "staff:quote-rows": "a part of the list",
    "staff:queue-rows": "a part of the list",
    "staff:order-box": "a part of the order card",
    "staff:quick-quote-look": "the dialog itself, laid over the one that is open",
    "staff:quick-quote-packages": "a part of the dialog",
    "staff:fact-box": "a part of the quote card",
    "staff:floor-news": "a part of the floor",
    "staff:floor-order-news": "a part of the floor's order",
    "staff:floor-picture": "a file",
    "staff:pick-customer": "a part of the vehicle card",
    "staff:draft-pdf": "a file",
    "staff:offer-pdf": "a file",
    "staff:picture": "a file",
    "staff:attached-pdf": "a file",
    "staff:agreement-pdf": "a file",
    "staff:verbal-pdf": "a file",
    "portal:offer": "a file",
    "portal:agreement": "a file",
    "portal:picture": "a file",
    "portal:attached": "a file",
    "portal:preview-picture": "a file",
    "portal:root": "a file",
    "portal:logo": "a file",
    "portal:preview-logo": "a file",
    "staff:settings-logo-picture": "a file",
    "portal:preview": "shown in a frame of the send dialog",
}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
ONLY_CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}

pytestmark = [pytest.mark.browser, pytest.mark.look, pytest.mark.slow]


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
        name: Place(name=name, who=_seen_by(entry))
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
        "order of a mechanic": Place(name="staff:floor-order", who=Who.MECHANIC),
        "finding of a mechanic": Place(name="staff:report-finding", who=Who.MECHANIC),
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
        "hand-over that is ended": customer("page", "ended", status=410),
    }


def _seen_by(entry: Entry) -> Who:
    """Nobody signed in where that is enough, else an adviser, else an admin."""
    seers = (Who.NOBODY, Who.ADVISER, Who.ADMIN)
    return next(who for who in seers if entry.expected(who)["GET"] == HTTPStatus.OK)


PAGES = pages()
IN_ENGLISH = (
    "staff:centre",
    "staff:quotes",
    "staff:orders",
    "staff:customers",
    "staff:alarms",
    "staff:send-quote",
    "staff:quick-quote",
    "staff:answer-quote",
    "staff:settings-reminders",
    "quote that is open",
    "quote that is signed",
    "document that is signed",
)
"""Where English words are longer, in bars, tables and dialogs."""
DOORS = {
    "customer": {name: place for name, place in PAGES.items() if place.name.startswith("portal:")},
    "staff": {name: place for name, place in PAGES.items() if place.name.startswith("staff:")},
}


@dataclass
class Screens:
    """The browser at one size; a profile for each person, opened when it is first needed."""

    browser: Browser
    url: str
    world: World
    size: tuple[int, int]
    complaints: Complaints
    opened: dict[Who, Page] = field(default_factory=dict)

    def of(self, who: Who) -> Page:
        if who not in self.opened:
            self.opened[who] = self._profile(who).new_page()
        self.complaints.heard.clear()
        return self.opened[who]

    def _profile(self, who: Who) -> BrowserContext:
        width, height = self.size
        small = self.size == PHONE
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            is_mobile=small,
            has_touch=small,
            locale="sv-SE",
            timezone_id="Europe/Stockholm",
        )
        context.set_default_timeout(TIMEOUT_MS)
        self.complaints.listen(context)
        session = self.world.client(who).cookies.get(settings.SESSION_COOKIE_NAME)
        if session:
            context.add_cookies([{"name": session.key, "value": session.value, "url": self.url}])
        return context

    def close(self) -> None:
        for page in self.opened.values():
            page.context.close()


def beside[T](do: Callable[[], T]) -> T:
    """Do it in a thread of its own: sealing runs a loop, which cannot be inside the browser's."""

    def done() -> T:
        try:
            return do()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(done).result()


@pytest.fixture(params=SIZES)
def screens(
    request: pytest.FixtureRequest, product: Product, browser: Browser, tmp_path: Path
) -> Iterator[Screens]:
    # Nothing is left for the worker to do, and it must not be quicker than we.
    product.worker.stop()
    size = SIZES[request.param]
    made = Screens(browser, product.url, beside(make_world), size, Complaints())
    yield made
    made.close()


class TestEveryPage:
    def test_is_looked_at_but_for_those_that_are_none(self) -> None:
        shown = {name for name, entry in TABLE.items() if 200 in entry.get}

        assert {place.name for place in PAGES.values()} == shown - set(NO_PAGES)
        assert set(NO_PAGES) <= shown

    @pytest.mark.parametrize("door", DOORS)
    def test_is_for_everybody_and_asks_nobody_else(
        self, screens: Screens, subtests: pytest.Subtests, door: str
    ) -> None:
        for name, place in DOORS[door].items():
            with subtests.test(name):
                look_at(place, screens)

    def test_has_room_for_english_words(self, screens: Screens, subtests: pytest.Subtests) -> None:
        beside(lambda: User.objects.update(language="en"))
        for name in IN_ENGLISH:
            with subtests.test(name):
                page = screens.of(PAGES[name].who)
                page.goto(f"{screens.url}{PAGES[name].address(screens.world.ours.facts)}")

                assert page.locator("html").get_attribute("lang") == "en"
                assert page.evaluate(SIDEWAYS) <= 0
                assert axe(page) == []


def look_at(place: Place, screens: Screens) -> None:
    page = screens.of(place.who)
    page.emulate_media(color_scheme="light")
    response = page.goto(f"{screens.url}{place.address(screens.world.ours.facts)}")

    assert response
    assert response.status == place.status
    assert page.evaluate(SIDEWAYS) <= 0
    assert axe(page) == []
    page.emulate_media(color_scheme="dark")
    assert axe(page, **ONLY_CONTRAST) == []
    # The browser says it too when a page is answered with a refusal.
    refusal = f"the server responded with a status of {place.status} "
    assert [line for line in screens.complaints.heard if refusal not in line] == []
