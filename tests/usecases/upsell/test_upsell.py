"""An extra job's way: reported, taken away, acknowledged."""

from datetime import date
from functools import partial

import pytest

from tests.kit.cast import Person
from tests.kit.garage import Garage
from tests.kit.snapshot import snapshot
from verksign.domain.access import NotPermitted
from verksign.domain.answers import AnswerWay, ChoiceRule, JobAnswer
from verksign.domain.order_states import WorkStatus
from verksign.domain.queues import MoveNotAllowed, Queue
from verksign.records.models import Alarm, History, Job, Package, ServiceDocument, ServiceNote
from verksign.usecases.digital import extra_jobs
from verksign.usecases.quotes.order_taking import OrderClosed
from verksign.usecases.registers.fields import InvalidFields
from verksign.usecases.upsell.acknowledge import acknowledge
from verksign.usecases.upsell.drop import drop_job
from verksign.usecases.upsell.report import report_finding

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(garage: Garage) -> ServiceDocument:
    return garage.order()


def answered(garage: Garage, order: ServiceDocument, answer: JobAnswer) -> Job:
    job = garage.found(order, package=garage.package())
    extra_jobs.answer_jobs([job], {str(job.id): answer}, way=AnswerWay.PHONE, at=garage.tick())
    return Job.objects.get(pk=job.pk)


