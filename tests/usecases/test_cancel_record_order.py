"""The customer phones: cancel, record the answer, make the order; and who wins when two act at once."""

import json
from datetime import datetime, timedelta

import pytest

from tests.kit.cast import Person
from tests.kit.garage import Garage
from verksign.domain.access import NotPermitted
from verksign.domain.answers import JobAnswer
from verksign.domain.completeness import QuoteIncomplete
from verksign.domain.dates import STOCKHOLM
from verksign.domain.digital_states import ActionNotAllowed
from verksign.domain.order_making import OrderStep
from verksign.records.models import DigitalDocument, Message, ServiceDocument, VerbalAnswer
from verksign.usecases.orders.make_order import MustAsk, WithoutApproval, make_order
from verksign.usecases.quotes.change import change_quote
from verksign.usecases.quotes.create import create_quote
from verksign.usecases.quotes.editing import QuoteLocked
from verksign.usecases.registers import InvalidFields
from verksign.usecases.signing.cancel import cancel
from verksign.usecases.signing.spoken import NeedsWrittenAcceptance, Spoken
from verksign.usecases.signing.verbal import record_verbal_answer

pytestmark = pytest.mark.django_db

TWO = {"Service": "included", "Torkarblad": "optional"}


def spoken(garage: Garage, quote: ServiceDocument, **more: object) -> Spoken:
    """Everything accepted, by a customer who called."""
    answers = {str(job.id): JobAnswer.ACCEPTED for job in quote.jobs.all()}
    facts: dict[str, object] = {
        "answers": answers,
        "who": "Karin Holmgren",
        "channel": "phone",
        "called_by": "customer",
        "answered_at": garage.now,
        **more,
    }
    return Spoken(**facts)  # type: ignore[arg-type]


def record(garage: Garage, quote: ServiceDocument, key: str = "k", **more: object) -> VerbalAnswer:
    return record_verbal_answer(
        quote_id=quote.id,
        spoken=spoken(garage, quote, **more),
        key=key,
        by=garage.actor,
        now=garage.tick(),
    )


class TestCancel:
    def test_the_link_tells_that_it_is_withdrawn(self, garage: Garage) -> None:
        document = garage.seen()
        cancel(document_id=document.id, by=garage.actor, now=garage.tick())
        assert garage.view(document).state == "withdrawn"
        assert garage.fresh(document.service_document_id).digital_status == "cancelled"

    def test_a_customer_who_signed_first_wins(self, garage: Garage) -> None:
        document = garage.seen()
        garage.sign(document)
        with pytest.raises(ActionNotAllowed):
            cancel(document_id=document.id, by=garage.actor, now=garage.tick())
        assert garage.reload(document).status == "signed"

    def test_a_stranger_and_a_reader_cannot(
        self, garage: Garage, stranger: Person, reader: Person
    ) -> None:
        document = garage.seen()
        with pytest.raises(DigitalDocument.DoesNotExist):
            cancel(document_id=document.id, by=stranger.actor, now=garage.tick())
        with pytest.raises(NotPermitted):
            cancel(document_id=document.id, by=reader.actor, now=garage.tick())
        assert garage.reload(document).status == "seen"


