"""Photos on paper, and the PDFs that go along inside it."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from tests.documents import papers
from tests.documents.reading import metadata, words_of
from tests.kit import files
from verksign.documents.enclosures import clean_pdf
from verksign.documents.render import render_agreement, render_draft, render_offer
from verksign.documents.verdict import LARGEST_PDF
from verksign.domain.canonical import sha256_hex
from verksign.domain.content import Content
from verksign.domain.drafts import FileDraft

SHOT, TALL = papers.picture(), papers.picture(720, 960)
REPORT = clean_pdf(files.pdf(2)).pdf
ENCLOSED = {sha256_hex(data): data for data in (SHOT, TALL, REPORT)}
FILE = FileDraft(sha256=sha256_hex(REPORT), name="Protokoll.pdf", size=len(REPORT), pages=2)


@pytest.fixture(scope="module")
def content() -> Content:
    job = replace(
        papers.BRAKES,
        photos=[papers.photo_of(SHOT, "Bromsskiva med djupa spår"), papers.photo_of(TALL)],
        attachments=[FILE],
    )
    return papers.content([papers.SERVICE, job])


def pictures_in(pdf: bytes) -> list[bytes]:
    """The bytes of every JPEG in the file, as they were put there."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [
            each.read_raw_bytes()
            for each in opened.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        ]


def attached_to(pdf: bytes) -> dict[str, bytes]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return {name: spec.get_file().read_bytes() for name, spec in opened.attachments.items()}


class TestOffer:
    def test_shows_the_photos_with_their_words_and_who_took_them(self, content: Content) -> None:
        pdf = render_offer(content, ENCLOSED)
        assert set(pictures_in(pdf)) == {SHOT, TALL}
        words = words_of(pdf)
        assert "Bromsskiva med djupa spår. Foto: Ali, 24 november" in words
        assert "Bild 2 till Bromsar fram" in words

    def test_is_still_archivable_and_accessible(self, content: Content) -> None:
        found = metadata(render_offer(content, ENCLOSED))
        assert (found["pdfaid:part"], found["pdfaid:conformance"]) == ("3", "A")
        assert found["pdfuaid:part"] == "1"
        with pikepdf.open(BytesIO(render_offer(content, ENCLOSED))) as pdf:
            texts = {
                str(each["/Alt"])
                for each in pdf.objects
                if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
            }
        assert "Bromsskiva med djupa spår" in texts

    def test_carries_the_pdfs_byte_for_byte_and_lists_them(self, content: Content) -> None:
        pdf = render_offer(content, ENCLOSED)
        assert attached_to(pdf) == {"bilaga-1.pdf": REPORT}
        words = words_of(pdf)
        assert "Bilaga: Protokoll.pdf" in words
        assert f"Protokoll.pdf 2 {sha256_hex(REPORT)[:8]} {sha256_hex(REPORT)[8:16]}" in words
        assert "Bilagorna är bifogade i den här PDF:en." in words

    def test_is_never_printed_without_one_of_them(self, content: Content) -> None:
        with pytest.raises(KeyError):
            render_offer(content, {sha256_hex(SHOT): SHOT, sha256_hex(REPORT): REPORT})

    def test_is_the_same_bytes_each_time(self, content: Content) -> None:
        assert render_offer(content, ENCLOSED) == render_offer(content, ENCLOSED)

    def test_a_draft_shows_them_too(self, content: Content) -> None:
        assert set(pictures_in(render_draft(content, ENCLOSED))) == {SHOT, TALL}

    def test_has_room_for_forty_jobs_with_a_photo_each(self) -> None:
        shots = [SHOT, TALL]
        jobs = [
            replace(
                papers.BRAKES,
                id=papers.job_id(number),
                photos=[papers.photo_of(shots[number % 2])],
            )
            for number in range(1, 41)
        ]
        pdf = render_offer(papers.content(jobs), {sha256_hex(shot): shot for shot in shots})
        assert len(pdf) + 40 * 60_000 < LARGEST_PDF / 2


class TestAgreement:
    def test_shows_the_photos_and_finds_the_pdfs_in_the_offer(self, content: Content) -> None:
        shown = render_offer(content, ENCLOSED)
        answer = papers.answer(content, ("accepted", "declined"), shown)
        evidence = papers.evidence(content, shown, answer)
        pdf = render_agreement(content, evidence, shown, answer, ENCLOSED)
        assert set(pictures_in(pdf)) == {SHOT, TALL}
        attached = attached_to(pdf)
        assert set(attached) == {"offert.pdf", "svar.json", "innehall.json"}
        assert attached_to(attached["offert.pdf"]) == {"bilaga-1.pdf": REPORT}
        assert "Bilagorna ligger i offerten som är bifogad" in words_of(pdf)
