"""The demo is made once for all that is asked about it; what a test changes is rolled back."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from verksign.documents.verdict import VerdictKind
from verksign.domain.access import Actor, Role
from verksign.domain.answers import AnswerSummary, JobAnswer
from verksign.domain.dates import stockholm
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.evidence import verify_chain
from verksign.domain.message_states import MessageState
from verksign.domain.order_states import WorkStatus
from verksign.domain.prices import PriceKind
from verksign.domain.queues import Queue
from verksign.domain.search_keys import search_words
from verksign.integrations.outbox import messages as outbox_messages
from verksign.records.models import (
    Alarm,
    Article,
    Attachment,
    Customer,
    CustomerRequest,
    DigitalDocument,
    DigitalDocumentJob,
    Event,
    Job,
    LabourOperation,
    Membership,
    Message,
    Package,
    ServiceDocument,
    ServiceNote,
    User,
    Vehicle,
    VerbalAnswer,
    Workshop,
)
from verksign.records.models.service_documents import ServiceDocumentQuerySet
from verksign.staff.quotes.tiles import tiles_of
from verksign.usecases import digital
from verksign.usecases.demo.make import NotEmpty, make
from verksign.usecases.signing.sweep import sweep
from verksign.usecases.signing.verify import verify_file

ANSWERED = (DigitalStatus.SIGNED, DigitalStatus.REJECTED)
NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@dataclass(frozen=True, slots=True)
class Demo:
    workshop: Workshop
    other: Workshop
    actors: dict[str, Actor]
    """By log-in name."""


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Demo]:
    with django_db_blocker.unblock():
        make(now=NOW)
        members = Membership.objects.select_related("user")
        made = Demo(
            workshop=Workshop.objects.get(slug="demo"),
            other=Workshop.objects.get(slug="andra"),
            actors={member.user.email: member.actor() for member in members},
        )
    yield made
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def anna(demo: Demo) -> Actor:
    return demo.actors["anna@demo.test"]


@pytest.fixture
def quotes(anna: Actor) -> ServiceDocumentQuerySet:
    return ServiceDocument.objects.visible_to(anna).quotes()


@pytest.fixture
def sendings(demo: Demo) -> list[DigitalDocument]:
    return list(
        DigitalDocument.objects.select_related(
            "pdf__workshop", "sealed__workshop", "service_document"
        ).order_by("created_at")
    )


class TestPeople:
    def test_work_in_their_workshops_and_have_no_password_yet(self, demo: Demo) -> None:
        assert {email: actor.role for email, actor in demo.actors.items()} == {
            "anna@demo.test": Role.ADVISER,
            "maria@demo.test": Role.ADMIN,
            "ali@demo.test": Role.MECHANIC,
            "olof@annan.test": Role.ADMIN,
        }
        users = list(User.objects.all())
        assert all(user.is_demo for user in users)
        assert not any(user.has_usable_password() for user in users)

    def test_are_not_made_where_there_is_a_workshop(self, demo: Demo) -> None:
        before = (Workshop.objects.count(), User.objects.count(), ServiceDocument.objects.count())
        with pytest.raises(NotEmpty):
            make(now=NOW)
        after = (Workshop.objects.count(), User.objects.count(), ServiceDocument.objects.count())
        assert after == before


class TestRegisters:
    def test_have_their_breadth(self, anna: Actor) -> None:
        assert Customer.objects.visible_to(anna).count() == 64
        assert Vehicle.objects.visible_to(anna).count() == 82
        assert Article.objects.visible_to(anna).count() == 62
        assert LabourOperation.objects.visible_to(anna).count() >= 25
        assert Package.objects.visible_to(anna).count() == 19

    def test_find_the_capital_ring_by_the_small_one(self, anna: Actor) -> None:
        found = Customer.objects.visible_to(anna).matching(search_words("åsa"))
        assert [customer.name for customer in found] == ["Åsa Öberg"]

    def test_sort_the_last_letters_after_z(self, anna: Actor) -> None:
        names = list(Customer.objects.visible_to(anna).sorted().values_list("name", flat=True))
        assert names[0] == "Amina Warsame"
        assert names[-9:] == [
            "Yvonne Zander",
            "Zoë Müller",
            "Åkeri Nilsson & Söner HB",
            "Åsa Öberg",
            "Älva Åström",
            "Ängens Trädgård AB",
            "Ängla Ängström 🚗",
            "Örjan Ängström",
            "Östra Torns Bageri AB",
        ]

    def test_keep_two_cars_on_a_plate_that_was_used_again(self, anna: Actor) -> None:
        cars = Vehicle.objects.visible_to(anna).filter(plate="MTU446").order_by("year")
        assert [car.model_name for car in cars] == ["Volvo V70", "Kia Niro"]


class TestQuotes:
    def test_show_every_status(self, quotes: ServiceDocumentQuerySet) -> None:
        found = Counter(quotes.values_list("digital_status", flat=True))
        assert set(found) == {"", *DigitalStatus}
        assert found.total() == 60

    def test_show_every_answer(self, quotes: ServiceDocumentQuerySet) -> None:
        found = Counter(quotes.exclude(answer="").values_list("answer", flat=True))
        assert set(found) == set(AnswerSummary)

    def test_show_every_answer_to_a_job(self, demo: Demo) -> None:
        jobs = DigitalDocumentJob.objects.filter(workshop=demo.workshop)
        assert set(jobs.exclude(answer="").values_list("answer", flat=True)) == set(JobAnswer)

    def test_are_partly_ordered_and_partly_wait_for_it(
        self, quotes: ServiceDocumentQuerySet
    ) -> None:
        assert quotes.filter(order__isnull=False).count() == 16
        assert quotes.to_be_ordered().count() == 6
        assert set(quotes.to_be_ordered().values_list("answer", flat=True)) == {
            AnswerSummary.APPROVED_DIGITALLY,
            AnswerSummary.APPROVED_VERBALLY,
            AnswerSummary.PARTLY,
        }
        assert quotes.exclude(order__unapproved_reason="").filter(order__isnull=False).count() == 1

    def test_show_every_price_kind_fixed_prices_and_discounts(
        self, quotes: ServiceDocumentQuerySet
    ) -> None:
        assert set(PriceKind) <= set(quotes.values_list("jobs__price_kind", flat=True))
        assert quotes.exclude(fixed_price_ore=None).count() == 2
        assert quotes.filter(jobs__fixed_price_ore__gt=0).exists()
        assert quotes.filter(jobs__lines__discount_percent__gt=0).exists()
        assert quotes.filter(jobs__lines__discount_ore__gt=0).exists()
        assert quotes.filter(jobs__ceiling_ore__gt=0).exists()

    def test_are_with_and_without_vat(self, quotes: ServiceDocumentQuerySet) -> None:
        kinds = set(quotes.values_list("customer_kind", "amounts"))
        assert kinds == {("consumer", "incl"), ("company", "excl")}

    def test_cost_what_work_on_a_car_costs(self, quotes: ServiceDocumentQuerySet) -> None:
        totals = quotes.exclude(total_ore=0).values_list("total_ore", flat=True)
        assert min(totals) >= 900_00
        assert max(totals) <= 25_000_00

    def test_are_numbered_in_the_order_that_they_were_made(
        self, quotes: ServiceDocumentQuerySet
    ) -> None:
        numbers = list(quotes.order_by("created_at").values_list("number", flat=True))
        assert numbers == sorted(numbers)
        assert len(numbers) == 60

    def test_are_counted_and_summed_by_tiles_exactly_as_their_lists_show_them(
        self, quotes: ServiceDocumentQuerySet
    ) -> None:
        tiles = tiles_of(quotes, NOW)
        for tile in (*tiles.statuses, *tiles.answers, tiles.to_order):
            shown = list(tile.selection.of(quotes))
            assert (tile.number, tile.ore) == (
                len(shown),
                sum(quote.gross_ore for quote in shown),
            ), tile
            assert shown, tile

    def test_cost_what_their_jobs_cost(self, quotes: ServiceDocumentQuerySet) -> None:
        for quote in quotes:
            assert quote.total_ore == sum(job.amount_ore for job in quote.jobs.all())

    def test_lie_within_the_last_weeks(self, quotes: ServiceDocumentQuerySet) -> None:
        times = list(quotes.values_list("created_at", flat=True))
        assert min(times) > NOW - timedelta(weeks=4)
        assert max(times) < NOW


class TestOrders:
    def test_are_a_living_day_with_extra_jobs_in_every_queue(self, anna: Actor) -> None:
        jobs = Job.objects.visible_to(anna)
        counted = Counter(jobs.found().values_list("queue", flat=True))
        assert set(counted) == set(Queue)
        assert min(counted.values()) >= 3
        orders = ServiceDocument.objects.visible_to(anna).orders()
        assert orders.count() > 25
        assert set(orders.values_list("work_status", flat=True)) == set(WorkStatus)
        assert ServiceNote.objects.visible_to(anna).filter(done_at=None).count() == 3
        assert orders.filter(digital_status=DigitalStatus.SIGNED).count() == 1

    def test_come_and_go_today(self, anna: Actor) -> None:
        orders = ServiceDocument.objects.visible_to(anna).orders().filter(closed_at=None)
        days = Counter(stockholm(order.drop_off_at).date() for order in orders if order.drop_off_at)
        assert days[date(2026, 11, 24)] > 12
        assert set(days) == {date(2026, 11, 24), date(2026, 11, 25)}

    def test_have_photos_of_what_was_found(self, anna: Actor) -> None:
        found = Job.objects.visible_to(anna).found().values_list("id", flat=True)
        assert Attachment.objects.filter(job__in=list(found)).count() >= 5


class TestSendings:
    def test_have_a_whole_chain_in_time(self, sendings: list[DigitalDocument]) -> None:
        for document in sendings:
            assert verify_chain(digital.chain_of(document)) is None
            times = list(document.events.order_by("seq").values_list("at", flat=True))
            assert times == sorted(times)
            assert document.created_at <= times[0]
            assert times[-1] < NOW

    def test_have_the_paper_that_was_shown(self, sendings: list[DigitalDocument]) -> None:
        for document in sendings:
            assert document.pdf is not None
            assert document.pdf.sha256 == document.shown_sha256
            assert document.pdf.read().startswith(b"%PDF-")

    def test_have_the_sealed_answer_where_there_is_one(
        self, sendings: list[DigitalDocument]
    ) -> None:
        answered = [document for document in sendings if document.status in ANSWERED]
        assert len(answered) == 25
        for document in answered:
            assert document.sealed is not None
            assert b"/ETSI.CAdES.detached" in document.sealed.read()

    def test_are_proven_by_their_sealed_paper_alone_whatever_the_customer_is_called(
        self, demo: Demo
    ) -> None:
        signed = DigitalDocument.objects.select_related("sealed__workshop").get(
            recipient_name__contains="ميدو", status=DigitalStatus.SIGNED
        )
        assert signed.sealed is not None
        verdict = verify_file(signed.sealed.read())
        assert verdict.kind is VerdictKind.IDENTICAL
        assert verdict.enclosed is not None
        assert verdict.enclosed.document_id == signed.document_id
        assert verdict.enclosed.amounts_agree

    def test_of_an_answered_order_cost_what_was_accepted(
        self, sendings: list[DigitalDocument]
    ) -> None:
        orders = ServiceDocument.objects.orders().filter(quote__current__status="signed")
        assert orders.count() > 8
        for order in orders.select_related("quote__current"):
            assert order.quote is not None
            assert order.quote.current is not None
            total = json.loads(order.quote.current.answer)["total"]
            assert order.total_ore == total["amount_ore"]

    def test_are_followed_by_a_newer_version_under_the_same_link(self, demo: Demo) -> None:
        again = DigitalDocument.objects.filter(version=2).select_related("link")
        assert [document.status for document in again.order_by("created_at")] == ["signed", "seen"]
        for document in again:
            first = DigitalDocument.objects.get(link=document.link, version=1)
            assert first.status == DigitalStatus.REPLACED

    def test_tell_why_the_customer_said_no(self, demo: Demo) -> None:
        rejected = DigitalDocument.objects.filter(status=DigitalStatus.REJECTED)
        assert rejected.exclude(reason="").count() == 3

    def test_have_their_records_of_what_was_said(self, demo: Demo) -> None:
        spoken = VerbalAnswer.objects.filter(workshop=demo.workshop)
        assert set(spoken.values_list("channel", flat=True)) == {"phone", "desk"}
        assert set(spoken.values_list("outcome", flat=True)) == {"signed", "rejected"}
        assert not spoken.filter(record=None).exists()


class TestToDo:
    def test_alarms_about_a_failed_and_a_doubtful_message(self, demo: Demo) -> None:
        waiting = Alarm.objects.filter(workshop=demo.workshop).not_done()
        kinds = set(waiting.values_list("kind", flat=True))
        assert kinds == {Alarm.Kind.DELIVERY_FAILED, Alarm.Kind.DELIVERY_UNSURE}
        assert Alarm.objects.filter(workshop=demo.workshop).exclude(done_at=None).exists()

    def test_has_calls_to_return_and_questions_some_of_them_done(self, demo: Demo) -> None:
        requests = CustomerRequest.objects.filter(workshop=demo.workshop)
        waiting = set(requests.not_done().values_list("kind", flat=True))
        assert waiting == set(CustomerRequest.Kind)
        assert requests.exclude(done_at=None).exists()
        assert requests.exclude(job=None).count() == 1

    def test_has_messages_in_every_state_that_lasts(self, demo: Demo) -> None:
        states = set(Message.objects.filter(workshop=demo.workshop).values_list("state", flat=True))
        assert states == {
            MessageState.SENT,
            MessageState.DELIVERED,
            MessageState.FAILED,
            MessageState.UNSURE,
        }

    def test_shows_what_was_handed_over_in_the_outbox(self, demo: Demo) -> None:
        handed_over = Message.objects.exclude(reference="").values_list("id", flat=True)
        assert {str(id_) for id_ in handed_over} <= {each.id for each in outbox_messages(500)}

    def test_leaves_nothing_for_the_worker_to_catch_up_with(self, demo: Demo) -> None:
        statuses = dict(DigitalDocument.objects.values_list("id", "status"))
        states = dict(Message.objects.values_list("id", "state"))
        events = Event.objects.count()
        sweep(now=NOW)
        assert dict(DigitalDocument.objects.values_list("id", "status")) == statuses
        assert dict(Message.objects.values_list("id", "state")) == states
        assert Event.objects.count() == events


class TestTheOtherWorkshop:
    @pytest.mark.parametrize("email", ["anna@demo.test", "maria@demo.test", "ali@demo.test"])
    def test_is_invisible_to_the_demos_people(self, demo: Demo, email: str) -> None:
        actor = demo.actors[email]
        for table in (Customer, Vehicle, Article, Package, ServiceDocument, DigitalDocument):
            theirs = table.objects.filter(workshop=demo.other)
            assert theirs.exists(), table
            seen = table.objects.visible_to(actor).values_list("workshop_id", flat=True)
            assert set(seen) == {demo.workshop.id}

    def test_has_work_of_its_own_that_olof_sees(self, demo: Demo) -> None:
        olof = demo.actors["olof@annan.test"]
        mine = ServiceDocument.objects.visible_to(olof).quotes()
        assert Counter(mine.values_list("digital_status", flat=True)) == {
            "signed": 1,
            "failed": 1,
            "seen": 1,
        }