class TestRecordVerbalAnswer:
    def test_withdraws_the_open_sending_and_approves_by_word_of_mouth(self, garage: Garage) -> None:
        quote = garage.quote(jobs=TWO)
        document = garage.seen(quote)
        answer = record(garage, quote)
        quote = garage.fresh(quote)
        assert (quote.answer, quote.digital_status) == ("approved_verbally", "cancelled")
        assert garage.view(document).state == "verbal"
        assert garage.kinds(document)[-2:] == ["document.cancelled", "answer.recorded"]
        assert json.loads(answer.answer)["verbal"]["called_by"] == "customer"
        garage.work()
        answer.refresh_from_db()
        assert answer.record is not None
        confirmation = Message.objects.get(kind="confirmation")
        assert (confirmation.channel, confirmation.state) == ("email", "sent")

    def test_works_for_a_quote_that_was_never_sent(self, garage: Garage) -> None:
        quote = garage.quote()
        record(garage, quote)
        assert garage.fresh(quote).answer == "approved_verbally"
        assert garage.fresh(quote).digital_status == ""

    def test_works_after_the_last_day_too(self, garage: Garage) -> None:
        document = garage.seen()
        quote = garage.fresh(document.service_document_id)
        garage.tick(timedelta(days=40))
        answer = record(garage, quote)
        assert json.loads(answer.content)["valid_until"] == document.valid_until.isoformat()
        assert garage.reload(document).status == "cancelled"
        assert garage.fresh(quote).answer == "approved_verbally"

    def test_no_confirmation_goes_to_a_telephone_that_takes_no_sms(self, garage: Garage) -> None:
        quote = garage.quote(customer=garage.customer(email="", phone="046-200 00 10"))
        record(garage, quote)
        assert Message.objects.count() == 0

    def test_a_second_press_records_nothing_new(self, garage: Garage) -> None:
        quote = garage.quote()
        first = record(garage, quote, key="once")
        assert record(garage, quote, key="once") == first
        assert VerbalAnswer.objects.count() == 1

    def test_a_consumer_whom_we_called_must_accept_in_writing(self, garage: Garage) -> None:
        quote = garage.quote()
        document = garage.seen(quote)
        with pytest.raises(NeedsWrittenAcceptance):
            record(garage, quote, called_by="workshop")
        assert VerbalAnswer.objects.count() == 0
        assert garage.reload(document).status == "seen"

    def test_a_company_whom_we_called_is_bound(self, garage: Garage) -> None:
        quote = garage.quote(customer=garage.customer(kind="company", name="Bergs Bygg AB"))
        record(garage, quote, called_by="workshop")
        assert garage.fresh(quote).answer == "approved_verbally"

    def test_a_no_is_a_no_whoever_called(self, garage: Garage) -> None:
        quote = garage.quote()
        answers = {str(job.id): JobAnswer.DECLINED for job in quote.jobs.all()}
        record(garage, quote, called_by="workshop", answers=answers)
        assert garage.fresh(quote).answer == "rejected"

    def test_not_now_is_kept_though_nothing_was_accepted(self, garage: Garage) -> None:
        quote = garage.quote(jobs=TWO)
        service, blades = quote.jobs.order_by("position")
        answers = {str(service.id): JobAnswer.DECLINED, str(blades.id): JobAnswer.LATER}
        record(garage, quote, answers=answers)
        said = list(quote.jobs.order_by("position").values_list("answer", flat=True))
        assert said == ["declined", "later"]
        assert garage.fresh(quote).answer == "rejected"

    def test_refuses_a_signed_quote(self, garage: Garage) -> None:
        quote = garage.quote()
        garage.sign(garage.seen(quote))
        with pytest.raises(QuoteLocked):
            record(garage, quote)
        assert VerbalAnswer.objects.count() == 0

    def test_says_which_version_was_talked_about(self, garage: Garage) -> None:
        quote = garage.quote()
        garage.sent(quote)
        as_sent = record(garage, quote, key="as sent", answers={})
        assert json.loads(as_sent.content)["version"] == 1
        garage.change(garage.fresh(quote), reported="Gnisslar")
        edited = record(garage, garage.fresh(quote), key="edited", answers={})
        assert json.loads(edited.content)["version"] == 2

    @pytest.mark.parametrize(
        ("field", "value", "code"),
        [
            ("who", "K" * 121, "too_long"),
            ("answered_at", datetime(1, 1, 1, tzinfo=STOCKHOLM), "not_a_time"),
        ],
    )
    def test_what_no_column_holds_is_told(
        self, garage: Garage, field: str, value: object, code: str
    ) -> None:
        quote = garage.quote()
        with pytest.raises(InvalidFields) as refusal:
            record(garage, quote, **{field: value})  # type: ignore[arg-type]
        assert refusal.value.problems == {field: code}
        assert VerbalAnswer.objects.count() == 0

    def test_a_yes_after_a_no_by_the_link_is_what_the_link_shows(self, garage: Garage) -> None:
        document = garage.seen()
        garage.decline(document)
        assert garage.view(document).state == "rejected"
        record(garage, garage.fresh(document.service_document_id))
        assert garage.view(document).state == "verbal"

    def test_tells_every_fault_beside_its_field(self, garage: Garage) -> None:
        quote = garage.quote()
        with pytest.raises(InvalidFields) as refusal:
            record(
                garage,
                quote,
                who=" ",
                channel="fax",
                answered_at=garage.now + timedelta(days=1),
                note="x" * 5000,
            )
        assert refusal.value.problems == {
            "who": "required",
            "channel": "not_a_choice",
            "answered_at": "in_the_future",
            "note": "too_long",
        }
        assert VerbalAnswer.objects.count() == 0


