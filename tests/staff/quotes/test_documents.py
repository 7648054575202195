"""A sending's own page, and the papers of the archive as they lie there."""

from uuid import uuid4

import pytest
from django.test import Client

from tests.kit.cast import Person
from tests.kit.garage import Garage
from tests.staff.quotes.desk import SLUG, Card, words
from verksign.domain.answers import JobAnswer
from verksign.domain.canonical import sha256_hex
from verksign.records.models import DigitalDocument, ServiceDocument, VerbalAnswer


@pytest.fixture
def signed(garage: Garage, quote: ServiceDocument) -> DigitalDocument:
    document = garage.seen(quote)
    garage.sign(document, Bromsar=JobAnswer.LATER)
    garage.work()
    return garage.reload(document)


def address(document: DigitalDocument, name: str = "") -> str:
    return f"/v/{SLUG}/dokument/{document.id}/{name}"


class TestDocument:
    def test_tells_everything_that_has_happened(
        self, card: Card, garage: Garage, signed: DigitalDocument
    ) -> None:
        page = words(card.client.get(address(signed)))

        assert f"Digitalt dokument {signed.document_id} Undertecknad" in page
        assert f"Kedjan är obruten, {signed.events.count()} händelser" in page
        for event in signed.events.all():
            assert event.hash in page
        assert "192.0.2.44" in page
        assert "Service ingår Godkänd 1 000,00 kr Bromsar valfri Inte nu 1 000,00 kr" in page
        assert "Beställt 1 000,00 kr" in page
        assert signed.content_sha256 in page
        assert garage.token(signed) not in page


class TestPapers:
    def test_are_the_very_bytes_of_the_archive(self, card: Card, signed: DigitalDocument) -> None:
        assert signed.pdf is not None
        assert signed.sealed is not None
        for name, blob, title in [
            ("offert.pdf", signed.pdf, "Offert SOF-10001 version 1.pdf"),
            ("avtal.pdf", signed.sealed, "Avtal SOF-10001.pdf"),
        ]:
            response = card.client.get(address(signed, name))
            assert response.status_code == 200
            assert sha256_hex(response.content) == blob.sha256
            assert response["Content-Type"] == "application/pdf"
            assert response["Content-Disposition"] == f'inline; filename="{title}"'
            assert response["Cache-Control"] == "no-store"
            assert response["X-Content-Type-Options"] == "nosniff"

    def test_of_a_no_are_no_agreement(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        document = garage.decline(garage.seen(quote))
        garage.work()

        response = card.client.get(address(document, "avtal.pdf"))

        assert response["Content-Disposition"] == 'inline; filename="Svar SOF-10001.pdf"'

    def test_that_are_not_made_yet_are_not_there(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        document = garage.send(quote)

        assert card.client.get(address(document, "offert.pdf")).status_code == 404
        assert card.client.get(address(document, "avtal.pdf")).status_code == 404

    def test_of_a_spoken_answer_are_kept_too(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        jobs = {f"job-{job.id}": "accepted" for job in quote.jobs.all()}
        card.save(
            "svar", **jobs, who="Karin", channel="desk", day="2026-11-23", clock="09:20", key="k"
        )
        answer = VerbalAnswer.objects.get()
        paper = f"/v/{SLUG}/muntliga-svar/{answer.id}.pdf"
        assert card.client.get(paper).status_code == 404

        garage.work()

        response = card.client.get(paper)
        assert response.content.startswith(b"%PDF-")
        assert response["Content-Disposition"] == ('inline; filename="Muntligt svar SOF-10001.pdf"')

    def test_are_not_found_from_another_workshop(
        self, signed: DigitalDocument, stranger: Person
    ) -> None:
        client = stranger.log_in(Client())
        for name in ("", "offert.pdf", "avtal.pdf"):
            theirs = client.get(f"/v/andra-verkstaden/dokument/{signed.id}/{name}")
            nobodys = client.get(f"/v/andra-verkstaden/dokument/{uuid4()}/{name}")
            assert (theirs.status_code, nobodys.status_code) == (404, 404)
            assert theirs.content == nobodys.content


class TestCheck:
    def test_says_what_was_looked_at_and_when(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        document = garage.sent(quote)

        response = card.save("kontrollera")

        assert response.status_code == 200
        assert "underskriften, meddelandet (skickad), PDF:en och giltighetstiden. Inget nytt." in (
            words(response)
        )
        assert garage.reload(document).checked_at is not None

    def test_finds_what_was_left_lying(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        garage.send(quote)

        assert "Något låg och väntade" in words(card.save("kontrollera"))

    def test_of_what_was_never_sent_is_not_there(self, card: Card) -> None:
        assert card.save("kontrollera").status_code == 404
