"""A device that is handed over: no staff page of its session says or does anything until the password is given."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import LazySettings
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.utils import timezone

from tests.kit.cast import PASSWORD, Person
from tests.kit.garage import Garage
from tests.kit.snapshot import snapshot
from tests.kit.world import Who, World, make_world
from tests.rules.access_table import TABLE
from tests.rules.asking import Ask
from verksign.records.models import DigitalDocument, Link
from verksign.staff.handover.lock import KEY
from verksign.staff.middleware import SEEN_AT

pytestmark = pytest.mark.django_db
LOCKED = 423
OPEN = {"staff:give-back", "staff:logout"}
STAFF = sorted(name for name in TABLE if name.startswith("staff:") and name not in OPEN)


@pytest.fixture
def document(garage: Garage) -> DigitalDocument:
    return garage.sent()


@pytest.fixture
def desk(client: Client, adviser: Person, document: DigitalDocument) -> Client:
    """The adviser's browser, handed over."""
    adviser.log_in(client)
    response = client.post(_address(document, "pa-plats"))
    assert response.status_code == 302
    return client


def _address(document: DigitalDocument, page: str = "") -> str:
    return f"/v/demoverkstaden/offerter/{document.service_document_id}/{page}"


class TestHandingOver:
    def test_leads_to_the_offer_under_an_address_of_its_own(
        self, client: Client, adviser: Person, document: DigitalDocument
    ) -> None:
        response = adviser.log_in(client).post(_address(document, "pa-plats"))
        page = Client().get(response["Location"].removeprefix("http://testserver"))

        assert Garage.token(document) not in response["Location"]
        assert page.status_code == 200
        assert "Demoverkstaden" in page.content.decode()

    def test_asks_first(self, client: Client, adviser: Person, document: DigitalDocument) -> None:
        page = adviser.log_in(client).get(_address(document, "pa-plats"))

        assert "Lämna över plattan till kunden" in page.content.decode()
        assert KEY not in client.session

    def test_a_tab_that_was_under_way_cannot_take_the_lock_off(
        self, client: Client, adviser: Person, document: DigitalDocument
    ) -> None:
        adviser.log_in(client)
        other_tab = SessionStore(client.session.session_key)
        other_tab["seen_at"] = 1
        client.post(_address(document, "pa-plats"))

        with pytest.raises(UpdateError):
            other_tab.save()
        assert client.get(_address(document)).status_code == LOCKED


class TestLocked:
    def test_shows_the_lock_and_nothing_of_the_workshop(
        self, desk: Client, document: DigitalDocument
    ) -> None:
        response = desk.get(_address(document))
        page = response.content.decode()

        assert response.status_code == LOCKED
        assert response["Cache-Control"] == "no-store"
        assert "Plattan är överlämnad" in page
        assert "SOF-" not in page

    def test_another_tab_is_sent_to_the_lock(self, desk: Client, document: DigitalDocument) -> None:
        response = desk.get(_address(document, "faktaruta"), headers={"HX-Request": "true"})

        assert (response.status_code, response["HX-Redirect"]) == (LOCKED, "/las")
        assert response.content == b""

    def test_the_password_opens_it_and_the_device_shows_the_offer_no_more(
        self, desk: Client, document: DigitalDocument
    ) -> None:
        offer = desk.get("/las").context["address"]
        response = desk.post("/las", {"password": PASSWORD})

        assert response["Location"] == _address(document)
        assert desk.get(_address(document)).status_code == 200
        assert desk.get(offer.partition("/o/")[1] + offer.partition("/o/")[2]).status_code == 404

    def test_a_password_that_is_hashed_anew_ends_no_session(
        self, desk: Client, document: DigitalDocument, settings: LazySettings
    ) -> None:
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
        desk.post("/las", {"password": PASSWORD})

        assert desk.get(_address(document)).status_code == 200

    def test_a_wrong_password_does_not(self, desk: Client, document: DigitalDocument) -> None:
        response = desk.post("/las", {"password": "fel"})

        assert response.status_code == 422
        assert "Lösenordet stämmer inte." in response.content.decode()
        assert desk.get(_address(document)).status_code == LOCKED

    def test_guesses_are_counted(self, desk: Client, document: DigitalDocument) -> None:
        statuses = [desk.post("/las", {"password": f"{guess}"}).status_code for guess in range(12)]

        assert statuses[-1] == 429
        assert desk.post("/las", {"password": PASSWORD}).status_code == 429
        assert desk.get(_address(document)).status_code == LOCKED

    def test_log_out_is_still_possible_and_leaves_nothing_in_the_history(
        self, desk: Client, document: DigitalDocument
    ) -> None:
        offer = urlsplit(desk.get("/las").context["address"]).path
        assert desk.get(offer).status_code == 200
        desk.post("/logout")

        assert desk.get(offer).status_code == 404
        event = document.events.get(kind="document.given_back")
        assert "by" not in event.personal_values
        assert desk.get(_address(document)).status_code == 302
        assert KEY not in desk.session

    def test_idle_too_long_is_logged_out_like_any_other(
        self, desk: Client, document: DigitalDocument
    ) -> None:
        session = desk.session
        session[SEEN_AT] = int((timezone.now() - timedelta(hours=11)).timestamp())
        session.save()

        assert desk.get(_address(document))["Location"].startswith("/login?")

    def test_another_browser_of_the_same_person_is_free(
        self, desk: Client, adviser: Person, document: DigitalDocument
    ) -> None:
        assert adviser.log_in(Client()).get(_address(document)).status_code == 200


