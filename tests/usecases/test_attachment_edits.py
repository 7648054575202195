"""What is done to photos and PDFs can be taken back, and nobody's is overwritten unseen."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from tests.kit import files
from tests.kit.cast import Person
from tests.kit.garage import Garage
from tests.kit.snapshot import snapshot
from verksign.domain.quote_changes import How, Part
from verksign.records.models import Attachment, Job, ServiceDocument
from verksign.usecases.attachments import rows
from verksign.usecases.attachments.change import change_attachment
from verksign.usecases.attachments.draw import draw_marks
from verksign.usecases.attachments.move import move_attachment
from verksign.usecases.attachments.remove import remove_attachment
from verksign.usecases.attachments.rows import shown_on
from verksign.usecases.quotes.editing import EditedMeanwhile
from verksign.usecases.quotes.jobs import remove_job
from verksign.usecases.quotes.undo import undo_edit

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
class TestUndo:
    def test_takes_back_every_kind_of_edit_of_an_attachment(
        self, garage: Garage, quote: ServiceDocument, job: Job
    ) -> None:
        first = garage.attach(quote, SMALL, name="a.jpg")
        second = garage.attach(quote, SMALL, name="b.jpg")
        paper = garage.attach(quote, files.pdf(2), job=job)
        who: dict[str, Any] = {"quote_id": quote.id, "by": garage.actor}
        of_first = {**who, "attachment_id": first.id}
        edits: tuple[Callable[[datetime], object], ...] = (
            lambda now: change_attachment(
                changes={"alt": "Skivan", "job": str(job.id)}, now=now, **of_first
            ),
            lambda now: draw_marks(marks=[RING], now=now, **of_first),
            lambda now: change_attachment(changes={"job": ""}, now=now, **of_first),
            lambda now: move_attachment(steps=1, now=now, **of_first),
            lambda now: remove_attachment(attachment_id=paper.id, now=now, **who),
            lambda now: garage.attach(quote, SMALL, name="c.jpg"),
            lambda now: remove_attachment(attachment_id=second.id, now=now, **who),
        )
        seen = []
        for edit in edits:
            seen.append(self.rows(quote))
            edit(garage.tick())
        for before in reversed(seen):
            undo_edit(quote_id=quote.id, by=garage.actor, now=garage.tick())
            assert self.rows(quote) == before

    def test_takes_an_added_one_away_and_leaves_its_file_in_the_archive(
        self, garage: Garage, quote: ServiceDocument
    ) -> None:
        blob = garage.attach(quote, SMALL).blob

        [change] = undo_edit(quote_id=quote.id, by=garage.actor, now=garage.tick())

        assert (change.how, change.part) == (How.REMOVED, Part.ATTACHMENT)
        assert names(quote) == []
        assert blob.read()

    def test_never_makes_more_lie_there_than_there_is_room_for(
        self, garage: Garage, quote: ServiceDocument, job: Job, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(rows, "MOST_PDFS", 1)
        garage.attach(quote, files.pdf(), name="a.pdf", job=job)
        remove_job(quote_id=quote.id, job_id=job.id, by=garage.actor, now=garage.tick())
        garage.attach(quote, files.pdf(), name="b.pdf")
        assert names(quote) == ["b.pdf"]
        for left in ([], ["a.pdf"]):
            undo_edit(quote_id=quote.id, by=garage.actor, now=garage.tick())
            assert names(quote) == left

    @staticmethod
    def rows(quote: ServiceDocument) -> list[tuple[Any, ...]]:
        return list(Attachment.objects.filter(document=quote).order_by("id").values_list())


@pytest.mark.django_db
class TestTwoPeople:
    @pytest.fixture
    def photo(self, garage: Garage, quote: ServiceDocument) -> Attachment:
        return garage.attach(quote, SMALL, name="a.jpg")

    @pytest.fixture
    def late(self, garage: Garage, photo: Attachment, manager: Person) -> dict[str, Any]:
        """Maria, who has read the quote before Anna described the photo."""
        seen = garage.fresh(photo.document).version
        self.describe(photo, "Skivan", by=garage.actor, now=garage.tick())
        return {"by": manager.actor, "now": garage.tick(), "version": seen}

    @staticmethod
    def describe(photo: Attachment, alt: str, **who: Any) -> None:
        change_attachment(
            quote_id=photo.document_id, attachment_id=photo.id, changes={"alt": alt}, **who
        )

    def test_do_not_overwrite_each_others_words(
        self, photo: Attachment, late: dict[str, Any]
    ) -> None:
        before = snapshot()
        with pytest.raises(EditedMeanwhile) as refusal:
            self.describe(photo, "Oket", **late)
        [(change, name)] = refusal.value.changes
        assert (change.field, change.after, name) == ("alt", "Skivan", "Anna Lind")
        assert snapshot() == before

    def test_neither_move_nor_remove_what_has_just_been_changed(
        self, photo: Attachment, late: dict[str, Any]
    ) -> None:
        before = snapshot()
        it: dict[str, Any] = {"quote_id": photo.document_id, "attachment_id": photo.id}
        with pytest.raises(EditedMeanwhile):
            move_attachment(steps=1, **it, **late)
        with pytest.raises(EditedMeanwhile):
            remove_attachment(**it, **late)
        assert snapshot() == before

    def test_do_not_draw_over_each_other_but_draw_on_what_is_described(
        self, garage: Garage, photo: Attachment, late: dict[str, Any]
    ) -> None:
        it: dict[str, Any] = {"quote_id": photo.document_id, "attachment_id": photo.id}
        draw_marks(marks=[RING], **it, **late)
        with pytest.raises(EditedMeanwhile):
            draw_marks(marks=[], **it, **late)
        photo.refresh_from_db()
        assert photo.marks == [RING]

    def test_are_told_that_it_is_gone(
        self, garage: Garage, photo: Attachment, late: dict[str, Any]
    ) -> None:
        remove_attachment(
            quote_id=photo.document_id,
            attachment_id=photo.id,
            by=garage.actor,
            now=garage.tick(),
        )
        with pytest.raises(EditedMeanwhile) as refusal:
            self.describe(photo, "Oket", **late)
        assert refusal.value.changes[-1][0].how is How.REMOVED
