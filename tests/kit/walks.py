"""
What people do on the pages, by the Swedish words that they see: the adviser at the desk, the customer at the telephone.

Every step waits for what it needs; none looks at how the page is built.
"""

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.test import Client
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.kit.cast import PASSWORD, Person
from tests.kit.garage import Garage
from tests.kit.live import Product
from verksign.records.models import DigitalDocument
from verksign.wording.labels import STATUS

TABS = 60
"""More stops than any page has between two things that are used one after the other."""
ANY_STATUS = re.compile(f"^({'|'.join(map(str, filter(None, STATUS.values())))})$")
BY_ITSELF_MS = 20_000
"""What comes without a press has a worker and a poll to wait for."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The adviser's screen."""

    page: Page
    product: Product

    def log_in(self, person: Person) -> None:
        self.page.goto(f"{self.product.url}/login")
        self.page.get_by_label("E-post").fill(person.user.email)
        self.page.get_by_label("Lösenord").fill(PASSWORD)
        self.page.get_by_role("button", name="Logga in").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Rollcenter")

    def sit_down(self, person: Person) -> None:
        """Come to the role centre logged in since the morning: what `log_in` does, without its page."""
        session = person.log_in(Client()).cookies[settings.SESSION_COOKIE_NAME].value
        self.page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.product.url}]
        )
        self.open(f"/v/{person.workshop.slug}/")
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Rollcenter")

    def open(self, path: str) -> None:
        self.page.goto(f"{self.product.url}{path}")

    @property
    def digital(self) -> Locator:
        """The fact box *Digitalt*."""
        return self.page.get_by_role("region", name="Digitalt")

    @property
    def actions(self) -> Locator:
        return self.page.get_by_role("toolbar", name="Åtgärder")

    def look_up(self, field: str, typed: str, found: str, *, becomes: str) -> None:
        """Type a few letters, take what is offered, and see what it makes of the field."""
        box = self.page.get_by_role("combobox", name=field, exact=True)
        box.fill(typed)
        self.page.get_by_role("option", name=found).click()
        expect(box).to_have_value(becomes)

    def communicate(self, entry: str) -> Locator:
        """Choose in the menu *Kundkommunikation*; return the dialog that comes."""
        self.actions.get_by_text("Kundkommunikation", exact=True).click()
        self.actions.get_by_role("link", name=entry).first.click()
        return self.dialog(entry)

    def dialog(self, heading: str) -> Locator:
        dialog = self.page.get_by_role("dialog", name=heading)
        expect(dialog).to_be_visible()
        return dialog

    def expect_status(self, status: str) -> None:
        """The fact box comes to say it, without anybody asking."""
        badge = self.digital.get_by_text(ANY_STATUS).first
        expect(badge).to_have_text(status, timeout=BY_ITSELF_MS)

    def expect_told(self, words: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_role("status").filter(has_text=words).first).to_be_visible()


@dataclass(frozen=True, slots=True)
class Phone:
    """The customer's telephone."""

    page: Page

    @property
    def heading(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    def follow(self, link: str) -> None:
        self.page.goto(link)

    def read(self, link: str) -> None:
        """Follow the link and open the offer, as a person does."""
        self.follow(link)
        self.page.get_by_role("button", name="Visa offerten").click()
        expect(self.page.get_by_role("button", name="Gå vidare")).to_be_visible()

    def answer(self, job: str, word: str) -> None:
        card = self.page.get_by_role("article").filter(has_text=job)
        card.get_by_role("radio", name=word, exact=True).check()

    def go_on(self) -> None:
        self.page.get_by_role("button", name="Gå vidare").click()

    def check(self, **answers: str) -> None:
        """Answer the jobs named and go on to the page where it is ordered."""
        for job, word in answers.items():
            self.answer(job, word)
        self.go_on()
        expect(self.heading).to_have_text("Kontrollera och beställ")

    def order(self, name: str, email: str = "") -> None:
        self.page.get_by_label("Ditt namn").fill(name)
        if email:
            self.page.get_by_label("E-post").fill(email)
        self.page.get_by_role("button", name="Beställ – med betalningsskyldighet").click()

    def expect_thanks(self, first_name: str) -> None:
        expect(self.heading).to_have_text(f"Tack, {first_name}! Beställningen är klar.")


def paper(page: Page, link: Locator) -> bytes:
    """Fetch what a link to a PDF leads to, as the person at the page."""
    href = link.get_attribute("href")
    assert href
    answer = page.request.get(urljoin(page.url, href))
    assert answer.headers["content-type"] == "application/pdf"
    return answer.body()


def verdict(page: Page, product: Product, pdf: bytes) -> Locator:
    """Hand the file in at /verify; return the heading of what is said about it."""
    page.goto(f"{product.url}/verify")
    file = FilePayload(name="avtal.pdf", mimeType="application/pdf", buffer=pdf)
    page.get_by_label("PDF-fil").set_input_files(file)
    # The first file that a fresh product reads takes its time: the library for it is large.
    page.get_by_role("button", name="Kontrollera").click(timeout=2 * BY_ITSELF_MS)
    return page.get_by_role("heading", level=1)


def link_to(product: Product, document: DigitalDocument) -> str:
    return f"{product.url}/o/{Garage.token(document)}"


def sms_link(page: Page, product: Product, number: str) -> str:
    """Return the link of the newest message to the number, as the outbox shows it."""
    page.goto(f"{product.url}/outbox")
    newest = page.get_by_role("article", name=f"SMS till {number}").first
    href = newest.get_by_role("link").get_attribute("href")
    assert href
    return href


def mailed_link(page: Page, product: Product, address: str) -> str:
    """Return where the button of the newest e-mail to the address leads."""
    page.goto(f"{product.url}/outbox")
    newest = page.get_by_role("article", name=f"E-post till {address}").first
    newest.get_by_role("link", name="Läs mejlet").click()
    mail = page.get_by_title("Mejlet som kunden ser det").content_frame
    href = mail.get_by_role("link", name=re.compile("offert", re.IGNORECASE)).get_attribute("href")
    assert href
    return href


def tab_to(target: Locator, *, key: str = "Tab") -> None:
    """Press Tab, or Shift+Tab, until the target has the focus."""
    expect(target).to_be_visible()
    for _ in range(TABS):
        target.page.keyboard.press(key)
        if target.evaluate("it => it === document.activeElement"):
            return
    raise AssertionError(f"{key} never reaches {target}")


def stay(page: Page) -> None:
    """Mark the page as it stands: a reload would take the mark away."""
    page.evaluate("window.stayed = true")


def stayed(page: Page) -> bool:
    mark: bool = page.evaluate("window.stayed === true")
    return mark
