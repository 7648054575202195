"""The demo's outbox: every message as the customer gets it, and never in production."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.kit.cast import Person
from tests.kit.garage import EMAIL, Garage
from tests.kit.logos import logo_png
from verksign.records.models import Message
from verksign.usecases.settings.look import save_logo

pytestmark = pytest.mark.django_db


class TestOutbox:
    def test_shows_the_sms_with_its_link(self, garage: Garage, client: Client) -> None:
        document = garage.sent()
        page = client.get("/outbox").content.decode()
        assert "SMS till 070-174 06 31" in page
        assert f'href="http://localhost:8000/o/{garage.token(document)}"' in page

    def test_shows_the_mail_its_picture_and_its_attachment(
        self, garage: Garage, client: Client
    ) -> None:
        document = garage.seen()
        garage.sign(document, email=EMAIL)
        garage.work()
        receipt = Message.objects.get(kind="receipt")
        page = client.get(f"/outbox/{receipt.id}").content.decode()
        assert "Avtal SOF-10001.pdf" in page
        letter = client.get(f"/outbox/{receipt.id}/html")
        assert "script-src" not in letter["Content-Security-Policy"]
        assert f"/o/{garage.token(document)}" in letter.content.decode()
        attached = client.get(f"/outbox/{receipt.id}/bilaga/Avtal SOF-10001.pdf")
        assert attached.content.startswith(b"%PDF-1.7")
        assert attached["Content-Disposition"].startswith("attachment")

    def test_shows_the_workshops_logo_in_the_mail_itself(
        self, garage: Garage, manager: Person, client: Client
    ) -> None:
        save_logo(data=logo_png(200), by=manager.actor, now=garage.now)
        document = garage.sent(method="email")
        letter = client.get(f"/outbox/{document.messages.get().id}/html").content.decode()
        assert "cid:" not in letter
        assert 'src="data:image/png;base64,' in letter

    @pytest.mark.parametrize(
        "path", ["/outbox", "/outbox/x", "/outbox/x/html", "/outbox/x/bilaga/y"]
    )
    def test_is_not_there_in_production(
        self, client: Client, settings: Settings, path: str
    ) -> None:
        settings.DEMO = False
        assert client.get(path).status_code == 404

    @pytest.mark.parametrize("path", ["/outbox/x", "/outbox/..%2f..%2fsecrets/html"])
    def test_an_unknown_message_is_not_found(self, client: Client, path: str) -> None:
        assert client.get(path).status_code == 404

    def test_elsewhere_than_on_this_machine_one_must_be_signed_in(
        self, client: Client, settings: Settings, adviser: Person
    ) -> None:
        settings.LOOPBACK = False
        assert client.get("/outbox")["Location"] == "/login?next=%2Foutbox"
        assert adviser.log_in(client).get("/outbox").status_code == 200

    def test_whoever_is_logged_in_reads_the_own_workshops_letters_only(
        self, garage: Garage, adviser: Person, stranger: Person
    ) -> None:
        document = garage.sent(method="email")
        address = f"/outbox/{document.messages.get().id}"
        theirs, ours = stranger.log_in(Client()), adviser.log_in(Client())

        assert "E-post till" in ours.get("/outbox").content.decode()
        assert "Inga meddelanden än." in theirs.get("/outbox").content.decode()
        for path in (address, f"{address}/html"):
            assert (ours.get(path).status_code, theirs.get(path).status_code) == (200, 404)
        assert theirs.get(f"{address}/bilaga/x").status_code == 404

    def test_says_whose_letters_are_shown(
        self, garage: Garage, client: Client, adviser: Person
    ) -> None:
        assert "alla verkstäders meddelanden" in client.get("/outbox").content.decode()
        page = adviser.log_in(client).get("/outbox").content.decode()
        assert "Bara dina egna verkstäders meddelanden visas." in page

    def test_only_reads(self, client: Client) -> None:
        assert client.post("/outbox").status_code == 405
