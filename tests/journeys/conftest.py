"""What every journey starts from, and what is kept of one that fails."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.kit.browser import DESKTOP, OpenPage, Scheme
from tests.kit.cast import Person
from tests.kit.garage import Garage
from tests.kit.live import Product, wait_until
from tests.kit.walks import Desk, Phone, link_to
from verksign.domain.digital_states import DigitalStatus
from verksign.records.models import DigitalDocument, ServiceDocument
from verksign.usecases.registers import create_article

JUST_NOW = timedelta(minutes=2)
PATIENCE_MS = 20_000
"""A whole product runs beside a browser here, and perhaps another pair: nothing is late before this."""

expect.set_options(timeout=PATIENCE_MS)


@dataclass(frozen=True, slots=True)
class Offer:
    """A sending that the product's worker has delivered."""

    document: DigitalDocument
    link: str

    @property
    def card(self) -> str:
        """Where staff find it."""
        return f"/v/demoverkstaden/offerter/{self.document.service_document_id}/"

    def now(self) -> DigitalDocument:
        return Garage.reload(self.document)


type Sent = Callable[..., Offer]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep every page of a journey that fails, as it stands."""
    report = yield
    fixtures: dict[str, Any] = getattr(item, "funcargs", {})
    if report.when == "call" and report.failed and {"browser", "tmp_path"} <= set(fixtures):
        for picture in _take_pictures(fixtures["browser"], fixtures["tmp_path"]):
            report.sections.append(("Picture", picture))
    return report


def _take_pictures(browser: Browser, folder: Path) -> Iterator[str]:
    pages = [page for context in browser.contexts for page in context.pages]
    for number, page in enumerate(pages, start=1):
        path = folder / f"page-{number}.png"
        page.screenshot(path=path, full_page=True)
        yield f"{page.url}: {path}"


@pytest.fixture
def open_page(product: Product, open_page: OpenPage, tmp_path: Path) -> OpenPage:
    """The pages are closed before the database is emptied: one that polls would be told to log in."""

    def opener(
        size: tuple[int, int] = DESKTOP, *, script: bool = True, scheme: Scheme = "light"
    ) -> Page:
        page = open_page(size, script=script, scheme=scheme)
        page.context.set_default_timeout(PATIENCE_MS)
        return page

    return opener


@pytest.fixture
def garage(adviser: Person) -> Garage:
    """The garage of right now: the product's own clock goes on beside it."""
    return Garage(adviser.actor, now=timezone.now() - JUST_NOW)


@pytest.fixture
def desk(page: Page, product: Product, adviser: Person) -> Desk:
    """Anna at her screen, logged in."""
    desk = Desk(page, product)
    desk.sit_down(adviser)
    return desk


@pytest.fixture
def customer(phone: Page) -> Phone:
    return Phone(phone)


@pytest.fixture
def sent(product: Product, garage: Garage) -> Sent:
    """Send a quote and wait until the product's worker has delivered it."""

    def deliver(quote: ServiceDocument | None = None) -> Offer:
        document = garage.send(quote or garage.quote())
        wait_until(lambda: garage.reload(document).status == DigitalStatus.SENT, seconds=40)
        return Offer(garage.reload(document), link_to(product, document))

    return deliver


@pytest.fixture
def offer(sent: Sent, garage: Garage) -> Offer:
    """An offer with a job that is included and one to choose."""
    return sent(garage.quote(jobs={"Service": "included", "Torkarblad": "optional"}))


@pytest.fixture
def stock(garage: Garage) -> None:
    """What stands in the registers before the customer comes in."""
    garage.vehicle(garage.customer(name="Åsa Östlund"))
    garage.customer(name="Asar Olsson", phone="070-174 06 32")
    garage.package("Bromsar fram")
    create_article(name="Torkarblad", unit="st", price_ore=24_000, by=garage.actor, now=garage.now)
