"""An order's jobs are edited by the quote's own engine, as far as they are free."""

from collections.abc import Callable
from functools import partial

import pytest

from tests.kit.cast import Person
from tests.kit.files import jpeg
from tests.kit.garage import Garage
from tests.kit.snapshot import snapshot
from verksign.domain.access import NotPermitted
from verksign.domain.answers import AnswerWay, JobAnswer
from verksign.domain.order_states import WorkStatus
from verksign.domain.queues import Queue
from verksign.records.models import History, Job, Line, ServiceDocument
from verksign.usecases.attachments.add import add_attachment
from verksign.usecases.attachments.change import change_attachment
from verksign.usecases.attachments.remove import remove_attachment
from verksign.usecases.digital import extra_jobs
from verksign.usecases.quotes.change import change_quote
from verksign.usecases.quotes.editing import EditedMeanwhile, QuoteLocked
from verksign.usecases.quotes.jobs import (
    add_job,
    change_job,
    insert_package,
    insert_package_lines,
    move_job,
    remove_job,
)
from verksign.usecases.quotes.lines import add_line, change_line, remove_line
from verksign.usecases.quotes.order_taking import OrderClosed
from verksign.usecases.quotes.undo import undo_edit
from verksign.usecases.registers.fields import InvalidFields

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(garage: Garage) -> ServiceDocument:
    """One that a quote became: what was ordered is agreed."""
    return garage.order()


@pytest.fixture
def free(garage: Garage, order: ServiceDocument) -> ServiceDocument:
    """One that nobody has agreed to anything of."""
    ServiceDocument.objects.filter(pk=order.pk).update(quote=None)
    return garage.fresh(order)


