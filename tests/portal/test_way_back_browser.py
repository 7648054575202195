"""The browser's own way back, a reload and a link that is opened again: nothing is sent twice, and nothing is lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.documents import papers
from tests.kit.browser import Complaints, OpenPage
from tests.kit.garage import Garage
from tests.kit.live import Product, wait_until
from tests.portal.example import offer
from tests.portal.test_browser import PHONE, SUM, address, answer, answer_all
from verksign.domain.digital_states import DigitalStatus
from verksign.records.models import Unsent

pytestmark = [pytest.mark.browser, pytest.mark.look]

CHECK, THANKS = "Kontrollera och beställ", "Tack, Karin! Beställningen är klar."


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def ticked(page: Page, job: str, word: str) -> None:
    card = page.get_by_role("article").filter(has_text=job)
    expect(card.get_by_role("radio", name=word, exact=True)).to_be_checked()


@pytest.mark.parametrize("script", [True, False])
def test_back_shows_every_page_of_the_way_again(
    product: Product, garage: Garage, open_page: OpenPage, complaints: Complaints, *, script: bool
) -> None:
    complaints.expect("422")
    document, page = offer(garage), open_page(PHONE, script=script)
    page.goto(address(product, document))
    page.get_by_role("button", name="Visa offerten").click()
    answer(page, "Bromsar fram", "Ja")
    page.get_by_role("button", name="Gå vidare").click()
    expect(page.get_by_role("alert")).to_contain_text("jobb saknar svar")
    answer_all(page)
    page.get_by_role("button", name="Gå vidare").click()
    heading(page, CHECK)
    page.get_by_label("Ditt namn").fill("K")
    page.get_by_role("button", name="Beställ –").click()
    expect(page.get_by_role("alert")).to_contain_text("En sak behöver rättas")

    page.go_back()
    heading(page, CHECK)
    expect(page.locator(".order .total")).to_contain_text(SUM)
    page.go_back()
    heading(page, "Vad vill du att vi gör?")
    ticked(page, "Bromsar fram", "Ja")
    page.go_forward()
    heading(page, CHECK)
    page.go_forward()
    expect(page.get_by_role("alert")).to_contain_text("En sak behöver rättas")
    page.get_by_label("Ditt namn").fill("Karin Holmgren")
    page.get_by_role("button", name="Beställ –").click()
    heading(page, THANKS)
    for _ in range(2):
        page.go_back()
        heading(page, THANKS)
    assert garage.kinds(document).count("document.signed") == 1


def test_back_from_what_cannot_be_asked_or_declined_keeps_what_was_typed(
    product: Product, garage: Garage, phone_without_script: Page, complaints: Complaints
) -> None:
    complaints.expect("422")
    page = phone_without_script
    page.goto(address(product, offer(garage)))
    page.get_by_role("button", name="Visa offerten").click()
    page.get_by_role("link", name="Fråga eller be oss ringa").click()
    page.get_by_label("Ett annat nummer").fill("12")
    page.get_by_role("button", name="Ring mig").click()
    expect(page.get_by_text("Numret ser inte rätt ut.")).to_be_visible()
    page.get_by_role("link", name="Tillbaka till offerten").click()
    page.get_by_role("link", name="Nej tack till hela offerten").click()
    page.get_by_label("Vill du skriva något till oss?").fill("å" * 2001)
    page.get_by_role("button", name="Nej tack till offerten").click()
    expect(page.get_by_text("Korta den till högst 2000 tecken.")).to_be_visible()
    page.get_by_role("link", name="Gå tillbaka").click()
    heading(page, "Vad vill du att vi gör?")

    page.go_back()
    expect(page.get_by_label("Vill du skriva något till oss?")).to_have_value("å" * 2001)
    for _ in range(3):
        page.go_back()
    expect(page.get_by_label("Ett annat nummer")).to_have_value("12")


def test_a_reload_keeps_what_is_ticked_and_a_link_opened_again_offers_it(
    product: Product, garage: Garage, open_page: OpenPage
) -> None:
    content = papers.content([papers.SERVICE, papers.BRAKES, papers.WIPERS])
    document = offer(garage, content)
    page = open_page(PHONE)
    page.goto(address(product, document))
    page.get_by_role("button", name="Visa offerten").click()
    answer(page, "Bromsar fram", "Ja")
    answer(page, "Torkarblad fram", "Inte nu")
    chosen = {"answer-2": "yes", "answer-3": "later"}
    wait_until(lambda: chosen.items() <= (Unsent.objects.get().typed if told() else {}).items())
    page.reload()
    ticked(page, "Bromsar fram", "Ja")
    ticked(page, "Torkarblad fram", "Inte nu")

    page.goto(address(product, document))
    expect(page.locator("input:checked")).to_have_count(0)
    page.get_by_role("link", name="Ta fram svaren").click()
    ticked(page, "Bromsar fram", "Ja")
    expect(page.locator("output")).to_contain_text("2 av 2 svar")
    assert not page.context.cookies()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert garage.reload(document).status == DigitalStatus.SEEN


def told() -> bool:
    return Unsent.objects.count() == 1