def fresh(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


class TestReportFinding:
    def test_puts_an_optional_job_last_in_the_first_queue(
        self, garage: Garage, order: ServiceDocument, mechanic: Person
    ) -> None:
        made = garage.found(
            order, "Läcker olja. Syns vid lådan.", severity="urgent", by=mechanic.actor
        )

        job = fresh(made)
        assert (job.title, job.finding) == ("Läcker olja", "Läcker olja. Syns vid lådan.")
        assert (job.origin, job.queue, job.queue_at) == ("found", Queue.FOUND, garage.now)
        assert (job.severity, job.choice, job.work) == (
            "urgent",
            ChoiceRule.OPTIONAL,
            WorkStatus.STOPPED,
        )
        assert (job.position, job.gross_ore) == (2, 0)
        assert (job.reported_by, job.reported_at) == (mechanic.user, garage.now)
        said = History.objects.get(code="order.finding_reported")
        assert (said.subject, said.by) == (order.id, mechanic.user)
        assert (said.data["job"], said.data["title"]) == (str(job.id), "Läcker olja")

    def test_is_priced_at_once_by_a_package_that_says_all(
        self, garage: Garage, order: ServiceDocument
    ) -> None:
        before = garage.fresh(order)

        job = fresh(garage.found(order, package=garage.package()))

        assert (job.title, job.queue) == ("Bromsar fram", Queue.PRICED)
        assert job.gross_ore == sum_of(job) > 0
        after = garage.fresh(order)
        assert (after.total_ore, after.gross_ore) == (before.total_ore, before.gross_ore)

    def test_is_not_priced_while_nobody_has_said_what_kind_of_price_it_is(
        self, garage: Garage, order: ServiceDocument
    ) -> None:
        ServiceDocument.objects.filter(pk=order.pk).update(price_kind="")

        package = garage.package()
        Package.objects.update(price_kind="")
        package.refresh_from_db()

        assert fresh(garage.found(order, package=package)).queue == Queue.FOUND

    def test_sent_again_is_the_same_finding(self, garage: Garage, order: ServiceDocument) -> None:
        report = partial(
            report_finding, order_id=order.id, finding="Glapp", severity="soon", key="k"
        )
        first = report(by=garage.actor, now=garage.tick())

        ServiceDocument.objects.filter(pk=order.pk).update(closed_at=garage.now)
        again = report(by=garage.actor, now=garage.tick())

        assert again == first
        assert Job.objects.found().count() == 1

    @pytest.mark.parametrize(
        ("wrong", "problems"),
        [
            ({"finding": "  "}, {"finding": "required"}),
            ({"finding": "x" * 2001}, {"finding": "too_long"}),
            ({"severity": "bad"}, {"severity": "not_a_choice"}),
            ({"severity": ""}, {"severity": "not_a_choice"}),
            ({"title": "x" * 121}, {"title": "too_long"}),
            ({"key": "", "finding": ""}, {"key": "required", "finding": "required"}),
        ],
    )
    def test_refuses_what_cannot_be_read_and_changes_nothing(
        self,
        garage: Garage,
        order: ServiceDocument,
        wrong: dict[str, str],
        problems: dict[str, str],
    ) -> None:
        before = snapshot()
        told = {"finding": "Glapp", "severity": "soon", "key": "k", **wrong}

        with pytest.raises(InvalidFields) as refusal:
            report_finding(
                order_id=order.id,
                finding=told["finding"],
                severity=told["severity"],
                title=told.get("title", ""),
                key=told["key"],
                by=garage.actor,
                now=garage.tick(),
            )

        assert refusal.value.problems == problems
        assert snapshot() == before

    def test_refuses_a_closed_order_and_changes_nothing(
        self, garage: Garage, order: ServiceDocument
    ) -> None:
        ServiceDocument.objects.filter(pk=order.pk).update(closed_at=garage.now)
        before = snapshot()

        with pytest.raises(OrderClosed):
            garage.found(order)

        assert snapshot() == before

    def test_is_not_made_on_a_quote(self, garage: Garage) -> None:
        with pytest.raises(ServiceDocument.DoesNotExist):
            garage.found(garage.quote())

    def test_a_mechanic_reports_on_his_own_orders_and_those_that_nobody_has(
        self, garage: Garage, order: ServiceDocument, mechanic: Person, manager: Person
    ) -> None:
        garage.found(order, by=mechanic.actor)
        order.jobs.filter(origin="ordered").update(mechanic=manager.user)
        other = garage.order()
        other.jobs.update(mechanic=manager.user)

        # What he reported himself keeps the order his, whoever else works on it.
        garage.found(order, by=mechanic.actor)
        with pytest.raises(ServiceDocument.DoesNotExist):
            garage.found(other, by=mechanic.actor)
        other.jobs.update(mechanic=mechanic.user)
        garage.found(other, by=mechanic.actor)

        assert (order.jobs.found().count(), other.jobs.found().count()) == (2, 1)


class TestDropJob:
    def test_archives_it_with_the_reason(self, garage: Garage, order: ServiceDocument) -> None:
        job = garage.found(order)

        drop_job(job_id=job.id, reason=" Redan beställt ", by=garage.actor, now=garage.tick())

        job = fresh(job)
        assert (job.queue, job.queue_at) == (Queue.ARCHIVED, garage.now)
        assert (job.dropped_reason, job.work) == ("Redan beställt", "")
        assert garage.fresh(order).work_status == WorkStatus.UPCOMING
        assert not ServiceNote.objects.exists()
        said = History.objects.get(code="order.job_dropped")
        assert said.data["reason"] == "Redan beställt"

    @pytest.mark.parametrize(("reason", "code"), [("  ", "required"), ("x" * 301, "too_long")])
    def test_refuses_to_do_so_without_a_reason(
        self, garage: Garage, order: ServiceDocument, reason: str, code: str
    ) -> None:
        job = garage.found(order)
        before = snapshot()

        with pytest.raises(InvalidFields) as refusal:
            drop_job(job_id=job.id, reason=reason, by=garage.actor, now=garage.tick())

        assert refusal.value.problems == {"reason": code}
        assert snapshot() == before

    def test_refuses_what_is_answered_and_changes_nothing(
        self, garage: Garage, order: ServiceDocument
    ) -> None:
        job = answered(garage, order, JobAnswer.ACCEPTED)
        before = snapshot()

        with pytest.raises(MoveNotAllowed):
            drop_job(job_id=job.id, reason="Nej", by=garage.actor, now=garage.tick())

        assert snapshot() == before

    def test_finds_no_job_that_was_ordered_from_the_start(
        self, garage: Garage, order: ServiceDocument
    ) -> None:
        with pytest.raises(Job.DoesNotExist):
            drop_job(job_id=order.jobs.get().id, reason="Nej", by=garage.actor, now=garage.tick())


class TestAcknowledge:
    @pytest.mark.parametrize("answer", [JobAnswer.DECLINED, JobAnswer.LATER, JobAnswer.NOT_CHOSEN])
    def test_keeps_on_the_vehicle_what_was_not_wanted_now(
        self, garage: Garage, order: ServiceDocument, mechanic: Person, answer: JobAnswer
    ) -> None:
        job = answered(garage, order, answer)

        note = acknowledge(job_id=job.id, by=mechanic.actor, now=garage.tick())

        job = fresh(job)
        assert (job.queue, job.work) == (Queue.ARCHIVED, "")
        assert (job.acknowledged_by, job.acknowledged_at) == (mechanic.user, garage.now)
        assert note == ServiceNote.objects.get()
        assert (note.vehicle, note.customer) == (order.vehicle, order.customer)
        assert (note.job, note.order, note.answer) == (job, order, answer)
        assert (note.title, note.severity, note.gross_ore) == (
            "Bromsar fram",
            "soon",
            job.gross_ore,
        )
        # 24 November and the workshop's number of days.
        assert order.workshop.follow_up_days == 90
        assert (note.follow_up_on, note.created_by) == (date(2027, 2, 22), mechanic.user)

    def test_leaves_an_accepted_job_to_the_work(
        self, garage: Garage, order: ServiceDocument, mechanic: Person
    ) -> None:
        job = answered(garage, order, JobAnswer.ACCEPTED)
        Job.objects.filter(pk=job.pk).update(work=WorkStatus.ONGOING)

        assert acknowledge(job_id=job.id, by=mechanic.actor, now=garage.tick()) is None

        job = fresh(job)
        assert (job.queue, job.work) == (Queue.ARCHIVED, WorkStatus.ONGOING)
        assert garage.fresh(order).gross_ore == 100_000 + job.gross_ore

    def test_pressed_twice_is_once(self, garage: Garage, order: ServiceDocument) -> None:
        job = answered(garage, order, JobAnswer.LATER)
        note = acknowledge(job_id=job.id, by=garage.actor, now=garage.tick())
        before = snapshot()

        assert acknowledge(job_id=job.id, by=garage.actor, now=garage.tick()) == note
        assert snapshot() == before

    def test_ends_the_alarm_about_it(self, garage: Garage, order: ServiceDocument) -> None:
        job = answered(garage, order, JobAnswer.ACCEPTED)
        alarm = Alarm.objects.create(
            workshop=order.workshop, kind=Alarm.Kind.NOT_ACKNOWLEDGED, job=job, at=garage.now
        )

        acknowledge(job_id=job.id, by=garage.actor, now=garage.tick())

        alarm.refresh_from_db()
        assert alarm.done_at == garage.now

    def test_keeps_no_note_of_the_alternative_that_another_was_taken_instead_of(
        self, garage: Garage, order: ServiceDocument
    ) -> None:
        package = garage.package()
        cheap, dear = garage.found(order, package=package), garage.found(order, package=package)
        order.jobs.found().update(choice=ChoiceRule.ALTERNATIVE, group="Bromsar")
        answers = {str(cheap.id): JobAnswer.ACCEPTED, str(dear.id): JobAnswer.NOT_CHOSEN}
        jobs = list(order.jobs.found())
        extra_jobs.answer_jobs(jobs, answers, way=AnswerWay.DESK, at=garage.tick())

        assert acknowledge(job_id=dear.id, by=garage.actor, now=garage.tick()) is None
        assert not ServiceNote.objects.exists()

    def test_refuses_what_nobody_has_answered_and_changes_nothing(
        self, garage: Garage, order: ServiceDocument
    ) -> None:
        job = garage.found(order)
        before = snapshot()

        with pytest.raises(MoveNotAllowed):
            acknowledge(job_id=job.id, by=garage.actor, now=garage.tick())

        assert snapshot() == before

    def test_refuses_what_was_taken_away(self, garage: Garage, order: ServiceDocument) -> None:
        job = garage.found(order)
        drop_job(job_id=job.id, reason="Dubblett", by=garage.actor, now=garage.tick())

        with pytest.raises(MoveNotAllowed):
            acknowledge(job_id=job.id, by=garage.actor, now=garage.tick())

    def test_is_not_for_the_mechanic_of_another_order(
        self, garage: Garage, order: ServiceDocument, mechanic: Person, manager: Person
    ) -> None:
        job = answered(garage, order, JobAnswer.ACCEPTED)
        order.jobs.update(mechanic=manager.user)

        with pytest.raises(ServiceDocument.DoesNotExist):
            acknowledge(job_id=job.id, by=mechanic.actor, now=garage.tick())

        assert fresh(job).queue == Queue.ANSWERED

    def test_is_not_for_those_who_only_read(
        self, garage: Garage, order: ServiceDocument, reader: Person
    ) -> None:
        job = answered(garage, order, JobAnswer.ACCEPTED)

        with pytest.raises(NotPermitted):
            acknowledge(job_id=job.id, by=reader.actor, now=garage.tick())


def sum_of(job: Job) -> int:
    """What the lines of the package cost incl. VAT, each rounded as on the paper."""
    return sum(round(line.unit_price_ore * line.quantity) for line in job.lines.all())
