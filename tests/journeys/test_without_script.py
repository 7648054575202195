"""Where scripts are off: the customer's whole way, and the desk as far as reading and reminding goes."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Offer
from tests.kit.browser import Complaints, OpenPage
from tests.kit.cast import Person
from tests.kit.live import Product, wait_until
from tests.kit.walks import Desk, Phone
from verksign.domain.answers import JobAnswer
from verksign.domain.digital_states import DigitalStatus
from verksign.records.models import CustomerRequest, DigitalDocument

pytestmark = pytest.mark.browser


@pytest.fixture
def customer(phone_without_script: Page) -> Phone:
    return Phone(phone_without_script)


class TestCustomer:
    def test_signs_and_loses_nothing_on_the_way(
        self,
        offer: Offer,
        customer: Phone,
        complaints: Complaints,
    ) -> None:
        complaints.expect("422")
        page = customer.page
        customer.read(offer.link)
        customer.go_on()
        expect(page.get_by_role("alert")).to_contain_text("jobb saknar svar")
        page.get_by_role("alert").get_by_role("link", name="Torkarblad").click()
        customer.check(Torkarblad="Ja")
        page.get_by_label("Jag vill att arbetet påbörjas").check()
        # What the browser itself lets through is still no name and no address.
        customer.order("   ", "karin@mail")
        expect(page.get_by_role("alert")).to_contain_text("Två saker behöver rättas")
        expect(page.get_by_label("E-post")).to_have_value("karin@mail")
        expect(page.get_by_label("Jag vill att arbetet påbörjas")).to_be_checked()
        assert offer.now().status == DigitalStatus.SEEN
        customer.order("Karin Holmgren", "karin@mail.example")
        customer.expect_thanks("Karin")

        signed = offer.now()
        assert (signed.signer_name, signed.signer_email) == (
            "Karin Holmgren",
            "karin@mail.example",
        )
        assert [job.answer for job in signed.jobs.order_by("no")] == [JobAnswer.ACCEPTED] * 2
        wait_until(lambda: offer.now().sealed, seconds=40)
        page.reload()
        expect(page.get_by_role("link", name="Ladda ner avtalet (PDF)")).to_be_visible()

    def test_changes_an_answer_and_keeps_the_name(self, offer: Offer, customer: Phone) -> None:
        page = customer.page
        customer.read(offer.link)
        customer.check(Torkarblad="Ja")
        page.get_by_label("Ditt namn").fill("Karin Holmgren")
        page.get_by_role("button", name="Ändra").click()
        card = page.get_by_role("article").filter(has_text="Torkarblad")
        expect(card.get_by_role("radio", name="Ja", exact=True)).to_be_checked()
        customer.check(Torkarblad="Nej")

        expect(page.get_by_label("Ditt namn")).to_have_value("Karin Holmgren")
        expect(page.get_by_role("listitem").filter(has_text="Att betala")).to_contain_text(
            re.compile(r"1\s000\skr")
        )

    def test_declines(self, offer: Offer, customer: Phone) -> None:
        page = customer.page
        customer.read(offer.link)
        page.get_by_role("link", name="Nej tack till hela offerten").click()
        page.get_by_label("Vill du skriva något till oss?").fill("Bilen är såld")
        page.get_by_role("button", name="Nej tack till offerten").click()

        expect(customer.heading).to_have_text("Tack för ditt svar")
        assert offer.now().reason == "Bilen är såld"

    def test_asks_to_be_called(self, offer: Offer, customer: Phone) -> None:
        page = customer.page
        customer.read(offer.link)
        page.get_by_role("link", name="Fråga eller be oss ringa").click()
        page.get_by_role("radio", name="I morgon bitti").check()
        page.get_by_role("button", name="Ring mig").click()

        expect(page.get_by_role("status")).to_contain_text("Vi ringer dig i morgon bitti")
        assert CustomerRequest.objects.get().when == "tomorrow"


class TestDesk:
    def test_reads_a_card(
        self, product: Product, adviser: Person, offer: Offer, open_page: OpenPage
    ) -> None:
        page = open_page(script=False)
        desk, number = Desk(page, product), offer.document.service_document.number
        desk.log_in(adviser)
        desk.open("/v/demoverkstaden/offerter/")
        page.get_by_role("link", name=number).click()

        expect(page.get_by_role("heading", level=1)).to_have_text(f"Serviceoffert {number}")
        expect(desk.digital).to_contain_text("Skickad")
        expect(page.get_by_role("rowheader").filter(has_text="Torkarblad")).to_be_visible()

    def test_reminds_who_is_picked(
        self, product: Product, adviser: Person, offer: Offer, open_page: OpenPage
    ) -> None:
        long_ago = offer.document.created_at - timedelta(hours=3)
        DigitalDocument.objects.filter(pk=offer.document.pk).update(sent_at=long_ago)
        page = open_page(script=False)
        desk, number = Desk(page, product), offer.document.service_document.number
        desk.log_in(adviser)
        desk.open("/v/demoverkstaden/offerter/")
        page.get_by_label(f"Välj {number}").check()
        page.get_by_role("button", name="Påminn valda").click()
        expect(page.get_by_role("dialog")).to_contain_text(number)
        page.get_by_role("button", name="Påminn 1 kund").click()

        expect(page.get_by_text("1 kund påminns.")).to_be_visible()
        assert offer.now().reminders == 1
