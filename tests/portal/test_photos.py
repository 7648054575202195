"""The customer sees the photos that the link's own document froze, and can ask for no others."""

import pytest
from django.test import Client

from tests.kit import files
from tests.kit.garage import VISIT, Garage
from tests.portal.example import Phone, text_of
from verksign.documents.verdict import VerdictKind
from verksign.domain.answers import JobAnswer
from verksign.records.models import Attachment, DigitalDocument, ServiceDocument
from verksign.usecases.attachments.remove import remove_attachment
from verksign.usecases.quotes.reopen import reopen_quote
from verksign.usecases.signing.cancel import cancel
from verksign.usecases.signing.preview_pass import give_pass
from verksign.usecases.signing.see import see
from verksign.usecases.signing.verify import verify_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def quote(garage: Garage) -> ServiceDocument:
    return garage.quote(jobs={"Service": "included", "Bromsar": "optional"})


@pytest.fixture
def photo(garage: Garage, quote: ServiceDocument) -> Attachment:
    job = quote.jobs.get(title="Bromsar")
    return garage.attach(quote, job=job, alt='Skiva med "spår" <b>')


@pytest.fixture
def report(garage: Garage, quote: ServiceDocument) -> Attachment:
    return garage.attach(quote, files.pdf(), name="Mätning.pdf")


def opened(garage: Garage, quote: ServiceDocument) -> Phone:
    document = garage.send(garage.fresh(quote))
    garage.work()
    see(token=garage.token(document), visit=VISIT, now=garage.tick())
    return Phone(garage.reload(document))


def digests(row: Attachment) -> list[str]:
    row.refresh_from_db()
    return [blob.sha256 for blob in (row.blob, row.page, row.thumbnail) if blob]


class TestPage:
    def test_shows_the_photo_beside_its_job_sized_and_lazy(
        self, garage: Garage, quote: ServiceDocument, photo: Attachment
    ) -> None:
        phone = opened(garage, quote)
        page = text_of(phone.get())
        large, shown, small = digests(photo)
        base = f"{phone.address}/bild/"
        assert f'<a href="{base}{large}.jpg"><img src="{base}{shown}.jpg"' in page
        assert f'srcset="{base}{small}.jpg 480w, {base}{shown}.jpg 960w"' in page
        assert 'width="960" height="720" loading="lazy"' in page
        assert 'alt="Skiva med &quot;spår&quot; &lt;b&gt;"' in page
        assert page.index('id="job-2"') < page.index(shown) < page.index("Bromsar</h3>")

    def test_gives_the_pdf_to_save(
        self, garage: Garage, quote: ServiceDocument, report: Attachment
    ) -> None:
        phone = opened(garage, quote)
        assert f'href="{phone.address}/bilaga/{report.blob.sha256}.pdf" download' in text_of(
            phone.get()
        )
        response = phone.get(f"/bilaga/{report.blob.sha256}.pdf")
        assert response.content == report.blob.read()
        assert response["Content-Disposition"] == "attachment; filename*=utf-8''M%C3%A4tning.pdf"
        assert response["Content-Type"] == "application/pdf"

    def test_a_content_without_photos_has_no_place_for_them(
        self, garage: Garage, quote: ServiceDocument
    ) -> None:
        assert "<figure" not in text_of(opened(garage, quote).get())


