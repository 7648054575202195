"""*Det här är nytt*: what the page of a new version says about the one that the customer had."""

import pytest
from django.test import Client

from tests.kit.cast import Person
from tests.kit.garage import VISIT, Garage
from tests.kit.world import OTHER_PHONE
from tests.portal.example import Phone, text_of
from verksign.records.models import DigitalDocument, Job, ServiceDocument
from verksign.usecases.quotes.jobs import change_job
from verksign.usecases.quotes.reopen import reopen_quote
from verksign.usecases.signing.see import see

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(garage: Garage) -> DigitalDocument:
    return garage.seen(garage.quote(jobs={"Service": "included", "Torkarblad": "optional"}))


def reopened(garage: Garage, document: DigitalDocument) -> ServiceDocument:
    reopen_quote(quote_id=document.service_document_id, by=garage.actor, now=garage.tick())
    return garage.fresh(document.service_document_id)


def changed(garage: Garage, quote: ServiceDocument, title: str, /, **changes: str) -> None:
    job = Job.objects.get(document=quote, title=title)
    change_job(
        quote_id=quote.pk, job_id=job.pk, changes=changes, by=garage.actor, now=garage.tick()
    )


def second(garage: Garage, quote: ServiceDocument) -> Phone:
    newer = garage.sent(garage.fresh(quote))
    phone = Phone(newer)
    phone.open()
    return phone


class TestNews:
    def test_tells_each_job_that_is_another(self, garage: Garage, first: DigitalDocument) -> None:
        quote = reopened(garage, first)
        garage.job(quote, "Vindruta", price="2500", choice="optional")
        changed(garage, quote, "Torkarblad", fixed_price="350")
        page = text_of(second(garage, quote).get())

        assert "Det här är nytt" in page
        assert "Nytt jobb, du väljer själv" in page
        assert '<s><span class="num">1\u00a0000\u00a0kr</span></s>' in page
        assert '<span class="num">350\u00a0kr</span>' in page
        assert page.index("Det här är nytt") < page.index("Det här ingår")

    def test_says_so_when_only_the_text_is_another(
        self, garage: Garage, first: DigitalDocument
    ) -> None:
        quote = reopened(garage, first)
        changed(garage, quote, "Torkarblad", finding="Spruckna <b>nu</b>")
        page = text_of(second(garage, quote).get())

        assert "Bara texten är ändrad. Jobb, priser och tider är desamma." in page
        assert "Texten är ändrad. Samma pris." in page
        assert "<b>nu</b>" not in page

    def test_says_so_when_nothing_is(self, garage: Garage, first: DigitalDocument) -> None:
        page = text_of(second(garage, reopened(garage, first)).get())

        assert "Inget är ändrat" in page
        assert "Offerten är skickad på nytt." in page

    def test_compares_with_what_the_customer_opened_last(
        self, garage: Garage, first: DigitalDocument
    ) -> None:
        quote = reopened(garage, first)
        garage.job(quote, "Vindruta", price="2500")
        unopened = garage.sent(garage.fresh(quote))
        quote = reopened(garage, unopened)
        page = text_of(second(garage, quote).get())

        assert "Nytt jobb, ingår" in page

    @pytest.mark.parametrize("had", ["1", "2", "9", "ett"])
    def test_of_an_address_that_was_made_up_tells_no_other_readers(
        self, garage: Garage, first: DigitalDocument, had: str
    ) -> None:
        quote = reopened(garage, first)
        changed(garage, quote, "Service", title="Hemlig service")
        quote = reopened(garage, garage.sent(garage.fresh(quote)))
        changed(garage, quote, "Hemlig service", title="Årsservice")
        sending = garage.send(garage.fresh(quote), to=OTHER_PHONE)
        garage.work()
        phone = Phone(garage.reload(sending))
        phone.open()

        page = text_of(phone.get(f"?hade={had}"))

        assert "Hemlig" not in page
        assert "Hette förut" not in page

    def test_a_first_version_has_none(self, garage: Garage, first: DigitalDocument) -> None:
        assert "news-title" not in text_of(Phone(first).get())

    def test_the_opening_page_tells_that_it_is_new_and_no_more(
        self, garage: Garage, first: DigitalDocument
    ) -> None:
        quote = reopened(garage, first)
        garage.job(quote, "Vindruta", price="2500")
        page = text_of(Phone(garage.sent(garage.fresh(quote))).get())

        assert "Offerten har ändrats." in page
        assert "Vindruta" not in page


class TestStaff:
    def test_read_the_same_on_the_documents_page(
        self, garage: Garage, first: DigitalDocument, desk_client: Client
    ) -> None:
        quote = reopened(garage, first)
        changed(garage, quote, "Torkarblad", fixed_price="350")
        newer = garage.sent(garage.fresh(quote))
        see(token=garage.token(newer), visit=VISIT, now=garage.tick())
        response = desk_client.get(f"/v/{newer.workshop.slug}/dokument/{newer.pk}/")
        page = response.content.decode()

        assert "Ändrat sedan version 1" in page
        assert "Nytt pris" in page


@pytest.fixture
def desk_client(adviser: Person) -> Client:
    client = Client()
    client.force_login(adviser.user)
    return client