def fresh(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def with_line(garage: Garage, order: ServiceDocument, job: Job, price: str = "800") -> Line:
    line = add_line(
        quote_id=order.id, job_id=job.id, text="Bromsok", by=garage.actor, now=garage.tick()
    )
    return change_line(
        quote_id=order.id,
        line_id=line.id,
        changes={"kind": "article", "unit_price": price},
        by=garage.actor,
        now=garage.tick(),
    )


class TestPricing:
    def test_a_job_is_priced_when_a_line_has_its_price(
        self, garage: Garage, order: ServiceDocument
    ) -> None:
        job = garage.found(order)
        line = add_line(
            quote_id=order.id, job_id=job.id, text="Ok", by=garage.actor, now=garage.tick()
        )
        assert (fresh(job).queue, fresh(job).amount_ore) == (Queue.FOUND, 0)

        changes = {"kind": "article", "unit_price": "800"}
        change_line(
            quote_id=order.id, line_id=line.id, changes=changes, by=garage.actor, now=garage.tick()
        )

        job = fresh(job)
        assert (job.queue, job.queue_at) == (Queue.PRICED, garage.now)
        assert (job.amount_ore, job.gross_ore) == (80_000, 80_000)
        after = garage.fresh(order)
        assert (after.total_ore, after.gross_ore) == (100_000, 100_000)
        assert after.work_status == WorkStatus.UPCOMING

    def test_and_is_no_longer_when_the_line_is_taken_away(
        self, garage: Garage, order: ServiceDocument
    ) -> None:
        job = garage.found(order)
        line = with_line(garage, order, job)

        remove_line(quote_id=order.id, line_id=line.id, by=garage.actor, now=garage.tick())

        assert (fresh(job).queue, fresh(job).queue_at) == (Queue.FOUND, garage.now)
        assert fresh(job).gross_ore == 0

    def test_nor_when_nobody_says_what_kind_of_price_it_is(
        self, garage: Garage, order: ServiceDocument
    ) -> None:
        ServiceDocument.objects.filter(pk=order.pk).update(price_kind="")
        job = garage.found(order)
        with_line(garage, order, job)
        assert fresh(job).queue == Queue.FOUND

        change_job(
            quote_id=order.id,
            job_id=job.id,
            changes={"price_kind": "ungefarlig"},
            by=garage.actor,
            now=garage.tick(),
        )

        assert fresh(job).queue == Queue.PRICED

    def test_an_edit_that_leaves_it_priced_leaves_its_age(
        self, garage: Garage, order: ServiceDocument
    ) -> None:
        job = garage.found(order)
        with_line(garage, order, job)
        since = fresh(job).queue_at

        with_line(garage, order, job, price="100")

        assert (fresh(job).queue, fresh(job).queue_at) == (Queue.PRICED, since)

    def test_a_package_goes_into_the_job(self, garage: Garage, order: ServiceDocument) -> None:
        job, package = garage.found(order), garage.package()

        insert_package_lines(
            quote_id=order.id,
            job_id=job.id,
            package_id=package.id,
            by=garage.actor,
            now=garage.tick(),
        )

        texts = list(job.lines.order_by("position").values_list("text", flat=True))
        assert texts == ["Byte av skivor", "Bromsskiva"]
        assert fresh(job).queue == Queue.PRICED
        assert fresh(job).title == "Bromsarna är slut"

    def test_keeps_what_was_agreed_to_the_ore(self, garage: Garage, order: ServiceDocument) -> None:
        """What a shared fixed price once gave each job is not what its lines give."""
        agreed = order.jobs.get(origin="ordered")
        Job.objects.filter(pk=agreed.pk).update(
            amount_ore=99_900, gross_ore=99_900, fixed_price_ore=None
        )

        with_line(garage, order, garage.found(order))

        assert fresh(agreed).gross_ore == 99_900
        assert garage.fresh(order).gross_ore == 99_900

    def test_refuses_a_job_that_costs_less_than_nothing_and_changes_nothing(
        self, garage: Garage, order: ServiceDocument
    ) -> None:
        job = garage.found(order)
        line = with_line(garage, order, job)
        before = snapshot()

        with pytest.raises(InvalidFields) as refusal:
            change_line(
                quote_id=order.id,
                line_id=line.id,
                changes={"unit_price": "-1"},
                by=garage.actor,
                now=garage.tick(),
            )

        assert refusal.value.problems == {"price": "negative_total"}
        assert snapshot() == before

    def test_stands_in_the_order_s_history_with_what_was_changed(
        self, garage: Garage, order: ServiceDocument
    ) -> None:
        job = garage.found(order)
        change_job(
            quote_id=order.id,
            job_id=job.id,
            changes={"title": "Byt ok"},
            by=garage.actor,
            now=garage.tick(),
        )

        said = History.objects.get(subject=order.id, code="order.job_changed")
        assert [(each["field"], each["after"]) for each in said.data["changes"]] == [
            ("title", "Byt ok")
        ]

    def test_two_people_overwrite_nothing_unseen(
        self, garage: Garage, order: ServiceDocument
    ) -> None:
        job = garage.found(order)
        version = garage.fresh(order).version
        change = partial(
            change_job, quote_id=order.id, job_id=job.id, by=garage.actor, version=version
        )
        change(changes={"title": "Byt ok"}, now=garage.tick())
        garage.found(order, "Annat")

        change(changes={"if_not": "Bromsverkan avtar"}, now=garage.tick())
        with pytest.raises(EditedMeanwhile):
            change(changes={"title": "Byt skivor"}, now=garage.tick())

        assert fresh(job).title == "Byt ok"


class TestLocks:
    def edits(self, garage: Garage, order: ServiceDocument, job: Job) -> list[Callable[[], object]]:
        who = {"by": garage.actor, "now": garage.tick()}
        line = job.lines.get()
        here = partial(partial, quote_id=order.id, **who)
        return [
            here(change_job, job_id=job.id, changes={"title": "Annat"}),
            here(insert_package_lines, job_id=job.id, package_id=garage.package().id),
            here(remove_job, job_id=job.id),
            here(add_line, job_id=job.id, text="Mer"),
            here(change_line, line_id=line.id, changes={"unit_price": "1"}),
            here(remove_line, line_id=line.id),
            here(add_attachment, job_id=job.id, data=jpeg(64, 48), name="a.jpg"),
        ]

    def refused(
        self, garage: Garage, order: ServiceDocument, job: Job, reason: str, skip: int = -1
    ) -> None:
        edits = self.edits(garage, order, job)
        before = snapshot()
        for number, edit in enumerate(edits):
            if number == skip:
                continue
            with pytest.raises(QuoteLocked) as refusal:
                edit()
            assert refusal.value.reason == reason
        assert snapshot() == before

    def test_what_was_ordered_from_a_quote_is_agreed(
        self, garage: Garage, order: ServiceDocument
    ) -> None:
        self.refused(garage, order, order.jobs.get(), "job_agreed")

    @pytest.mark.parametrize("status", ["sent", "seen", "failed"])
    def test_what_waits_to_be_confirmed_stands_still(
        self, garage: Garage, free: ServiceDocument, status: str
    ) -> None:
        ServiceDocument.objects.filter(pk=free.pk).update(digital_status=status)

        self.refused(garage, free, free.jobs.get(), "job_confirming")

    def test_what_was_confirmed_is_agreed(self, garage: Garage, free: ServiceDocument) -> None:
        ServiceDocument.objects.filter(pk=free.pk).update(answer="approved_verbally")

        self.refused(garage, free, free.jobs.get(), "job_agreed")

    def test_nothing_new_is_ordered_beside_what_is_agreed(
        self, garage: Garage, order: ServiceDocument
    ) -> None:
        package = garage.package()
        before = snapshot()
        for put in (
            partial(add_job, title="Mer"),
            partial(insert_package, package_id=package.id),
            partial(move_job, job_id=order.jobs.get().id, steps=1),
        ):
            with pytest.raises(QuoteLocked):
                put(quote_id=order.id, by=garage.actor, now=garage.tick())
        assert snapshot() == before

    def test_what_the_customer_has_answered_stands_still(
        self, garage: Garage, order: ServiceDocument
    ) -> None:
        job = garage.found(order)
        with_line(garage, order, job)
        extra_jobs.answer_jobs(
            [fresh(job)], {str(job.id): JobAnswer.DECLINED}, way=AnswerWay.PHONE, at=garage.tick()
        )

        removal = 2
        self.refused(garage, order, job, "job_answered", skip=removal)

    def test_a_finding_is_dismissed_never_removed(
        self, garage: Garage, free: ServiceDocument
    ) -> None:
        job = garage.found(free)

        with pytest.raises(QuoteLocked) as refusal:
            remove_job(quote_id=free.id, job_id=job.id, by=garage.actor, now=garage.tick())

        assert refusal.value.reason == "job_found"
        assert fresh(job) == job

    def test_a_closed_order_stands_still(self, garage: Garage, free: ServiceDocument) -> None:
        job = free.jobs.get()
        edits = self.edits(garage, free, job)
        ServiceDocument.objects.filter(pk=free.pk).update(closed_at=garage.now)
        before = snapshot()

        for edit in edits:
            with pytest.raises(OrderClosed):
                edit()

        assert snapshot() == before

    def test_is_not_for_the_mechanic(
        self, garage: Garage, order: ServiceDocument, mechanic: Person
    ) -> None:
        job = garage.found(order)

        with pytest.raises(NotPermitted):
            add_line(
                quote_id=order.id, job_id=job.id, text="x", by=mechanic.actor, now=garage.tick()
            )


class TestFreeOrder:
    def test_takes_new_jobs_as_work(self, garage: Garage, free: ServiceDocument) -> None:
        job = add_job(quote_id=free.id, title="Däckbyte", by=garage.actor, now=garage.tick())
        with_line(garage, free, job)

        job = fresh(job)
        assert (job.origin, job.queue, job.work) == ("ordered", "", WorkStatus.UPCOMING)
        assert garage.fresh(free).gross_ore == 180_000

    def test_gives_them_back(self, garage: Garage, free: ServiceDocument) -> None:
        job = free.jobs.get()

        remove_job(quote_id=free.id, job_id=job.id, by=garage.actor, now=garage.tick())

        assert garage.fresh(free).gross_ore == 0
        assert not free.jobs.exists()


class TestQuoteAlone:
    def test_its_own_edits_reach_no_order(self, garage: Garage, free: ServiceDocument) -> None:
        with pytest.raises(ServiceDocument.DoesNotExist):
            change_quote(
                quote_id=free.id, changes={"notes": "x"}, by=garage.actor, now=garage.tick()
            )

    def test_nothing_is_undone_on_an_order(self, garage: Garage, free: ServiceDocument) -> None:
        with pytest.raises(ServiceDocument.DoesNotExist):
            undo_edit(quote_id=free.id, by=garage.actor, now=garage.tick())


class TestPhotos:
    def test_lie_beside_the_finding(self, garage: Garage, order: ServiceDocument) -> None:
        job = garage.found(order)

        row = garage.attach(order, job=job, alt="Oljan rinner")

        assert (row.job, row.document) == (job.id, order)
        remove_attachment(
            quote_id=order.id, attachment_id=row.id, by=garage.actor, now=garage.tick()
        )
        assert not order.attachments.exists()

    def test_are_not_moved_to_what_is_agreed(self, garage: Garage, order: ServiceDocument) -> None:
        row = garage.attach(order, job=garage.found(order))
        agreed = order.jobs.get(origin="ordered")
        before = snapshot()

        with pytest.raises(QuoteLocked):
            change_attachment(
                quote_id=order.id,
                attachment_id=row.id,
                changes={"job": str(agreed.id)},
                by=garage.actor,
                now=garage.tick(),
            )

        assert snapshot() == before
