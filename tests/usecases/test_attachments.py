"""Photos and PDFs beside a quote: who may put them there, how many, and what stays when they go."""

from uuid import uuid4

import pytest

from tests.kit import files
from tests.kit.garage import Garage
from tests.kit.snapshot import snapshot
from verksign.documents.files import Fault, FileRefused
from verksign.domain.marks import BadMarks
from verksign.records.models import Attachment, Blob, History, Job, ServiceDocument
from verksign.usecases.attachments import rows
from verksign.usecases.attachments.change import change_attachment
from verksign.usecases.attachments.draw import draw_marks
from verksign.usecases.attachments.move import move_attachment
from verksign.usecases.attachments.remove import remove_attachment
from verksign.usecases.attachments.rows import NoRoom, safe_name, shown_on
from verksign.usecases.quotes.editing import QuoteLocked
from verksign.usecases.quotes.jobs import remove_job
from verksign.usecases.quotes.undo import undo_edit
from verksign.usecases.registers.fields import InvalidFields

RING = {"kind": "ring", "x1": 0.2, "y1": 0.2, "x2": 0.6, "y2": 0.6}
SMALL = files.jpeg(64, 48)


@pytest.fixture
def quote(garage: Garage) -> ServiceDocument:
    return garage.quote(jobs={"Service": "included", "Bromsar": "optional"})


@pytest.fixture
def job(quote: ServiceDocument) -> Job:
    return quote.jobs.get(title="Bromsar")


def names(quote: ServiceDocument) -> list[str]:
    return [row.name for row in shown_on(quote)]


