"""Photos and PDFs on the quote card: put there, described, drawn on, and served as nothing but what they are."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.kit import files
from tests.kit.cast import Person
from tests.kit.garage import Garage
from tests.kit.snapshot import snapshot
from tests.staff.quotes.desk import SLUG, Card, error_of, parts, value_of, words
from verksign.records.models import Attachment, Job, ServiceDocument

SHOT = files.jpeg(64, 48)
RING = [{"kind": "ring", "x1": 0.2, "y1": 0.2, "x2": 0.6, "y2": 0.6}]


@pytest.fixture
def job(quote: ServiceDocument) -> Job:
    return quote.jobs.get(title="Bromsar")


@pytest.fixture
def photo(garage: Garage, quote: ServiceDocument, job: Job) -> Attachment:
    return garage.attach(quote, SHOT, job=job)


def upload(card: Card, *given: tuple[str, bytes], script: bool = False, job: str = "") -> Any:
    sent = [SimpleUploadedFile(name, data) for name, data in given]
    headers = {"Accept": "application/json"} if script else {}
    return card.client.post(f"{card.address}bilagor", {"file": sent, "job": job}, headers=headers)


@pytest.mark.django_db
class TestUpload:
    def test_a_plain_form_takes_several_and_tells_of_each_that_it_could_not(
        self, card: Card, job: Job
    ) -> None:
        response = upload(
            card,
            ("a.jpg", SHOT),
            ("b.svg", b"<svg/>"),
            ("rapport.pdf", files.pdf()),
            job=str(job.id),
        )
        assert response.status_code == 302
        rows = Attachment.objects.filter(document=card.quote, job=job.id).order_by("position")
        assert [(row.kind, row.name) for row in rows] == [
            ("photo", "a.jpg"),
            ("pdf", "rapport.pdf"),
        ]
        page = words(card.read())
        assert "b.svg: SVG går inte att bifoga. Spara bilden som JPEG eller PNG." in page

    def test_the_script_is_told_of_its_file_alone(self, card: Card) -> None:
        taken = upload(card, ("a.jpg", SHOT), script=True)
        assert (taken.status_code, taken.json()) == (200, {"sentence": ""})
        before = snapshot()
        refused = upload(card, ("bild.jpg", files.jpeg()[:900]), script=True)
        assert refused.status_code == 422
        assert refused.json() == {
            "sentence": "Bilden går inte att läsa. Den kan vara avbruten; ta den igen."
        }
        assert snapshot() == before

    def test_no_file_is_said(self, card: Card) -> None:
        assert upload(card, script=True).json() == {
            "sentence": "Ingen fil är vald. Välj en bild eller en PDF."
        }

    def test_a_sent_quote_says_what_to_do(self, card: Card, garage: Garage) -> None:
        garage.send(card.quote)
        response = upload(card, ("a.jpg", SHOT), script=True)
        assert response.status_code == 422
        assert "Välj Ändra offerten" in response.json()["sentence"]
        assert Attachment.objects.count() == 0


@pytest.mark.django_db
class TestCard:
    def test_shows_each_at_its_job_and_nudges_for_words(
        self, card: Card, photo: Attachment
    ) -> None:
        page = card.read().content.decode()
        assert f'id="attachment-{photo.id}"' in page
        assert f'id="job-{photo.job}-pictures"' in page
        assert "Beskriv bilden för kunder som inte ser den" in page
        card.save(f"bilagor/{photo.id}/", alt="Skivan har spår")
        page = card.read().content.decode()
        assert 'alt="Skivan har spår"' in page
        assert "Beskriv bilden för kunder som inte ser den" not in page

    def test_a_text_that_is_too_long_says_so_beside_itself(
        self, card: Card, photo: Attachment
    ) -> None:
        response = card.save(f"bilagor/{photo.id}/", alt="x" * 201)
        field = f"attachment-{photo.id}-alt"
        assert response.status_code == 422
        assert value_of(response, field) == "x" * 201
        assert error_of(response, field) == "Texten är för lång. Korta den."
        photo.refresh_from_db()
        assert photo.alt == ""

    def test_an_edit_sends_the_parts_that_show_it(self, card: Card, photo: Attachment) -> None:
        response = card.save(f"bilagor/{photo.id}/ta-bort")
        assert {"attachments", "pictures", "jobs", "saved"} <= parts(response)
        assert Attachment.objects.count() == 0

    def test_what_somebody_else_has_written_is_not_overwritten_unseen(
        self, card: Card, photo: Attachment
    ) -> None:
        seen = str(card.quote.version)
        card.save(f"bilagor/{photo.id}/", alt="Skivan har spår")
        response = card.save(f"bilagor/{photo.id}/", alt="Skivan", version=seen)
        field = f"attachment-{photo.id}-alt"
        assert response.status_code == 409
        assert value_of(response, field) == "Skivan"
        assert error_of(response, field) == (
            f"Anna Lind ändrade under tiden Vad bilden visar på {photo.name}: Skivan har spår. "
            "Ditt är inte sparat."
        )
        assert f'data-again="{field}"' in response.content.decode()
        photo.refresh_from_db()
        assert photo.alt == "Skivan har spår"

    def test_undo_brings_a_removed_one_back_and_says_so(
        self, card: Card, photo: Attachment
    ) -> None:
        card.save(f"bilagor/{photo.id}/ta-bort")
        response = card.save("angra", version=str(card.quote.version))
        assert f"Ångrat: bilagan {photo.name} är tillbaka." in words(response)
        assert f'id="attachment-{photo.id}"' in response.content.decode()

    def test_history_tells_what_was_done_to_it(self, card: Card, photo: Attachment) -> None:
        card.save(f"bilagor/{photo.id}/", alt="Skivan", job="")
        card.save(f"bilagor/{photo.id}/ta-bort")
        page = words(card.read("historik"))
        for told in (
            f"Bifogade fil Anna Lind Bilagan {photo.name} lades till",
            f"Ändrade bifogad fil Anna Lind Vad bilden visar på {photo.name}: – → Skivan",
            f"Hör till på {photo.name}: Bromsar → Hela offerten",
            "Tog bort bifogad fil Anna Lind Bilagan Skivan togs bort",
        ):
            assert told in page

    def test_a_reader_sees_and_cannot_change(
        self, client: Client, reader: Person, quote: ServiceDocument, photo: Attachment
    ) -> None:
        card = Card(reader.log_in(client), quote.id)
        page = card.read().content.decode()
        assert f'id="attachment-{photo.id}"' in page
        assert 'id="attach-files"' not in page
        assert upload(card, ("a.jpg", SHOT)).status_code == 403


@pytest.mark.django_db
class TestDrawing:
    def test_saves_the_marks_and_keeps_the_photo_without_them(
        self, card: Card, photo: Attachment
    ) -> None:
        plain = photo.blob
        page = card.read(f"bilagor/{photo.id}/rita").content.decode()
        assert plain.sha256 in page
        response = card.press(f"bilagor/{photo.id}/rita", marks=json.dumps(RING))
        assert response.status_code == 302
        photo.refresh_from_db()
        assert photo.marks == RING
        assert photo.blob != plain
        assert photo.original == plain

    def test_what_somebody_else_has_drawn_is_told_in_the_dialog(
        self, card: Card, photo: Attachment
    ) -> None:
        seen = str(card.quote.version)
        card.press(f"bilagor/{photo.id}/rita", marks=json.dumps(RING), version=seen)
        before = snapshot()
        response = card.press(f"bilagor/{photo.id}/rita", marks="[]", version=seen)
        assert response.status_code == 422
        assert "Anna Lind ändrade under tiden Ritat på" in words(response)
        assert f'name="version" value="{card.quote.version}"' in response.content.decode()
        assert snapshot() == before

    @pytest.mark.parametrize("marks", ["", "nonsense", "[[[[", '[{"kind":"text"}]', "{}"])
    def test_what_cannot_be_drawn_is_said_in_the_dialog(
        self, card: Card, photo: Attachment, marks: str
    ) -> None:
        before = snapshot()
        response = card.press(f"bilagor/{photo.id}/rita", marks=marks)
        assert response.status_code == 422
        assert "Det ritade går inte att spara." in words(response)
        assert snapshot() == before


@pytest.mark.django_db
class TestServing:
    def test_a_picture_is_a_jpeg_by_its_digest_and_nothing_else(
        self, card: Card, photo: Attachment
    ) -> None:
        assert photo.thumbnail
        for blob in (photo.blob, photo.thumbnail):
            response = card.read(f"bilagor/{photo.id}/bild/{blob.sha256}.jpg")
            assert response.content == blob.read()
            assert response["Content-Type"] == "image/jpeg"
        assert card.read(f"bilagor/{photo.id}/bild/{'0' * 64}.jpg").status_code == 404

    def test_a_pdf_is_something_to_save(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        row = garage.attach(quote, files.pdf(), name="Mätning, fram.pdf")
        response = card.read(f"bilagor/{row.id}/fil")
        assert response["Content-Type"] == "application/pdf"
        assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''M%C3%A4t")
        assert card.read(f"bilagor/{row.id}/bild/{row.blob.sha256}.jpg").status_code == 404

    def test_not_by_the_address_of_another_quote(
        self, card: Card, garage: Garage, photo: Attachment
    ) -> None:
        other = garage.quote()
        address = f"/v/{SLUG}/offerter/{other.id}/bilagor/{photo.id}/bild/{photo.blob.sha256}.jpg"
        assert card.client.get(address).status_code == 404
