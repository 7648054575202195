"""An order's life beside its quote: made empty, changed, worked on, closed, opened again, and never removed unseen."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from tests.kit.cast import Person
from tests.kit.garage import Garage
from tests.staff.quotes.desk import facts
from verksign.domain.access import Actor, NotPermitted
from verksign.domain.answers import AnswerWay, JobAnswer
from verksign.domain.queues import Queue
from verksign.records.models import History, Job, ServiceDocument
from verksign.usecases.digital import extra_jobs
from verksign.usecases.orders.change import change_order
from verksign.usecases.orders.close import ExtraJobWaits, close_order, reopen_order
from verksign.usecases.orders.create_empty import create_empty_order
from verksign.usecases.orders.evidence import Evidence
from verksign.usecases.orders.remove import OrderIsEvidence, remove_order
from verksign.usecases.orders.work import change_work
from verksign.usecases.quotes.editing import EditedMeanwhile
from verksign.usecases.quotes.order_taking import OrderClosed
from verksign.usecases.registers import InvalidFields
from verksign.wording.errors import sentence

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(garage: Garage) -> ServiceDocument:
    """Made of a quote with two jobs."""
    return garage.order(jobs={"Service": "included", "Bromsar": "included"})


@pytest.fixture
def empty(garage: Garage) -> ServiceDocument:
    return create_empty_order(by=garage.actor, now=garage.tick())


def change(garage: Garage, order: ServiceDocument, **typed: str) -> ServiceDocument:
    change_order(order_id=order.id, changes=typed, by=garage.actor, now=garage.tick())
    return garage.fresh(order)


def work(garage: Garage, job: Job, code: str, by: Actor | None = None) -> None:
    tell(garage, job, by, work=code)


def tell(garage: Garage, job: Job, by: Actor | None = None, **changes: str) -> None:
    change_work(
        order_id=job.document_id,
        job_id=job.id,
        changes=changes,
        by=by or garage.actor,
        now=garage.tick(),
    )


def job(order: ServiceDocument, title: str = "Service") -> Job:
    return order.jobs.get(title=title)


def answer(garage: Garage, found: Job, said: JobAnswer) -> None:
    found.refresh_from_db()
    told = {str(found.id): said}
    extra_jobs.answer_jobs([found], told, way=AnswerWay.DESK, at=garage.tick())


def done(order: ServiceDocument) -> list[str]:
    rows = History.objects.filter(subject=order.id).order_by("at", "id")
    return list(rows.values_list("code", flat=True))


class TestCreateEmptyOrder:
    def test_is_filled_in_from_the_cards(self, garage: Garage) -> None:
        vehicle = garage.vehicle(garage.customer(), mileage_mil="12046")

        made = create_empty_order(by=garage.actor, now=garage.now, vehicle_id=vehicle.id)

        order = garage.fresh(made)
        assert order.customer is not None
        assert (order.kind, order.customer.name, order.phone) == (
            "order",
            "Karin Holmgren",
            "+46701740631",
        )
        assert (order.mileage_mil, order.amounts, order.valid_until) == (12046, "incl", None)
        assert (order.work_status, order.total_ore, order.closed_at) == ("upcoming", 0, None)
        assert order.number.startswith("SOR-")
        assert order.number.casefold() in order.search
        assert done(order) == ["order.created"]

    def test_nobody_else_may(self, reader: Person, mechanic: Person, garage: Garage) -> None:
        for person in (reader, mechanic):
            with pytest.raises(NotPermitted):
                create_empty_order(by=person.actor, now=garage.now)
        assert ServiceDocument.objects.count() == 0


class TestChangeOrder:
    def test_keeps_what_is_typed_as_what_it_is(
        self, garage: Garage, order: ServiceDocument
    ) -> None:
        order = change(
            garage,
            order,
            drop_off_at="7:30",
            ready_at="26/11 16",
            key_tag="14",
            mileage_mil="12 046",
            phone="070-174 06 35",
        )

        assert order.drop_off_at == datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
        assert order.ready_at == datetime(2026, 11, 26, 15, 0, tzinfo=UTC)
        assert (order.key_tag, order.mileage_mil, order.phone) == ("14", 12046, "+46701740635")
        row = History.objects.get(subject=order.id, code="order.changed")
        told = {each["field"]: each["after"] for each in row.data["changes"]}
        assert told["ready_at"] == "2026-11-26T15:00:00+00:00"

    def test_tells_every_fault_and_changes_nothing(
        self, garage: Garage, order: ServiceDocument
    ) -> None:
        before = facts(garage.fresh(order))
        wrong = {"ready_at": "snart", "email": "karin", "key_tag": "x" * 21, "number": "1"}

        with pytest.raises(InvalidFields) as error:
            change(garage, order, **wrong)

        assert error.value.problems == {
            "ready_at": "not_a_moment",
            "email": "email_without_at",
            "key_tag": "too_long",
            "number": "unknown_field",
        }
        assert facts(garage.fresh(order)) == before

    @pytest.mark.parametrize("field", ["customer_id", "vehicle_id", "customer_kind", "price_kind"])
    def test_leaves_alone_whom_and_what_an_agreement_is_about(
        self, garage: Garage, order: ServiceDocument, field: str
    ) -> None:
        before = facts(garage.fresh(order))
        with pytest.raises(InvalidFields) as error:
            change(garage, order, **{field: ""})
        assert error.value.problems == {field: "agreed"}
        assert facts(garage.fresh(order)) == before

    def test_an_order_that_binds_nobody_gets_its_customer_and_prices_by_kind(
        self, garage: Garage, empty: ServiceDocument
    ) -> None:
        company = garage.customer(name="Ekens Bygg AB", kind="company")
        found = garage.found(empty, package=garage.package())
        gross = Job.objects.get(pk=found.pk).gross_ore

        order = change(garage, empty, customer_id=str(company.id))

        assert order.customer == company
        assert (order.customer_kind, order.amounts) == ("company", "excl")
        found.refresh_from_db()
        assert (found.amount_ore, found.gross_ore) == (gross * 4 // 5, gross)

    def test_two_change_different_things_at_once_but_never_the_same_unseen(
        self, garage: Garage, order: ServiceDocument, manager: Person
    ) -> None:
        read = order.version
        change_order(
            order_id=order.id,
            changes={"key_tag": "7"},
            by=manager.actor,
            now=garage.tick(),
            version=read,
        )
        mine = {"order_id": order.id, "by": garage.actor, "now": garage.tick(), "version": read}
        change_order(changes={"notes": "Ring först"}, **mine)  # type: ignore[arg-type]

        with pytest.raises(EditedMeanwhile) as error:
            change_order(changes={"key_tag": "8"}, **mine)  # type: ignore[arg-type]

        assert "Maria Ek ändrade under tiden: 7." in sentence(error.value)
        order = garage.fresh(order)
        assert (order.key_tag, order.notes, order.version) == ("7", "Ring först", read + 2)


class TestWork:
    def test_the_orders_status_follows_its_jobs(
        self, garage: Garage, order: ServiceDocument
    ) -> None:
        assert garage.fresh(order).work_status == "upcoming"
        work(garage, job(order, "Bromsar"), "finished")
        assert garage.fresh(order).work_status == "upcoming"
        work(garage, job(order), "ongoing")
        assert garage.fresh(order).work_status == "ongoing"
        work(garage, job(order), "stopped")
        assert garage.fresh(order).work_status == "stopped"
        work(garage, job(order), "finished")
        assert garage.fresh(order).work_status == "finished"

    def test_a_mechanic_who_begins_a_job_that_is_nobodys_has_it(
        self, garage: Garage, order: ServiceDocument, mechanic: Person
    ) -> None:
        work(garage, job(order), "ongoing", mechanic.actor)
        begun = job(order)
        assert (begun.work, begun.mechanic) == ("ongoing", mechanic.user)

    def test_a_mechanic_finds_no_order_of_anothers_and_gives_no_job_away(
        self, garage: Garage, order: ServiceDocument, mechanic: Person, adviser: Person
    ) -> None:
        tell(garage, job(order), mechanic_id=str(adviser.user.pk))
        before = facts(job(order))
        with pytest.raises(ServiceDocument.DoesNotExist):
            work(garage, job(order), "ongoing", mechanic.actor)
        with pytest.raises(NotPermitted):
            tell(garage, job(order), mechanic.actor, mechanic_id=str(mechanic.user.pk))
        assert facts(job(order)) == before

    def test_gives_a_job_to_somebody_at_the_lift_and_takes_it_back(
        self, garage: Garage, order: ServiceDocument, mechanic: Person, reader: Person
    ) -> None:
        tell(garage, job(order), mechanic_id=str(mechanic.user.pk))
        assert job(order).mechanic == mechanic.user
        for nobody in (str(reader.user.pk), str(uuid4()), "någon"):
            with pytest.raises(InvalidFields) as error:
                tell(garage, job(order), mechanic_id=nobody, work="ongoing")
            assert error.value.problems == {"mechanic_id": "not_found"}
        assert (job(order).mechanic, job(order).work) == (mechanic.user, "upcoming")
        tell(garage, job(order), mechanic_id="")
        assert job(order).mechanic is None

    def test_two_never_give_the_same_job_away_unseen(
        self, garage: Garage, order: ServiceDocument, mechanic: Person, adviser: Person
    ) -> None:
        read = garage.fresh(order).version
        tell(garage, job(order), mechanic_id=str(mechanic.user.pk))
        with pytest.raises(EditedMeanwhile):
            change_work(
                order_id=order.id,
                job_id=job(order).id,
                changes={"mechanic_id": str(adviser.user.pk)},
                by=garage.actor,
                now=garage.tick(),
                version=read,
            )
        assert job(order).mechanic == mechanic.user

    def test_an_extra_job_is_no_work_before_it_is_approved(
        self, garage: Garage, order: ServiceDocument
    ) -> None:
        found = garage.found(order, package=garage.package())
        with pytest.raises(Job.DoesNotExist):
            work(garage, found, "ongoing")
        answer(garage, found, JobAnswer.ACCEPTED)
        work(garage, found, "ongoing")
        assert garage.fresh(order).work_status == "ongoing"

    def test_there_is_no_other_way_for_work_to_go(
        self, garage: Garage, order: ServiceDocument
    ) -> None:
        with pytest.raises(InvalidFields):
            tell(garage, job(order), work="lunch")
        with pytest.raises(InvalidFields):
            tell(garage, job(order), queue="archived")
        assert job(order).work == "upcoming"


class TestCloseOrder:
    def test_finishes_the_work_and_lets_nothing_change(
        self, garage: Garage, order: ServiceDocument
    ) -> None:
        close_order(order_id=order.id, by=garage.actor, now=garage.tick())

        closed = garage.fresh(order)
        assert (closed.work_status, closed.closed_at) == ("finished", garage.now)
        assert set(closed.jobs.values_list("work", flat=True)) == {"finished"}
        with pytest.raises(OrderClosed):
            change(garage, order, notes="x")
        with pytest.raises(OrderClosed):
            work(garage, job(order), "ongoing")
        assert facts(garage.fresh(order)) == facts(closed)

    def test_closed_twice_it_is_closed_once(self, garage: Garage, order: ServiceDocument) -> None:
        for _ in range(2):
            close_order(order_id=order.id, by=garage.actor, now=garage.tick())
        assert done(order).count("order.closed") == 1

    def test_is_opened_again(self, garage: Garage, order: ServiceDocument) -> None:
        close_order(order_id=order.id, by=garage.actor, now=garage.tick())
        for _ in range(2):
            reopen_order(order_id=order.id, by=garage.actor, now=garage.tick())
        work(garage, job(order), "ongoing")
        order = garage.fresh(order)
        assert (order.closed_at, order.work_status) == (None, "ongoing")
        assert done(order).count("order.reopened") == 1

    @pytest.mark.parametrize(
        ("queue", "words"),
        [
            (Queue.FOUND, "Bromsarna är slut är inte prissatt"),
            (Queue.PRICED, "Bromsar fram är inte skickad till kunden"),
            (Queue.ANSWERED, "svaret om Bromsar fram är inte kvitterat"),
        ],
    )
    def test_waits_for_an_extra_job_and_says_which(
        self, garage: Garage, order: ServiceDocument, queue: Queue, words: str
    ) -> None:
        package = None if queue is Queue.FOUND else garage.package()
        found = garage.found(order, package=package)
        if queue is Queue.ANSWERED:
            answer(garage, found, JobAnswer.DECLINED)
        before = facts(garage.fresh(order))

        with pytest.raises(ExtraJobWaits) as error:
            close_order(order_id=order.id, by=garage.actor, now=garage.tick())

        assert words in sentence(error.value)
        assert facts(garage.fresh(order)) == before
        assert job(order).work == "upcoming"


class TestRemoveOrder:
    def test_takes_away_what_binds_nobody_and_keeps_what_was_done(
        self, garage: Garage, empty: ServiceDocument
    ) -> None:
        garage.found(empty)
        remove_order(order_id=empty.id, by=garage.actor, now=garage.tick())
        assert not ServiceDocument.objects.filter(pk=empty.pk).exists()
        row = History.objects.get(subject=empty.pk, code="order.removed")
        assert row.data == {"number": empty.number}

    def test_never_an_order_of_a_quote(self, garage: Garage, order: ServiceDocument) -> None:
        with pytest.raises(OrderIsEvidence) as error:
            remove_order(order_id=order.id, by=garage.actor, now=garage.tick())
        assert error.value.reason is Evidence.QUOTE
        assert "Avsluta den i stället" in sentence(error.value)
        assert garage.fresh(order).jobs.count() == 2

    def test_never_one_whose_customer_has_answered(
        self, garage: Garage, empty: ServiceDocument
    ) -> None:
        found = garage.found(empty, package=garage.package())
        answer(garage, found, JobAnswer.DECLINED)
        with pytest.raises(OrderIsEvidence) as error:
            remove_order(order_id=empty.id, by=garage.actor, now=garage.tick())
        assert error.value.reason is Evidence.VERBAL
        assert garage.fresh(empty).jobs.count() == 1
