"""A quote is changed after the customer has read it: the same link, what is new, and an answer to the new one."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Offer
from tests.kit.browser import Complaints
from tests.kit.garage import Garage
from tests.kit.live import wait_until
from tests.kit.walks import Desk, Phone
from verksign.domain.digital_states import DigitalStatus
from verksign.records.models import DigitalDocument, Job
from verksign.usecases.quotes.jobs import change_job
from verksign.usecases.quotes.reopen import reopen_quote

pytestmark = pytest.mark.browser


class TestNewVersion:
    def test_says_what_is_new_under_the_same_link_and_is_the_one_that_is_ordered(
        self,
        offer: Offer,
        garage: Garage,
        desk: Desk,
        customer: Phone,
        complaints: Complaints,
    ) -> None:
        complaints.expect("409")
        customer.read(offer.link)
        customer.answer("Torkarblad", "Ja")

        newer = with_another_price(garage, offer)
        wait_until(lambda: garage.reload(newer).status == DigitalStatus.SENT, seconds=40)

        # What was chosen on the old one is not sent; the page says what is new.
        customer.go_on()
        expect(customer.heading).to_have_text("Offerten har ändrats")
        new = customer.page.get_by_role("region", name="Det här är nytt")
        expect(new).to_contain_text("Torkarblad")
        customer.page.get_by_role("button", name="Visa den nya offerten").click()
        expect(customer.page.get_by_text("version 2")).to_be_visible()
        expect(new).to_contain_text("350\u00a0kr")
        expect(new).to_contain_text("Förut 1\u00a0000\u00a0kr")
        assert customer.page.url == offer.link

        desk.open(f"/v/demoverkstaden/dokument/{newer.pk}/")
        told = desk.page.get_by_role("region", name="Ändrat sedan version 1")
        expect(told).to_contain_text("Nytt pris")

        customer.check(Torkarblad="Ja")
        customer.order("Karin Holmgren")
        customer.expect_thanks("Karin")
        assert garage.reload(newer).status == DigitalStatus.SIGNED
        assert offer.now().status == DigitalStatus.REPLACED


def with_another_price(garage: Garage, offer: Offer) -> DigitalDocument:
    """Write what the mechanic said, and send it."""
    quote = garage.fresh(offer.document.service_document_id)
    job = Job.objects.get(document=quote, title="Torkarblad")
    now = garage.tick()
    reopen_quote(quote_id=quote.pk, by=garage.actor, now=now)
    change_job(
        quote_id=quote.pk, job_id=job.pk, changes={"fixed_price": "350"}, by=garage.actor, now=now
    )
    return garage.send(garage.fresh(quote))
