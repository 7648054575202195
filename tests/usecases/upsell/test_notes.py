"""What was not wanted now: when it is brought up again, and offered again with today's prices."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from tests.kit.garage import Garage
from tests.kit.snapshot import snapshot
from verksign.domain.answers import AnswerWay, JobAnswer
from verksign.domain.queues import Queue
from verksign.records.models import Article, Job, ServiceDocument, ServiceNote, Vehicle
from verksign.usecases.digital import extra_jobs
from verksign.usecases.orders.create_empty import create_empty_order
from verksign.usecases.orders.remove import remove_order
from verksign.usecases.registers.fields import InvalidFields
from verksign.usecases.upsell.acknowledge import acknowledge
from verksign.usecases.upsell.notes import NoteIsDone, change_note, finish_note, offer_again

pytestmark = pytest.mark.django_db


@pytest.fixture
def note(garage: Garage) -> ServiceNote:
    """Of a package that was declined: labour from the registers, and two discs at 845 kr incl. VAT."""
    job = garage.found(garage.order(), package=garage.package())
    garage.attach(job.document, job=job, alt="Skivan")
    said = {str(job.id): JobAnswer.DECLINED}
    extra_jobs.answer_jobs(
        [Job.objects.get(pk=job.pk)], said, way=AnswerWay.PHONE, at=garage.tick()
    )
    made = acknowledge(job_id=job.id, by=garage.actor, now=garage.tick())
    assert made
    return made


class TestKept:
    def test_an_alternative_that_was_taken_before_is_not_taken_instead(
        self, garage: Garage
    ) -> None:
        """The group's name is used again for what is found later."""
        order = garage.order()
        for said in (["accepted", "not_chosen"], ["declined", "declined"]):
            pair = [garage.found(order, package=garage.package()) for _ in said]
            ids = [job.id for job in pair]
            Job.objects.filter(id__in=ids).update(choice="alternative", group="Alternativ")
            answers = {str(job_id): JobAnswer(each) for job_id, each in zip(ids, said, strict=True)}
            jobs = list(Job.objects.filter(id__in=ids))
            extra_jobs.answer_jobs(jobs, answers, way=AnswerWay.LINK, at=garage.tick())
            for job_id in ids:
                acknowledge(job_id=job_id, by=garage.actor, now=garage.tick())
        assert [each.answer for each in ServiceNote.objects.all()] == ["declined", "declined"]


class TestDue:
    def test_on_its_day_or_at_its_mileage(self, garage: Garage, note: ServiceNote) -> None:
        due, day = ServiceNote.objects.due, date(2027, 2, 22)
        assert note.follow_up_on == day
        assert [list(due(each)) for each in (day - timedelta(1), day)] == [[], [note]]

        change_note(
            note_id=note.id,
            changes={"follow_up_on": "", "follow_up_mil": "12 000"},
            by=garage.actor,
            now=garage.tick(),
        )
        assert list(due(day)) == []
        Vehicle.objects.update(mileage_mil=12_000)
        assert list(due(day)) == [note]

    def test_must_come_some_day(self, garage: Garage, note: ServiceNote) -> None:
        before = snapshot()

        with pytest.raises(InvalidFields) as refusal:
            change_note(
                note_id=note.id, changes={"follow_up_on": ""}, by=garage.actor, now=garage.tick()
            )

        assert refusal.value.problems == {"follow_up_on": "required"}
        assert snapshot() == before


class TestFinishNote:
    def test_needs_a_reason_and_is_done_once(self, garage: Garage, note: ServiceNote) -> None:
        with pytest.raises(InvalidFields):
            finish_note(note_id=note.id, reason=" ", by=garage.actor, now=garage.tick())

        finish_note(note_id=note.id, reason="Bilen såld", by=garage.actor, now=garage.tick())
        before = snapshot()
        finish_note(note_id=note.id, reason="Annat", by=garage.actor, now=garage.tick())

        assert snapshot() == before
        assert ServiceNote.objects.get().done_reason == "Bilen såld"
        with pytest.raises(NoteIsDone):
            offer_again(note_id=note.id, by=garage.actor, now=garage.tick())
        with pytest.raises(NoteIsDone):
            change_note(note_id=note.id, changes={}, by=garage.actor, now=garage.tick())


class TestOfferAgain:
    def test_becomes_an_extra_job_of_the_open_order_at_today_s_price(
        self, garage: Garage, note: ServiceNote
    ) -> None:
        Article.objects.update(price_ore=100_000)

        job = offer_again(note_id=note.id, by=garage.actor, now=garage.tick())

        assert (job.document_id, job.queue, job.choice) == (
            note.order_id,
            Queue.PRICED,
            "optional",
        )
        assert (job.title, job.finding, job.severity) == (
            "Bromsar fram",
            "Bromsarna är slut",
            "soon",
        )
        disc = job.lines.get(article__isnull=False)
        assert (disc.quantity, disc.unit_price_ore) == (Decimal(2), 125_000)
        assert note.job.lines.get(article__isnull=False).unit_price_ore == 84_500
        photo = job.document.attachments.get(job=job.id)
        assert photo.alt == "Skivan"

    def test_pressed_twice_is_one(self, garage: Garage, note: ServiceNote) -> None:
        job = offer_again(note_id=note.id, by=garage.actor, now=garage.tick())
        before = snapshot()

        assert offer_again(note_id=note.id, by=garage.actor, now=garage.tick()) == job
        assert snapshot() == before
        assert not ServiceNote.objects.standing().exists()

    def test_becomes_a_new_quote_when_the_vehicle_has_no_open_order(
        self, garage: Garage, note: ServiceNote
    ) -> None:
        ServiceDocument.objects.filter(pk=note.order_id).update(closed_at=garage.now)

        job = offer_again(note_id=note.id, by=garage.actor, now=garage.tick())

        quote = garage.fresh(job.document_id)
        assert (quote.kind, quote.vehicle, quote.customer) == (
            "quote",
            note.vehicle,
            note.customer,
        )
        assert (job.queue, job.work, job.gross_ore) == ("", "", note.gross_ore)
        assert quote.gross_ore == note.gross_ore > 0

    def test_a_free_line_keeps_its_price(self, garage: Garage, note: ServiceNote) -> None:
        note.job.lines.update(article=None, operation=None)
        Article.objects.update(price_ore=100_000)

        job = offer_again(note_id=note.id, by=garage.actor, now=garage.tick())

        assert job.gross_ore == note.gross_ore

    def test_stands_again_when_the_order_that_it_was_offered_on_is_removed(
        self, garage: Garage, note: ServiceNote
    ) -> None:
        ServiceDocument.objects.filter(pk=note.order_id).update(closed_at=garage.now)
        order = create_empty_order(by=garage.actor, now=garage.tick(), vehicle_id=note.vehicle_id)
        offer_again(note_id=note.id, by=garage.actor, now=garage.tick())

        remove_order(order_id=order.id, by=garage.actor, now=garage.tick())

        assert list(ServiceNote.objects.standing()) == [note]

    def test_of_another_workshop_is_not_found(self, garage: Garage, note: ServiceNote) -> None:
        with pytest.raises(ServiceNote.DoesNotExist):
            offer_again(note_id=uuid4(), by=garage.actor, now=garage.tick())
