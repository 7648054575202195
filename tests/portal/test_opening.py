import pytest
from pytest_django import DjangoAssertNumQueries

from tests.documents import papers
from tests.kit.garage import Garage
from tests.portal.example import Phone, offer, text_of
from verksign.domain.digital_states import DigitalStatus
from verksign.records.models import Event, Link

pytestmark = pytest.mark.django_db

MACHINES = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Microsoft Outlook 16.0",
    "Twitterbot/1.0",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
]
PATHS = ["", "/nej", "/fraga", "/offert.pdf", "/avtal.pdf"]


READING = 4
"""Questions to the database when the page is read: it is what most visits are, and must stay quick."""


class TestOpeningPage:
    def test_says_who_asks_what_and_by_when(self, garage: Garage) -> None:
        page = text_of(Phone(offer(garage)).get())

        assert "Offert för din Volvo V60 D4" in page
        assert "Ekbackens Bilverkstad" in page
        assert "ABC 12D" in page
        assert "Svara senast tisdag 8 december" in page
        assert "Inget blir beställt för att du öppnar." in page

    def test_shows_no_price_no_name_and_no_job(self, garage: Garage) -> None:
        page = text_of(Phone(offer(garage)).get())

        assert "Holmgren" not in page
        assert "Karin" not in page
        assert "kr" not in page.replace("skriver", "")
        assert "Bromsar" not in page

    def test_nothing_else_of_the_link_is_shown_before_it_is_opened(self, garage: Garage) -> None:
        phone = Phone(offer(garage))

        for path in PATHS[1:]:
            response = phone.get(path)
            assert (response.status_code, response["Location"]) == (302, phone.address)

    def test_its_button_opens_the_quote(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        response = phone.post("/visa")

        assert (response.status_code, response["Location"]) == (303, phone.address)
        assert garage.reload(phone.document).status == DigitalStatus.SEEN
        assert "Det här väljer du själv" in text_of(phone.get())

    def test_opening_twice_is_opening_once(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        phone.open()
        before = garage.reload(phone.document).seen_at
        phone.open()

        assert garage.reload(phone.document).seen_at == before
        assert garage.kinds(phone.document).count("document.seen") == 1


class TestFetching:
    @pytest.mark.parametrize("agent", MACHINES)
    def test_changes_nothing_but_the_access_counter(self, garage: Garage, agent: str) -> None:
        document = offer(garage)
        phone = Phone(document)
        before, events = garage.reload(document), Event.objects.count()
        for _ in range(25):
            assert phone.get(**{"user-agent": agent}).status_code == 200
            phone.client.head(phone.address, headers={"user-agent": agent})
        for path in PATHS[1:]:
            phone.get(path, **{"user-agent": agent})
        after = garage.reload(document)

        assert (after.status, after.status_at, after.seen_at) == (
            before.status,
            before.status_at,
            None,
        )
        assert Event.objects.count() == events
        # A burst counts as one; a slow machine may take more than one burst for fifty.
        assert 1 <= Link.objects.get(pk=document.link_id).accesses <= 5

    def test_a_deeds_address_only_leads_to_the_page(self, garage: Garage) -> None:
        phone = Phone(offer(garage))

        for path in ("/visa", "/kontrollera", "/bestall"):
            response = phone.get(path)
            assert response.status_code == 303
            assert response["Location"] == f"/o/{garage.token(phone.document)}"
        assert garage.reload(phone.document).seen_at is None


class TestReadingPage:
    def test_asks_the_database_little(
        self, garage: Garage, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        phone = Phone(offer(garage))
        phone.open()
        phone.get()

        with django_assert_max_num_queries(READING):
            phone.get()

    def test_the_safety_job_stands_first_of_what_is_chosen(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        phone.open()
        page = text_of(phone.get())

        titles = ["Service 12 000 mil", "Bromsar fram", "Länkstag fram", "Startbatteri: välj ett"]
        places = [page.index(f"<h3>{title}") for title in titles]
        assert places == sorted(places)
        assert "checked" not in page

    def test_prints_the_digits_that_the_paper_prints(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        phone.open()

        assert phone.document.content_sha256[:16] in text_of(phone.get())

    def test_a_quote_without_choices_says_so(self, garage: Garage) -> None:
        phone = Phone(offer(garage, papers.content([papers.SERVICE])))
        phone.open()
        page = text_of(phone.get())

        assert "Allt i offerten hör ihop." in page
        assert "Det här väljer du själv" not in page
        assert "svar</small>" not in page

    def test_the_weight_stays_within_the_budget(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        phone.open()

        assert len(phone.get().content) <= 30_000


class TestCapital:
    def test_in_the_address_leads_to_the_page(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        token = Garage.token(phone.document)
        for text in (token, f"{token}.", f"{token})", f"{token} ", f"{token}/"):
            response = phone.client.get(f"/O/{text}")
            assert (response.status_code, response["Location"]) == (303, phone.address)

    def test_guesses_no_letter_and_does_nothing(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        token = Garage.token(phone.document)

        assert phone.client.get(f"/O/{token.upper()}", follow=True).status_code == 404
        assert phone.client.get(f"/O/{token[:-1]}").status_code == 404
        assert phone.client.post(f"/O/{token}", headers=phone.headers).status_code == 405