class TestMakeOrder:
    def test_takes_the_accepted_jobs_from_the_frozen_content(self, garage: Garage) -> None:
        quote = garage.quote(jobs=TWO)
        garage.sign(garage.seen(quote), Torkarblad=JobAnswer.DECLINED)
        order = make_order(quote_id=quote.id, by=garage.actor, now=garage.tick())
        assert [job.title for job in order.jobs.all()] == ["Service"]
        assert (order.total_ore, order.quote_id, order.kind) == (100_000, quote.id, "order")
        assert order.customer_id == quote.customer_id

    def test_made_twice_is_the_same_order(self, garage: Garage) -> None:
        quote = garage.quote()
        garage.sign(garage.seen(quote))
        first = make_order(quote_id=quote.id, by=garage.actor, now=garage.tick())
        assert make_order(quote_id=quote.id, by=garage.actor, now=garage.tick()) == first
        assert ServiceDocument.objects.orders().count() == 1

    def test_an_ordered_quote_is_read_only(self, garage: Garage) -> None:
        quote = garage.quote()
        garage.sign(garage.seen(quote))
        make_order(quote_id=quote.id, by=garage.actor, now=garage.tick())
        with pytest.raises(QuoteLocked) as refusal:
            change_quote(
                quote_id=quote.id, changes={"notes": "x"}, by=garage.actor, now=garage.tick()
            )
        assert refusal.value.reason == "ordered"
        assert garage.fresh(quote).notes == ""

    def test_without_approval_it_asks_first(self, garage: Garage) -> None:
        quote = garage.quote()
        with pytest.raises(MustAsk) as unsent:
            make_order(quote_id=quote.id, by=garage.actor, now=garage.tick())
        assert unsent.value.step is OrderStep.ASK
        document = garage.seen(quote)
        with pytest.raises(MustAsk) as open_:
            make_order(quote_id=quote.id, by=garage.actor, now=garage.tick())
        assert open_.value.step is OrderStep.ASK_AND_WITHDRAW
        assert ServiceDocument.objects.orders().count() == 0
        assert garage.reload(document).status == "seen"

    def test_going_on_without_approval_needs_a_reason_and_withdraws(self, garage: Garage) -> None:
        quote = garage.quote()
        document = garage.seen(quote)
        with pytest.raises(InvalidFields):
            make_order(
                quote_id=quote.id,
                by=garage.actor,
                now=garage.tick(),
                going_on=WithoutApproval(reason=" "),
            )
        assert garage.reload(document).status == "seen"
        order = make_order(
            quote_id=quote.id,
            by=garage.actor,
            now=garage.tick(),
            going_on=WithoutApproval(reason="Garantijobb"),
        )
        assert garage.reload(document).status == "cancelled"
        assert (order.unapproved_reason, order.total_ore) == ("Garantijobb", 100_000)

    def test_nothing_is_ordered_for_nobody(self, garage: Garage) -> None:
        quote = create_quote(by=garage.actor, now=garage.now)
        with pytest.raises(QuoteIncomplete):
            make_order(
                quote_id=quote.id,
                by=garage.actor,
                now=garage.tick(),
                going_on=WithoutApproval(reason="Garantijobb"),
            )
        assert ServiceDocument.objects.orders().count() == 0

    def test_a_spoken_yes_is_enough(self, garage: Garage) -> None:
        quote = garage.quote()
        record(garage, quote)
        order = make_order(quote_id=quote.id, by=garage.actor, now=garage.tick())
        assert order.unapproved_reason == ""

    def test_a_yes_that_was_taken_back_is_no_approval(self, garage: Garage) -> None:
        quote = garage.quote()
        record(garage, quote, key="yes")
        record(garage, quote, key="no", answers={})
        with pytest.raises(MustAsk) as taken_back:
            make_order(quote_id=quote.id, by=garage.actor, now=garage.tick())
        assert taken_back.value.step is OrderStep.ASK
        document = garage.send(garage.fresh(quote))
        with pytest.raises(MustAsk) as sent_anew:
            make_order(quote_id=quote.id, by=garage.actor, now=garage.tick())
        assert sent_anew.value.step is OrderStep.ASK_AND_WITHDRAW
        assert ServiceDocument.objects.orders().count() == 0
        assert garage.reload(document).status == "draft"

    def test_a_job_accepted_later_joins_the_same_order(self, garage: Garage) -> None:
        quote = garage.quote(jobs=TWO)
        service, blades = quote.jobs.order_by("position")
        yes = {str(service.id): JobAnswer.ACCEPTED}
        record(garage, quote, key="first", answers=yes | {str(blades.id): JobAnswer.LATER})
        order = make_order(quote_id=quote.id, by=garage.actor, now=garage.tick())
        assert order.jobs.count() == 1
        record(garage, quote, key="second", answers=yes | {str(blades.id): JobAnswer.ACCEPTED})
        order = garage.fresh(order)
        assert [job.title for job in order.jobs.order_by("position")] == ["Service", "Torkarblad"]
        assert order.total_ore == 200_000

    def test_a_stranger_finds_no_such_quote(self, garage: Garage, stranger: Person) -> None:
        quote = garage.quote()
        with pytest.raises(ServiceDocument.DoesNotExist):
            make_order(quote_id=quote.id, by=stranger.actor, now=garage.tick())
        assert ServiceDocument.objects.orders().count() == 0