class TestWhatALinkGives:
    def test_every_size_of_its_own_photos(
        self, garage: Garage, quote: ServiceDocument, photo: Attachment
    ) -> None:
        phone = opened(garage, quote)
        for digest, blob in zip(
            digests(photo), (photo.blob, photo.page, photo.thumbnail), strict=True
        ):
            response = phone.get(f"/bild/{digest}.jpg")
            assert blob
            assert response.content == blob.read()
            assert response["Content-Type"] == "image/jpeg"
            assert response["Cache-Control"] == "private, max-age=86400, immutable"

    def test_nothing_of_another_quote_nor_of_the_archive(
        self, garage: Garage, quote: ServiceDocument, photo: Attachment, report: Attachment
    ) -> None:
        phone = opened(garage, quote)
        other = garage.quote()
        foreign = garage.attach(other, files.jpeg(64, 48))
        paper = garage.attach(other, files.pdf(2))
        strange = opened(garage, other)
        phone.document.refresh_from_db()
        assert phone.document.pdf
        for digest in (*digests(foreign), phone.document.pdf.sha256, report.blob.sha256, "0" * 64):
            assert phone.get(f"/bild/{digest}.jpg").status_code == 404, digest
        for digest in (paper.blob.sha256, phone.document.pdf.sha256, *digests(photo)):
            assert phone.get(f"/bilaga/{digest}.pdf").status_code == 404, digest
        assert strange.get(f"/bild/{digests(photo)[0]}.jpg").status_code == 404
        assert strange.get(f"/bild/{digests(foreign)[0]}.jpg").status_code == 200

    def test_no_photo_that_was_only_added_later_and_still_one_that_was_taken_away(
        self, garage: Garage, quote: ServiceDocument, photo: Attachment
    ) -> None:
        kept = digests(photo)[1]
        phone = opened(garage, quote)
        reopen_quote(quote_id=quote.id, by=garage.actor, now=garage.tick())
        added = garage.attach(garage.fresh(quote), files.jpeg(64, 48))
        remove_attachment(
            quote_id=quote.id, attachment_id=photo.id, by=garage.actor, now=garage.tick()
        )
        newer = opened(garage, quote)
        assert newer.address == phone.address
        assert newer.get(f"/bild/{digests(added)[1]}.jpg").status_code == 200
        assert newer.get(f"/bild/{kept}.jpg").status_code == 404

    def test_nothing_before_it_is_opened_and_nothing_once_it_is_withdrawn(
        self, garage: Garage, quote: ServiceDocument, photo: Attachment, report: Attachment
    ) -> None:
        document = garage.send(garage.fresh(quote))
        garage.work()
        phone = Phone(garage.reload(document))
        addresses = (f"/bild/{digests(photo)[1]}.jpg", f"/bilaga/{report.blob.sha256}.pdf")
        assert [phone.get(each).status_code for each in addresses] == [404, 404]
        see(token=garage.token(document), visit=VISIT, now=garage.tick())
        assert [phone.get(each).status_code for each in addresses] == [200, 200]
        cancel(document_id=document.id, by=garage.actor, now=garage.tick())
        assert [phone.get(each).status_code for each in addresses] == [404, 404]

    def test_nothing_by_a_link_that_was_never_made(
        self, client: Client, garage: Garage, quote: ServiceDocument, photo: Attachment
    ) -> None:
        opened(garage, quote)
        digest = digests(photo)[0]
        for token in ("abcdefghijklmnopqrstuv", "kort"):
            assert client.get(f"/o/{token}/bild/{digest}.jpg").status_code == 404
            assert client.get(f"/o/{token}/bilaga/{digest}.pdf").status_code == 404


class TestPaper:
    def test_the_sealed_answer_keeps_them(
        self, garage: Garage, quote: ServiceDocument, photo: Attachment, report: Attachment
    ) -> None:
        phone = opened(garage, quote)
        garage.sign(phone.document, Bromsar=JobAnswer.ACCEPTED)
        garage.work()
        document = DigitalDocument.objects.get(pk=phone.document.pk)
        assert document.sealed
        assert document.pdf
        assert photo.page
        photo.refresh_from_db()
        for paper in (document.pdf, document.sealed):
            assert photo.page.read() in paper.read()
        verdict = verify_file(document.sealed.read())
        assert verdict.kind is VerdictKind.IDENTICAL
        assert verdict.holds


class TestPreview:
    def test_shows_the_photos_to_the_holder_of_its_pass(
        self, client: Client, garage: Garage, quote: ServiceDocument, photo: Attachment
    ) -> None:
        given = give_pass(quote_id=quote.id, by=garage.actor)
        page = text_of(client.get(f"/forhandsvisning/{given}"))  # type: ignore[arg-type]
        address = f"/forhandsvisning/{given}/bild/{digests(photo)[1]}.jpg"
        assert f'src="{address}"' in page
        assert f'href="/forhandsvisning/{given}' not in page
        assert client.get(address).status_code == 200
        assert client.get(f"/forhandsvisning/{given}/bild/{'0' * 64}.jpg").status_code == 404
        assert client.get(address.replace(given, f"{given}x")).status_code == 404
