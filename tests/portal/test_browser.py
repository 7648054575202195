"""The customer's pages in a real browser: read by machine, narrow, dark, without script, and by hand."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.documents import papers
from tests.kit.browser import Complaints, OpenPage, assert_accessible
from tests.kit.garage import Garage
from tests.kit.live import Product, wait_until
from tests.portal.example import company_content, offer
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.money import Money
from verksign.records.models import CustomerRequest, DigitalDocument
from verksign.usecases.signing.cancel import cancel

pytestmark = [pytest.mark.browser, pytest.mark.look]

NARROW = (320, 640)
PHONE = (390, 844)
WIDE = (1024, 768)
SUM = re.compile(r"12\s625\skr")


@pytest.fixture
def document(product: Product, garage: Garage) -> DigitalDocument:
    return offer(garage)


def address(product: Product, document: DigitalDocument) -> str:
    return f"{product.url}/o/{Garage.token(document)}"


def answer(page: Page, job: str, word: str) -> None:
    card = page.get_by_role("article").filter(has_text=job)
    card.get_by_role("radio", name=word, exact=word in {"Ja", "Nej"}).check()


def answer_all(page: Page) -> None:
    answer(page, "Bromsar fram", "Ja")
    answer(page, "Länkstag fram", "Fråga / ring mig")
    page.get_by_label("Din fråga").locator("visible=true").fill("Är det bråttom?")
    answer(page, "Startbatteri: välj ett av två", "Ja: Startbatteri: likvärdigt")
    answer(page, "Torkarblad fram", "Inte nu")


def no_sideways_scroll(page: Page) -> bool:
    wide: bool = page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    return wide


def pages_of(page: Page, product: Product, document: DigitalDocument) -> Iterator[Page]:
    """Walk every page of the way through."""
    page.goto(address(product, document))
    yield page
    page.get_by_role("button", name="Visa offerten").click()
    expect(page.locator("output")).to_be_visible()
    yield page
    page.get_by_role("button", name="Gå vidare").click()
    expect(page.get_by_role("alert")).to_contain_text("jobb saknar svar")
    yield page
    answer_all(page)
    page.get_by_role("button", name="Gå vidare").click()
    expect(page.locator(".order")).to_be_visible()
    yield page
    page.get_by_label("E-post").fill("karin.mail")
    page.evaluate("document.querySelector('form[data-check]').noValidate = true")
    page.get_by_role("button", name="Beställ –").click()
    expect(page.get_by_role("alert")).to_contain_text("Två saker behöver rättas")
    yield page
    page.get_by_label("Ditt namn").fill("Karin Holmgren")
    page.get_by_label("E-post").fill("")
    page.get_by_role("button", name="Beställ –").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack, Karin! Beställningen är klar.")
    yield page


class TestEveryPage:
    @pytest.mark.parametrize("size", [NARROW, PHONE, WIDE])
    def test_of_the_way_is_accessible_and_fits(
        self,
        product: Product,
        document: DigitalDocument,
        open_page: OpenPage,
        complaints: Complaints,
        size: tuple[int, int],
    ) -> None:
        complaints.expect("422")
        page = open_page(size)
        for shown in pages_of(page, product, document):
            assert no_sideways_scroll(shown)
            assert_accessible(shown)

    @pytest.mark.parametrize("size", [NARROW, WIDE])
    def test_beside_the_way_is_accessible_and_fits(
        self,
        product: Product,
        garage: Garage,
        open_page: OpenPage,
        complaints: Complaints,
        size: tuple[int, int],
    ) -> None:
        complaints.expect("404")
        page = open_page(size)
        company = address(product, offer(garage, company_content()))
        consumer = address(product, offer(garage))
        for opened in (consumer, company):
            page.goto(opened)
            page.get_by_role("button", name="Visa offerten").click()
            expect(page.locator("output")).to_be_visible()
        cancelled = offer(garage)
        cancel(document_id=cancelled.id, by=garage.actor, now=garage.tick())
        for place in (
            f"{consumer}/nej",
            f"{consumer}/fraga",
            company,
            address(product, cancelled),
            f"{product.url}/o/abcdefghijklmnopqrstuv",
            f"{product.url}/verify",
        ):
            page.goto(place)
            assert no_sideways_scroll(page)
            assert_accessible(page)

    def test_big_text_fits_a_narrow_screen(
        self, product: Product, document: DigitalDocument, open_page: OpenPage
    ) -> None:
        page = open_page(NARROW)
        page.goto(address(product, document))
        page.get_by_role("button", name="Visa offerten").click()
        expect(page.locator("output")).to_be_visible()
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert no_sideways_scroll(page)
        answer_all(page)
        page.get_by_role("button", name="Gå vidare").click()
        expect(page.locator(".order")).to_be_visible()
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert no_sideways_scroll(page)


class TestWithScript:
    def test_the_sum_follows_the_answers_and_is_the_servers(
        self, product: Product, document: DigitalDocument, phone: Page
    ) -> None:
        phone.goto(address(product, document))
        phone.get_by_role("button", name="Visa offerten").click()
        output = phone.locator("output")
        expect(output).to_have_text(re.compile(r"4\s390\skr.*0 av 4 svar"))
        answer_all(phone)
        expect(output).to_have_text(re.compile(r"12\s625\skr\s*Högst 13\s447\skr · 4 av 4 svar"))
        phone.get_by_role("button", name="Gå vidare").click()
        expect(phone.locator(".order .total")).to_contain_text(SUM)
        expect(phone.locator(".order")).to_contain_text(re.compile(r"13\s447\skr"))

    @pytest.mark.parametrize("price", [1_000_133, 1_333_334, 2_000_000])
    def test_the_ceiling_of_all_rough_prices_together_is_the_servers(
        self, product: Product, garage: Garage, phone: Page, price: int
    ) -> None:
        rough = replace(papers.LINKS, fixed_price=Money(price))
        content = papers.content([papers.SERVICE, papers.BRAKES, rough, papers.WIPERS])
        phone.goto(address(product, offer(garage, content)))
        phone.get_by_role("button", name="Visa offerten").click()
        for job in ("Bromsar fram", "Länkstag fram", "Torkarblad fram"):
            answer(phone, job, "Ja")
        added = phone.locator("output").inner_text()
        phone.get_by_role("button", name="Gå vidare").click()
        order = phone.locator(".order").inner_text()

        for amount in re.findall(r"[\d\s]+(?:,\d\d)?\skr", added):
            assert amount.strip() in order

    def test_the_sum_is_a_companys_too(self, product: Product, garage: Garage, phone: Page) -> None:
        phone.goto(address(product, offer(garage, company_content())))
        phone.get_by_role("button", name="Visa offerten").click()
        answer(phone, "Bromsar fram", "Ja")

        expect(phone.locator("output")).to_have_text(
            re.compile(r"9\s870\skr\s*Exkl. moms · 12\s337,50\skr inkl. moms · 1 av 1 svar")
        )

    def test_the_paper_comes_by_itself(
        self, product: Product, document: DigitalDocument, phone: Page
    ) -> None:
        phone.goto(address(product, document))
        phone.get_by_role("button", name="Visa offerten").click()
        answer_all(phone)
        phone.get_by_role("button", name="Gå vidare").click()
        phone.get_by_label("Ditt namn").fill("Karin Holmgren")
        phone.get_by_role("button", name="Beställ –").click()
        expect(phone.get_by_role("heading", level=1)).to_contain_text("Tack, Karin!")

        paper = phone.get_by_role("link", name="Ladda ner avtalet (PDF)")
        expect(paper).to_be_visible(timeout=15_000)
        href = paper.get_attribute("href")
        assert href
        assert phone.request.get(f"{product.url}{href}").headers["content-type"] == (
            "application/pdf"
        )

    def test_enter_in_a_field_orders_nothing(
        self, product: Product, document: DigitalDocument, garage: Garage, phone: Page
    ) -> None:
        phone.goto(address(product, document))
        phone.get_by_role("button", name="Visa offerten").click()
        answer_all(phone)
        phone.get_by_role("button", name="Gå vidare").click()
        phone.get_by_label("Ditt namn").fill("Karin Holmgren")
        phone.get_by_label("Ditt namn").press("Enter")

        expect(phone.get_by_label("E-post")).to_be_focused()
        assert garage.reload(document).status == DigitalStatus.SEEN

    def test_offline_nothing_is_sent_and_nothing_lost(
        self, product: Product, document: DigitalDocument, phone: Page
    ) -> None:
        phone.goto(address(product, document))
        phone.get_by_role("button", name="Visa offerten").click()
        answer_all(phone)
        phone.wait_for_load_state("networkidle")
        phone.context.set_offline(True)
        phone.get_by_role("button", name="Gå vidare").click()
        expect(phone.get_by_role("alert")).to_contain_text("Du saknar uppkoppling.")
        phone.context.set_offline(False)
        phone.get_by_role("button", name="Gå vidare").click()

        expect(phone.locator(".order .total")).to_contain_text(SUM)


class TestWithoutScript:
    def test_the_whole_way_works(
        self,
        product: Product,
        document: DigitalDocument,
        garage: Garage,
        phone_without_script: Page,
    ) -> None:
        page = phone_without_script
        page.goto(address(product, document))
        page.get_by_role("button", name="Visa offerten").click()
        answer_all(page)
        page.get_by_role("button", name="Gå vidare").click()
        expect(page.locator(".order .total")).to_contain_text(SUM)
        page.get_by_label("Ditt namn").fill("Karin Holmgren")
        page.get_by_role("button", name="Ändra").click()
        answer(page, "Torkarblad fram", "Nej")
        page.get_by_role("button", name="Gå vidare").click()
        expect(page.get_by_label("Ditt namn")).to_have_value("Karin Holmgren")
        expect(page.get_by_text("Arbetet börjar tidigast")).to_be_visible()
        page.get_by_label("Jag vill att arbetet påbörjas").check()
        expect(page.get_by_text("Arbetet börjar tidigast")).to_be_hidden()
        page.get_by_role("button", name="Beställ – med betalningsskyldighet").click()

        expect(page.get_by_role("heading", level=1)).to_contain_text("Tack, Karin!")
        assert garage.reload(document).signer_name == "Karin Holmgren"
        assert CustomerRequest.objects.get().text == "Är det bråttom?"
        wait_until(lambda: garage.reload(document).sealed)
        page.reload()
        expect(page.get_by_role("link", name="Ladda ner avtalet (PDF)")).to_be_visible()

    def test_enter_in_a_field_orders_nothing(
        self,
        product: Product,
        garage: Garage,
        phone_without_script: Page,
    ) -> None:
        page = phone_without_script
        document = offer(garage, papers.content([papers.SERVICE]))
        page.goto(address(product, document))
        page.get_by_role("button", name="Visa offerten").click()
        page.get_by_role("button", name="Gå vidare").click()
        page.get_by_label("Ditt namn").fill("Karin Holmgren")
        page.get_by_label("Ditt namn").press("Enter")

        expect(page.get_by_label("Ditt namn")).to_have_value("Karin Holmgren")
        expect(page.get_by_role("heading", level=1)).to_have_text("Kontrollera och beställ")
        assert garage.reload(document).status == DigitalStatus.SEEN

    def test_two_telephones_and_one_answer(
        self,
        product: Product,
        document: DigitalDocument,
        open_page: OpenPage,
        complaints: Complaints,
    ) -> None:
        complaints.expect("409")
        first, second = open_page(PHONE, script=False), open_page(PHONE, script=False)
        for page in (first, second):
            page.goto(address(product, document))
            if page is first:
                page.get_by_role("button", name="Visa offerten").click()
            answer_all(page)
        answer(second, "Torkarblad fram", "Ja")
        for page in (first, second):
            page.get_by_role("button", name="Gå vidare").click()
            page.get_by_label("Ditt namn").fill("Karin Holmgren")
        first.get_by_role("button", name="Beställ –").click()
        second.get_by_role("button", name="Beställ –").click()

        expect(first.get_by_role("heading", level=1)).to_contain_text("Tack, Karin!")
        expect(second.get_by_role("heading", level=1)).to_have_text("Offerten är redan besvarad")
        second.get_by_role("link", name="Visa svaret").click()
        expect(second.get_by_role("heading", level=1)).to_contain_text("Tack, Karin!")
