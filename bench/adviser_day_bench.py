"""
A day of one adviser, by keyboard alone in a real browser: from a priced quote to sent, and from answer to knowing.

    python bench/adviser_day_bench.py [--quotes 40]

A person's time is reckoned by the keystroke-level model: 0.28 s for a key, 1.35 s for each look and decision.
"""

import argparse
import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.running import choose_place, product
from bench.table import Row, median_and_p95, show

URL = choose_place("8978")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in this thread

import django  # noqa: E402 (the environment comes first)

django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402
from playwright.sync_api import Page, expect, sync_playwright  # noqa: E402

from tests.kit.cast import PASSWORD, WORKSHOP, Person, hire  # noqa: E402
from tests.kit.garage import Garage  # noqa: E402
from tests.kit.programs import find_browser  # noqa: E402
from verksign.domain.access import Role  # noqa: E402
from verksign.domain.answers import JobAnswer  # noqa: E402
from verksign.domain.digital_states import DigitalStatus  # noqa: E402
from verksign.records.models import DigitalDocument, ServiceDocument  # noqa: E402
from verksign.usecases.setup import create_workshop  # noqa: E402
from verksign.usecases.signing.see import see  # noqa: E402
from verksign.usecases.signing.visit import Visit  # noqa: E402

KEY_SECONDS, LOOK_SECONDS = 0.28, 1.35
MOST_KEYS, MOST_SECONDS, MOST_TO_KNOW = 25, 60, 5
QUOTES = 40
PATIENCE_MS = 60_000
JOBS = {"Service": "included", "Torkarblad": "optional"}


@dataclass
class Adviser:
    """Somebody at the keyboard: every press is counted, a held key too, and every look that a step takes."""

    page: Page
    keys: int = 0
    looks: int = 0

    def press(self, keys: str) -> None:
        self.keys += len(keys.split("+"))
        self.page.keyboard.press(keys)

    def type(self, text: str) -> None:
        self.keys += len(text)
        self.page.keyboard.type(text)

    def look(self) -> None:
        self.looks += 1

    @property
    def thinking(self) -> float:
        return self.keys * KEY_SECONDS + self.looks * LOOK_SECONDS


@dataclass
class Day:
    keys: list[float] = field(default_factory=list)
    machine: list[float] = field(default_factory=list)
    """Seconds that the page made the adviser wait."""
    whole: list[float] = field(default_factory=list)
    known: list[float] = field(default_factory=list)
    """Seconds from the customer's press to the words on the adviser's screen."""


def find_and_send(page: Page, quote: ServiceDocument) -> Adviser:
    """From the role centre: find the quote by its number, look at it, send it by SMS."""
    adviser = Adviser(page)
    adviser.press("Control+K")
    adviser.type(quote.number.removeprefix("SOF-"))
    found = page.locator("#found a").filter(has_text=quote.number).first
    expect(found).to_be_visible()
    adviser.look()
    while not found.evaluate("link => link === document.activeElement"):
        adviser.press("ArrowDown")
    adviser.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(quote.number)
    adviser.look()
    adviser.press("Control+Enter")
    dialog = page.get_by_role("dialog", name="Skicka digital offert")
    expect(dialog.get_by_role("radio", name="SMS")).to_be_focused()
    adviser.look()
    adviser.press("Control+Enter")
    told = page.get_by_role("status").filter(has_text="Offerten är på väg")
    expect(told.first).to_be_visible()
    return adviser


def answer(document: DigitalDocument, garage: Garage) -> None:
    """The customer opens and answers, as the telephone would, when the worker has handed the message over."""
    wait_for(document, DigitalStatus.SENT)
    see(token=garage.token(document), visit=Visit(ip="203.0.113.9"), now=timezone.now())
    garage.now = timezone.now()
    garage.sign(garage.reload(document), Torkarblad=JobAnswer.ACCEPTED)


def wait_for(document: DigitalDocument, status: DigitalStatus) -> None:
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while Garage.reload(document).status != status:
        if time.monotonic() > deadline:
            raise TimeoutError(status)
        time.sleep(0.1)


def one_quote(page: Page, garage: Garage, day: Day, number: int) -> None:
    garage.now = timezone.now()
    # Each to a number of its own, of those that nobody has: how many SMS one number gets is limited.
    quote = garage.quote(jobs=JOBS, customer=garage.customer(phone=f"070-17406{number + 5:02}"))
    page.goto(f"{URL}/v/{WORKSHOP.slug}/")
    begun = time.perf_counter()
    adviser = find_and_send(page, quote)
    took = time.perf_counter() - begun
    day.keys.append(adviser.keys)
    day.machine.append(took)
    day.whole.append(took + adviser.thinking)

    page.goto(f"{URL}/v/{WORKSHOP.slug}/")
    answer(quote.sendings.get(), garage)
    begun = time.perf_counter()
    toast = page.locator(".toast").filter(has_text=re.compile(re.escape(quote.number)))
    expect(toast.first).to_be_visible()
    day.known.append(time.perf_counter() - begun)


def log_in(page: Page, person: Person) -> None:
    page.goto(f"{URL}/login")
    page.keyboard.type(person.user.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Rollcenter")


@contextmanager
def screen() -> Iterator[Page]:
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--disable-gpu", *sandbox]
        )
        context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="sv-SE")
        context.set_default_timeout(PATIENCE_MS)
        expect.set_options(timeout=PATIENCE_MS)
        yield context.new_page()
        browser.close()


def work(quotes: int) -> Day:
    call_command("migrate", verbosity=0)
    workshop = create_workshop(profile=WORKSHOP, now=timezone.now())
    anna = hire(name="Anna Lind", email="anna@demo.test", workshop=workshop, role=Role.ADVISER)
    garage = Garage(anna.actor, now=timezone.now())
    day = Day()
    with product(URL), screen() as page:
        log_in(page, anna)
        for number in range(quotes):
            one_quote(page, garage, day, number)
    return day


def seconds(taken: list[float]) -> str:
    return median_and_p95(taken).replace(" ms", " s")


def main() -> None:
    parser = argparse.ArgumentParser(description="A day of one adviser")
    parser.add_argument("--quotes", type=int, default=QUOTES, help="how many quotes are sent")
    quotes = parser.parse_args().quotes
    day = work(quotes)
    show(
        f"A day of one adviser, {quotes} quotes by keyboard alone (median / p95)",
        [
            Row("key presses, from role centre to sent", f"{max(day.keys):.0f}", f"≤ {MOST_KEYS}"),
            Row("the page's own time", seconds(day.machine), "–"),
            Row("with a person's keys and looks", seconds(day.whole), f"≤ {MOST_SECONDS} s"),
            Row("from answer to knowing what it means", seconds(day.known), f"≤ {MOST_TO_KNOW} s"),
        ],
    )


if __name__ == "__main__":
    main()
