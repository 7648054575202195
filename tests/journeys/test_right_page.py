"""Whatever has become of the offer, its link shows the one page that is true just then."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.conftest import Offer
from tests.kit.browser import PHONE, Complaints, OpenPage
from tests.kit.cast import Person
from tests.kit.garage import Garage
from tests.kit.live import Product, wait_until
from tests.kit.walks import Desk, Phone, link_to
from verksign.domain.digital_states import DigitalStatus
from verksign.records.models import Message
from verksign.usecases.signing.sweep import sweep

pytestmark = pytest.mark.browser

LONG_AGO = timedelta(days=60)


@pytest.fixture
def second(open_page: OpenPage) -> Phone:
    """The same customer's other telephone, or somebody else's."""
    return Phone(open_page(PHONE))


def ready_to_order(phone: Phone, link: str, answer: str) -> None:
    phone.read(link)
    phone.check(Torkarblad=answer)
    phone.page.get_by_label("Ditt namn").fill("Karin Holmgren")


class TestAnswered:
    def test_a_double_tap_orders_once(self, offer: Offer, customer: Phone) -> None:
        ready_to_order(customer, offer.link, "Ja")
        customer.page.get_by_role("button", name="Beställ –").dblclick()
        customer.expect_thanks("Karin")

        assert Garage.kinds(offer.document).count("document.signed") == 1

    def test_the_same_answer_twice_is_one_order_and_one_receipt(
        self,
        offer: Offer,
        customer: Phone,
        second: Phone,
    ) -> None:
        ready_to_order(customer, offer.link, "Ja")
        second.follow(offer.link)
        second.check(Torkarblad="Ja")
        for phone in (customer, second):
            phone.order("Karin Holmgren", "karin@mail.example")
            phone.expect_thanks("Karin")

        assert Garage.kinds(offer.document).count("document.signed") == 1
        receipts = Message.objects.filter(document=offer.document, kind=Message.Kind.RECEIPT)
        wait_until(receipts.exists, seconds=40)
        assert receipts.count() == 1

    def test_another_answer_on_a_second_device_comes_too_late(
        self,
        offer: Offer,
        customer: Phone,
        second: Phone,
        complaints: Complaints,
    ) -> None:
        complaints.expect("409")
        ready_to_order(customer, offer.link, "Ja")
        second.follow(offer.link)
        second.check(Torkarblad="Nej")
        customer.order("Karin Holmgren")
        customer.expect_thanks("Karin")
        second.order("Bo Holmgren")

        expect(second.heading).to_have_text("Offerten är redan besvarad")
        expect(second.page.get_by_text("Det du valde här sparades inte.")).to_be_visible()
        assert offer.now().signer_name == "Karin Holmgren"
        second.page.get_by_role("link", name="Visa svaret").click()
        second.expect_thanks("Karin")


class TestClosed:
    def test_a_withdrawn_offer_says_so_also_to_who_was_about_to_order(
        self, offer: Offer, desk: Desk, customer: Phone, complaints: Complaints
    ) -> None:
        complaints.expect("409")
        ready_to_order(customer, offer.link, "Ja")
        withdraw(desk, offer)
        customer.order("Karin Holmgren")
        expect(customer.heading).to_have_text("Offerten är återkallad")
        customer.follow(offer.link)
        expect(customer.heading).to_have_text("Offerten är återkallad")
        expect(customer.page.get_by_role("link", name="Ring 046-200 00 10")).to_be_visible()
        assert offer.now().status == DigitalStatus.CANCELLED

    def test_an_offer_that_ran_out_can_be_asked_for_anew(
        self, product: Product, adviser: Person, desk: Desk, customer: Phone
    ) -> None:
        product.worker.stop()
        past = Garage(adviser.actor, now=timezone.now() - LONG_AGO)
        offer = Offer(document := past.sent(), link_to(product, document))
        product.start_worker()
        customer.follow(offer.link)
        expect(customer.heading).to_have_text("Offerten har gått ut")
        customer.page.get_by_role("button", name="Be om en ny offert").click()
        expect(customer.page.get_by_role("status")).to_contain_text("hör av oss")
        sweep(now=timezone.now())

        desk.open(offer.card)
        desk.expect_status("Utgången")
        expect(desk.digital).to_contain_text("Vill ha en ny offert")
        customer.follow(offer.link)
        expect(customer.heading).to_have_text("Offerten har gått ut")

    def test_an_unknown_link_says_nothing_of_what_exists(
        self, product: Product, customer: Phone, complaints: Complaints
    ) -> None:
        complaints.expect("404")
        for token in ("abcdefghijklmnopqrstuv", "x"):
            customer.follow(f"{product.url}/o/{token}")
            expect(customer.heading).to_have_text("Länken fungerar inte")


def withdraw(desk: Desk, offer: Offer) -> None:
    desk.open(offer.card)
    dialog = desk.communicate("Avbryt digital offert")
    dialog.get_by_role("radio", name="Inte längre aktuell").check()
    dialog.get_by_role("button", name="Avbryt digital offert").click()
    desk.expect_told("Offerten är avbruten.")
    desk.expect_status("Avbruten")


class TestReplaced:
    def test_a_new_version_comes_under_the_same_link_and_the_old_one_cannot_be_ordered(
        self,
        offer: Offer,
        desk: Desk,
        customer: Phone,
        second: Phone,
        complaints: Complaints,
    ) -> None:
        complaints.expect("409")
        link = offer.link
        ready_to_order(customer, link, "Ja")
        desk.open(offer.card)
        desk.communicate("Ändra offerten").get_by_role("button", name="Ändra offerten").click()
        desk.expect_told("Offerten kan ändras.")
        second.follow(link)
        expect(second.heading).to_have_text("Offerten har ändrats")
        expect(second.page.get_by_text("Du får ett nytt meddelande")).to_be_visible()
        send_dearer(desk)

        customer.order("Karin Holmgren")
        expect(customer.heading).to_have_text("Offerten har ändrats")
        change = customer.page.get_by_role("listitem").filter(has_text="Torkarblad")
        expect(change).to_have_text(re.compile(r"Förut 1\s000\skr.*1\s200\skr", re.DOTALL))
        customer.page.get_by_role("button", name="Visa den nya offerten").click()
        expect(customer.page.get_by_text("version 2")).to_be_visible()
        customer.check(Torkarblad="Ja")
        customer.order("Karin Holmgren")
        customer.expect_thanks("Karin")
        desk.expect_status("Undertecknad")
        expect(desk.digital).to_contain_text("Karin Holmgren beställde")
        expect(desk.digital.get_by_role("link", name="Version 1")).to_be_visible()
        assert offer.now().status == DigitalStatus.REPLACED


def send_dearer(desk: Desk) -> None:
    price = desk.page.get_by_label("À-pris, Torkarblad")
    price.fill("1200")
    price.press("Enter")
    expect(desk.page.get_by_role("region", name="Pris")).to_contain_text("2 200,00 kr")
    dialog = desk.communicate("Skicka digital offert")
    dialog.get_by_role("button", name="OK").click()
    desk.expect_status("Skickad")