class TestAfterAnHour:
    """The time is over: neither side shows the offer, and both say what to do."""

    @pytest.fixture
    def offer(self, desk: Client, document: DigitalDocument) -> str:
        address: str = urlsplit(desk.get("/las").context["address"]).path
        Link.objects.filter(documents=document).update(on_site_until=timezone.now())
        return address

    def test_the_customer_is_told_that_nothing_was_sent(self, desk: Client, offer: str) -> None:
        for response in (
            desk.get(offer),
            desk.post(f"{offer}/bestall", headers={"Sec-Fetch-Site": "same-origin"}),
            desk.get(f"{offer}/fraga"),
        ):
            page = response.content.decode()
            assert response.status_code == 410
            assert response["Cache-Control"] == "no-store"
            assert "Tiden på plattan är slut" in page
            assert "Det du valde är inte skickat." in page
            assert 'href="/las"' in page
            assert "Demoverkstaden" not in page

    def test_who_has_answered_is_told_that_it_is_saved(
        self, desk: Client, offer: str, garage: Garage, document: DigitalDocument
    ) -> None:
        garage.sign(garage.reload(document))

        page = desk.get(offer).content.decode()
        assert "Ditt svar är sparat." in page
        assert "inte skickat" not in page

    def test_its_papers_and_pictures_are_closed(self, desk: Client, offer: str) -> None:
        for path in ("offert.pdf", "avtal.pdf", "logo/" + "0" * 64 + ".png"):
            assert desk.get(f"{offer}/{path}").status_code == 410

    def test_is_said_in_the_language_that_was_chosen(self, desk: Client, offer: str) -> None:
        assert "The time on the tablet is over" in desk.get(f"{offer}?sprak=en").content.decode()

    def test_the_adviser_is_told_to_hand_over_again(
        self, desk: Client, offer: str, document: DigitalDocument
    ) -> None:
        page = desk.get("/las").content.decode()
        assert "Tiden på plattan är slut" in page
        assert "Till offerten" not in page
        assert desk.post("/las", {"password": PASSWORD})["Location"] == _address(document)
        assert desk.post(_address(document, "pa-plats")).status_code == 302


class TestEveryStaffAddress:
    def test_is_locked_by_every_method_and_does_nothing(self, db: None) -> None:
        world: World = make_world()
        client = world.client(Who.ADMIN)
        quote = world.ours.facts["open_quote"]
        client.post(f"/v/{world.ours.facts['slug']}/offerter/{quote}/pa-plats")
        rows = snapshot()
        answers = {}
        for name in STAFF:
            ask = Ask.about(name, world.ours.facts)
            answers[name] = {
                method: ask.by(client, method).status_code
                for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
            }

        every = dict.fromkeys(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"), LOCKED)
        assert answers == dict.fromkeys(STAFF, every)
        assert snapshot() == rows
