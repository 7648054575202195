"""What was said about extra jobs, from step 2 or 3: recorded job by job, never beside a signature."""

import json
from datetime import timedelta

import pytest

from tests.kit.garage import Garage
from tests.kit.snapshot import snapshot
from tests.kit.upsells import answer, confirm, fresh, opened, priced, send, spoken
from verksign.domain.answers import ChoiceNotAllowed, JobAnswer
from verksign.domain.queues import MoveNotAllowed
from verksign.records.models import Alarm, Message, VerbalAnswer
from verksign.usecases.registers import InvalidFields
from verksign.usecases.signing.requests import Question
from verksign.usecases.signing.spoken import NeedsWrittenAcceptance, Spoken
from verksign.usecases.signing.sweep import sweep
from verksign.usecases.signing.verbal_upsell import record_verbal_upsell

pytestmark = pytest.mark.django_db

YES, NO = JobAnswer.ACCEPTED, JobAnswer.DECLINED


def record(garage: Garage, order_id: object, said: Spoken, key: str = "said") -> VerbalAnswer:
    return record_verbal_upsell(
        order_id=order_id,  # type: ignore[arg-type]
        spoken=said,
        key=key,
        by=garage.actor,
        now=garage.tick(),
    )


class TestRecording:
    def test_from_priced_without_a_sending(self, garage: Garage) -> None:
        order = garage.order()
        hose, boot = priced(garage, order, "Bromsslang"), priced(garage, order, "Damask")
        said = {str(hose.id): YES}
        verbal = record(garage, order.id, spoken(said, garage.now, note="Ville ha det i dag"))
        garage.work()
        verbal.refresh_from_db()
        assert (verbal.outcome, verbal.partly, verbal.record is not None) == ("signed", False, True)
        assert json.loads(verbal.content)["purpose"] == "upsell"
        hose = fresh(hose)
        assert (hose.queue, hose.answer, hose.answer_way) == ("answered", "accepted", "phone")
        assert (hose.work, hose.answer_note) == ("upcoming", "Ville ha det i dag")
        assert fresh(boot).queue == "priced"
        after = garage.fresh(order)
        assert (after.total_ore, after.answer) == (200_000, "")
        assert Message.objects.get().kind == "confirmation"

    def test_waits_to_be_acknowledged_since_it_was_written_down(self, garage: Garage) -> None:
        order = garage.order()
        hose = priced(garage, order, "Bromsslang")
        yesterday = garage.now - timedelta(days=1)
        record(garage, order.id, spoken({str(hose.id): YES}, yesterday))
        hose = fresh(hose)
        assert (hose.answered_at, hose.queue_at) == (yesterday, garage.now)
        sweep(now=garage.tick())
        assert not Alarm.objects.exists()

    def test_no_to_what_was_left_at_a_question_is_not_signed(self, garage: Garage) -> None:
        order = garage.order()
        hose, boot = priced(garage, order, "Bromsslang"), priced(garage, order, "Damask")
        document = opened(garage, send(garage, order, [hose, boot]))
        said = {str(hose.id): YES, str(boot.id): JobAnswer.ASKED}
        asked = {str(boot.id): Question("Går det att vänta?", "write")}
        answer(garage, document, said, questions=asked)
        assert [fresh(job).digital_status for job in (hose, boot)] == ["signed", ""]
        record(garage, order.id, spoken({str(boot.id): NO}, garage.now))
        assert (fresh(boot).answer, fresh(boot).digital_status) == ("declined", "")

    def test_withdraws_the_sending_and_its_other_jobs_may_be_sent_anew(
        self, garage: Garage
    ) -> None:
        order = garage.order()
        hose, boot = priced(garage, order, "Bromsslang"), priced(garage, order, "Damask")
        document = opened(garage, send(garage, order, [hose, boot]))
        other = send(garage, order, [priced(garage, order, "Lampa")])
        record(garage, order.id, spoken({str(hose.id): NO}, garage.now))
        assert garage.reload(document).status == "cancelled"
        assert garage.reload(other).status == "draft"
        assert fresh(hose).queue == "answered"
        assert (fresh(boot).queue, fresh(boot).answer) == ("priced", "")
        assert garage.view(document).state == "verbal"
        assert garage.kinds(document)[-1] == "answer.recorded"

    def test_a_later_spoken_answer_is_not_shown_under_another_link(self, garage: Garage) -> None:
        order = garage.order()
        hose, boot = priced(garage, order, "Bromsslang"), priced(garage, order, "Damask")
        document = opened(garage, send(garage, order, [hose]))
        answer(garage, document, {str(hose.id): NO})
        record(garage, order.id, spoken({str(boot.id): YES}, garage.now))
        assert garage.view(garage.reload(document)).state == "rejected"

    def test_leaves_the_order_confirmation_alone(self, garage: Garage) -> None:
        order = garage.order()
        confirmation = opened(garage, confirm(garage, order))
        hose = priced(garage, order, "Bromsslang")
        record(garage, order.id, spoken({str(hose.id): YES}, garage.now))
        assert garage.reload(confirmation).status == "seen"
        assert garage.view(confirmation).state == "open"

    def test_a_second_press_records_nothing_new(self, garage: Garage) -> None:
        order = garage.order()
        said = spoken({str(priced(garage, order, "Bromsslang").id): YES}, garage.now)
        assert record(garage, order.id, said) == record(garage, order.id, said)
        assert VerbalAnswer.objects.count() == 1


class TestRefusing:
    def test_a_yes_by_our_own_call_to_a_consumer(self, garage: Garage) -> None:
        order = garage.order()
        hose = priced(garage, order, "Bromsslang")
        before = snapshot()
        with pytest.raises(NeedsWrittenAcceptance):
            record(garage, order.id, spoken({str(hose.id): YES}, garage.now, called_by="workshop"))
        assert snapshot() == before
        record(garage, order.id, spoken({str(hose.id): NO}, garage.now, called_by="workshop"))
        assert fresh(hose).answer == "declined"

    def test_what_the_customer_has_answered_already(self, garage: Garage) -> None:
        order = garage.order()
        hose = priced(garage, order, "Bromsslang")
        document = opened(garage, send(garage, order, [hose]))
        answer(garage, document, {str(hose.id): YES})
        before = snapshot()
        with pytest.raises(MoveNotAllowed):
            record(garage, order.id, spoken({str(hose.id): NO}, garage.now))
        assert snapshot() == before

    def test_two_alternatives_of_a_group(self, garage: Garage) -> None:
        order = garage.order()
        jobs = [priced(garage, order, title, group="batteri") for title in ("Ett", "Två")]
        before = snapshot()
        with pytest.raises(ChoiceNotAllowed):
            record(garage, order.id, spoken({str(job.id): YES for job in jobs}, garage.now))
        assert snapshot() == before

    def test_nothing_said_and_what_is_not_priced(self, garage: Garage) -> None:
        order = garage.order()
        found = garage.found(order)
        before = snapshot()
        with pytest.raises(InvalidFields):
            record(garage, order.id, spoken({}, garage.now))
        with pytest.raises(MoveNotAllowed):
            record(garage, order.id, spoken({str(found.id): YES}, garage.now))
        assert snapshot() == before
