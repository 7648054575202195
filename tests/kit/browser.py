"""A real browser for journeys. A page that complains, or that asks anybody but us for anything, fails its test."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol
from urllib.parse import urlsplit

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    sync_playwright,
)

from tests.kit.programs import find_browser
from tests.kit.sockets import is_local

type Scheme = Literal["light", "dark"]

ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP = (1280, 900)
PHONE = (390, 844)
TIMEOUT_MS = 10_000
# A colour that is still fading is neither the old nor the new one. What turns for ever has no end to go to.
FINISH = """
for (const animation of document.getAnimations()) {
    if (Number.isFinite(animation.effect.getComputedTiming().endTime)) animation.finish();
}
"""
OWN_SCHEMES = {"data", "blob", "about"}
FAULTS_OF_THE_PAGE = {"resultTypes": ["violations"], "iframes": False}
"""A frame is a page of its own, checked as one; axe cannot speak to what we keep in a sandbox."""


@dataclass
class Complaints:
    """What the browser was not content with. `expect` names, in advance, what a test provokes on purpose."""

    heard: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def expect(self, part: str) -> None:
        self.expected.append(part)

    def listen(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda error: self._note(f"script: {error.error}"))
        context.on("request", self._request)

    def unexpected(self) -> list[str]:
        return [line for line in self.heard if not any(part in line for part in self.expected)]

    def _note(self, line: str) -> None:
        self.heard.append(line)

    def _console(self, message: ConsoleMessage) -> None:
        self._note(f"console {message.type}: {message.text} ({message.location['url']})")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in OWN_SCHEMES and not is_local(parts.hostname):
            self._note(f"asks a third party: {request.url}")


class OpenPage(Protocol):
    def __call__(
        self, size: tuple[int, int] = DESKTOP, *, script: bool = True, scheme: Scheme = "light"
    ) -> Page: ...


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """
    Playwright, for one test file.

    Its loop runs in this thread: Django takes every test for an asynchronous one, and nobody else can run a loop of
    their own, as pyHanko does. So it is gone before the next file.
    """
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as started:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
    launched = playwright.chromium.launch(
        executable_path=find_browser(), args=[*ARGUMENTS, *sandbox]
    )
    yield launched
    launched.close()


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    heard = Complaints()
    yield heard
    assert heard.unexpected() == []


@pytest.fixture
def open_page(browser: Browser, complaints: Complaints) -> Iterator[OpenPage]:
    """Open a page in a browser profile of its own: another person, or another device."""
    opened: list[BrowserContext] = []

    def opener(
        size: tuple[int, int] = DESKTOP, *, script: bool = True, scheme: Scheme = "light"
    ) -> Page:
        width, height = size
        small = size == PHONE
        context = browser.new_context(
            viewport={"width": width, "height": height},
            device_scale_factor=2 if small else 1,
            is_mobile=small,
            has_touch=small,
            java_script_enabled=script,
            color_scheme=scheme,
            locale="sv-SE",
            timezone_id="Europe/Stockholm",
        )
        context.set_default_timeout(TIMEOUT_MS)
        complaints.listen(context)
        opened.append(context)
        return context.new_page()

    yield opener
    for context in opened:
        context.close()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """The adviser's screen."""
    return open_page(DESKTOP)


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """The customer's telephone."""
    return open_page(PHONE)


@pytest.fixture
def phone_without_script(open_page: OpenPage) -> Page:
    return open_page(PHONE, script=False)


def axe(page: Page, **options: Any) -> list[str]:
    """Return the accessibility violations of the page as it stands, one line for each element."""
    page.evaluate(FINISH)
    if page.evaluate("window.axe === undefined"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate(
        "options => axe.run(document, options)", {**FAULTS_OF_THE_PAGE, **options}
    )
    return [
        f"{violation['id']}: {violation['help']}: {node['html']} ({node['failureSummary']})"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def assert_accessible(page: Page) -> None:
    """Demand a page without violations, in light and in dark."""
    schemes: tuple[Scheme, ...] = ("light", "dark")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        violations = axe(page)
        assert violations == [], f"{scheme}, {page.url}: " + "\n".join(violations)
    page.emulate_media(color_scheme="light")