@pytest.mark.django_db
class TestAdd:
    def test_a_photo_is_kept_in_three_sizes_without_what_the_camera_wrote(
        self, garage: Garage, quote: ServiceDocument, job: Job
    ) -> None:
        row = garage.attach(quote, files.jpeg_with_place(6), job=job)
        row.refresh_from_db()
        assert (row.kind, row.job, row.width, row.height) == ("photo", job.id, 720, 960)
        assert row.original == row.blob
        kept = Blob.objects.filter(workshop=quote.workshop, mime="image/jpeg")
        assert set(kept) == {row.blob, row.page, row.thumbnail}
        for blob in kept:
            assert b"Phonemaker" not in blob.read()

    def test_a_pdf_is_kept_with_its_number_of_pages(
        self, garage: Garage, quote: ServiceDocument
    ) -> None:
        row = garage.attach(quote, files.pdf(3), name="C:\\Scan\\Protokoll.PDF")
        row.refresh_from_db()
        assert (row.kind, row.pages, row.name, row.job) == ("pdf", 3, "Protokoll.pdf", None)
        assert row.blob.read().startswith(b"%PDF-")

    def test_it_is_an_edit_of_the_quote(self, garage: Garage, quote: ServiceDocument) -> None:
        version = quote.version
        row = garage.attach(quote, SMALL)
        assert garage.fresh(quote).version == version + 1
        told = History.objects.get(subject=quote.id, code="quote.attachment_added")
        assert told.data["attachment"] == str(row.id)

    def test_a_file_that_is_refused_leaves_nothing(
        self, garage: Garage, quote: ServiceDocument
    ) -> None:
        before = snapshot()
        with pytest.raises(FileRefused) as error:
            garage.attach(quote, b"<svg/>", name="photo.jpg")
        assert error.value.fault is Fault.SVG
        assert snapshot() == before

    def test_a_job_of_another_quote_is_none(self, garage: Garage, quote: ServiceDocument) -> None:
        other = garage.quote().jobs.get()
        with pytest.raises(Job.DoesNotExist):
            garage.attach(quote, SMALL, job=other)
        assert names(quote) == []

    def test_a_sent_quote_is_left_alone(self, garage: Garage, quote: ServiceDocument) -> None:
        garage.send(quote)
        with pytest.raises(QuoteLocked):
            garage.attach(quote, SMALL)
        assert names(quote) == []

    def test_there_is_room_for_so_many(
        self, garage: Garage, quote: ServiceDocument, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(rows, "MOST_PHOTOS", 1)
        monkeypatch.setattr(rows, "MOST_PDFS", 1)
        garage.attach(quote, SMALL)
        garage.attach(quote, files.pdf())
        for data, what in ((SMALL, "photos"), (files.pdf(), "pdfs")):
            with pytest.raises(NoRoom) as error:
                garage.attach(quote, data)
            assert error.value.what == what
        assert len(shown_on(quote)) == 2

    def test_and_for_so_many_bytes_of_pdf(
        self, garage: Garage, quote: ServiceDocument, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(rows, "MOST_PDF_BYTES", 100)
        with pytest.raises(NoRoom) as error:
            garage.attach(quote, files.pdf())
        assert error.value.what == "pdf_bytes"


@pytest.mark.django_db
class TestChange:
    def test_says_what_it_shows_and_where_it_belongs(
        self, garage: Garage, quote: ServiceDocument, job: Job
    ) -> None:
        row = garage.attach(quote, SMALL)
        self.change(garage, row, alt="  Bromsskiva med spår ", job=str(job.id))
        row.refresh_from_db()
        assert (row.alt, row.job) == ("Bromsskiva med spår", job.id)
        self.change(garage, row, job="")
        row.refresh_from_db()
        assert row.job is None

    @pytest.mark.parametrize(
        ("changes", "problems"),
        [
            ({"alt": "x" * 201}, {"alt": "too_long"}),
            ({"job": str(uuid4())}, {"job": "not_a_choice"}),
            ({"job": "nonsense"}, {"job": "not_a_choice"}),
            ({"name": "other.jpg"}, {"name": "unknown_field"}),
        ],
    )
    def test_refuses_the_rest(
        self,
        garage: Garage,
        quote: ServiceDocument,
        changes: dict[str, str],
        problems: dict[str, str],
    ) -> None:
        row = garage.attach(quote, SMALL)
        before = snapshot()
        with pytest.raises(InvalidFields) as error:
            self.change(garage, row, **changes)
        assert error.value.problems == problems
        assert snapshot() == before

    def change(self, garage: Garage, row: Attachment, **changes: str) -> None:
        change_attachment(
            quote_id=row.document_id,
            attachment_id=row.id,
            changes=changes,
            by=garage.actor,
            now=garage.tick(),
        )


@pytest.mark.django_db
class TestMoveAndRemove:
    def test_one_moves_among_those_of_its_own_job(
        self, garage: Garage, quote: ServiceDocument, job: Job
    ) -> None:
        for name in ("a", "b", "c"):
            garage.attach(quote, SMALL, name=name, job=job)
            garage.attach(quote, SMALL, name=f"{name}-other")
        moved = quote.attachments.get(name="c")
        for steps, order in ((-1, "acb"), (-9, "cab"), (1, "acb"), (9, "abc")):
            move_attachment(
                quote_id=quote.id,
                attachment_id=moved.id,
                steps=steps,
                by=garage.actor,
                now=garage.tick(),
            )
            of_job = [row.name for row in shown_on(quote) if row.job]
            assert "".join(of_job) == order
            assert [row.name for row in shown_on(quote) if not row.job] == [
                "a-other",
                "b-other",
                "c-other",
            ]

    def test_what_is_removed_stays_in_the_archive(
        self, garage: Garage, quote: ServiceDocument
    ) -> None:
        row = garage.attach(quote, SMALL)
        blob = row.blob
        remove_attachment(
            quote_id=quote.id, attachment_id=row.id, by=garage.actor, now=garage.tick()
        )
        assert names(quote) == []
        assert blob.read()
        assert History.objects.filter(code="quote.attachment_removed").count() == 1

    def test_a_removed_job_takes_its_pictures_along_and_brings_them_back(
        self, garage: Garage, quote: ServiceDocument, job: Job
    ) -> None:
        garage.attach(quote, SMALL, name="a.jpg", job=job)
        remove_job(quote_id=quote.id, job_id=job.id, by=garage.actor, now=garage.tick())
        assert names(quote) == []
        undo_edit(quote_id=quote.id, by=garage.actor, now=garage.tick())
        assert names(quote) == ["a.jpg"]


@pytest.mark.django_db
class TestDraw:
    def draw(self, garage: Garage, row: Attachment, marks: object) -> Attachment:
        draw_marks(
            quote_id=row.document_id,
            attachment_id=row.id,
            marks=marks,
            by=garage.actor,
            now=garage.tick(),
        )
        row.refresh_from_db()
        return row

    def test_marks_are_burnt_into_a_new_picture_and_can_be_taken_off(
        self, garage: Garage, quote: ServiceDocument
    ) -> None:
        row = garage.attach(quote)
        plain = (row.blob, row.page, row.thumbnail)
        row = self.draw(garage, row, [RING])
        assert row.marks == [RING]
        assert row.original == plain[0]
        assert not set(plain) & {row.blob, row.page, row.thumbnail}
        row = self.draw(garage, row, [])
        assert row.marks == []
        assert row.blob == plain[0]

    @pytest.mark.parametrize(
        "marks",
        [
            None,
            {},
            [{}],
            [{**RING, "kind": "text"}],
            [{**RING, "x1": 1.2}],
            [{**RING, "x1": float("nan")}],
            [{**RING, "x1": "0.2"}],
            [{**RING, "x2": 0.2}],
            [RING] * 21,
        ],
    )
    def test_what_cannot_be_drawn_changes_nothing(
        self, garage: Garage, quote: ServiceDocument, marks: object
    ) -> None:
        row = garage.attach(quote, SMALL)
        before = snapshot()
        with pytest.raises(BadMarks):
            self.draw(garage, row, marks)
        assert snapshot() == before

    def test_a_pdf_is_not_drawn_on(self, garage: Garage, quote: ServiceDocument) -> None:
        with pytest.raises(Attachment.DoesNotExist):
            self.draw(garage, garage.attach(quote, files.pdf()), [])


class TestSafeName:
    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ("../../etc/passwd", "passwd.pdf"),
            ("C:\\Users\\Anna\\Mätning 1.PDF", "Mätning 1.pdf"),
            ("a\u202efdp.exe", "afdp.exe.pdf"),
            ("rad\r\nSet-Cookie: x.pdf", "radSet-Cookie: x.pdf"),
            ("", "bilaga.pdf"),
            (".pdf", "bilaga.pdf"),
            ("x" * 300, "x" * 116 + ".pdf"),
        ],
    )
    def test_only_its_own_visible_name_is_left(self, given: str, kept: str) -> None:
        assert safe_name(given, Attachment.Kind.PDF) == kept
