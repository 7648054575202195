"""Extra jobs with the customer: sent, answered, withdrawn, expired; each in one open sending at most."""

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.kit.garage import VISIT, Garage
from tests.kit.snapshot import snapshot
from tests.kit.upsells import answer, fresh, opened, priced, send
from verksign.domain.amounts_check import amounts_agree
from verksign.domain.answers import JobAnswer
from verksign.domain.digital_states import ActionNotAllowed
from verksign.domain.queues import MoveNotAllowed
from verksign.records.models import CustomerRequest, DigitalDocument, Job, Message, ServiceDocument
from verksign.usecases.registers import InvalidFields
from verksign.usecases.signing.answer import decline
from verksign.usecases.signing.cancel import cancel
from verksign.usecases.signing.correct import Correction, correct_recipient
from verksign.usecases.signing.recipients import BadRecipient
from verksign.usecases.signing.remind import remind
from verksign.usecases.signing.requests import Question
from verksign.usecases.signing.send_confirmation import send_confirmation
from verksign.usecases.signing.send_upsell import send_upsell
from verksign.usecases.signing.sweep import sweep

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def state_of(job: Job) -> tuple[str, str, str, str]:
    job = fresh(job)
    return job.queue, job.digital_status, job.answer, job.work


class TestSending:
    def test_freezes_the_jobs_and_what_was_ordered_before(self, garage: Garage) -> None:
        order = garage.order()
        hose = priced(garage, order, "Bromsslang")
        deadline = garage.now + HOUR
        document = send(
            garage,
            order,
            [hose],
            decide_by=deadline,
            ready_before="i dag kl. 16:00",
            ready_after="i morgon",
        )
        content = json.loads(document.content)
        assert (content["purpose"], content["kind"]) == ("upsell", "order")
        assert [job["title"] for job in content["before"]["jobs"]] == ["Service"]
        assert content["before"]["totals"]["amount_ore"] == 100_000
        assert content["totals"]["everything"]["amount_ore"] == 100_000
        assert [job["choice"] for job in content["jobs"]] == ["optional"]
        assert content["decide_by"]["ready_before"] == "i dag kl. 16:00"
        assert document.decide_by == deadline
        assert garage.reload(document).valid_until == date(2026, 11, 25)
        assert state_of(hose) == ("with_customer", "draft", "", "stopped")

    def test_the_order_shows_nothing_of_it_as_its_own(self, garage: Garage) -> None:
        order = garage.order()
        before = garage.fresh(order)
        send(garage, order, [priced(garage, order, "Bromsslang")])
        after = garage.fresh(order)
        assert (after.current, after.digital_status, after.answer) == (None, "", before.answer)
        assert after.total_ore == 100_000

    def test_two_may_be_out_at_once_each_under_its_own_link(self, garage: Garage) -> None:
        order = garage.order()
        first = send(garage, order, [priced(garage, order, "Bromsslang")])
        second = send(garage, order, [priced(garage, order, "Damask")])
        assert first.link_id != second.link_id
        assert (first.version, second.version) == (1, 2)
        assert DigitalDocument.objects.open().count() == 2

    def test_a_job_is_in_one_open_sending_at_most(self, garage: Garage) -> None:
        order = garage.order()
        hose, boot = priced(garage, order, "Bromsslang"), priced(garage, order, "Damask")
        send(garage, order, [hose])
        before = snapshot()
        with pytest.raises(MoveNotAllowed):
            send(garage, order, [boot, hose])
        assert snapshot() == before

    def test_a_second_press_is_the_same_sending(self, garage: Garage) -> None:
        order = garage.order()
        hose = priced(garage, order, "Bromsslang")
        first = send(garage, order, [hose], key="press")
        assert send(garage, order, [hose], key="press") == first
        assert Message.objects.filter(kind="upsell").count() == 1

    def test_each_job_is_offered_and_alternatives_stay_so(self, garage: Garage) -> None:
        order = garage.order()
        jobs = [
            priced(garage, order, "Original", group="batteri"),
            priced(garage, order, "Likvärdigt", group="batteri"),
            priced(garage, order, "Lampa"),
        ]
        content = json.loads(send(garage, order, jobs).content)
        assert [job["choice"] for job in content["jobs"]] == [
            "alternative",
            "alternative",
            "optional",
        ]

    @pytest.mark.parametrize("minutes", [-1, 60 * 24 * 5])
    def test_a_deadline_must_come_and_be_within_the_validity(
        self, garage: Garage, minutes: int
    ) -> None:
        order = garage.order()
        hose = priced(garage, order, "Bromsslang")
        before = snapshot()
        with pytest.raises(InvalidFields) as refused:
            send(garage, order, [hose], decide_by=garage.now + timedelta(minutes=minutes))
        assert set(refused.value.problems) == {"decide_by"}
        assert snapshot() == before

    def test_what_has_no_price_is_not_sent(self, garage: Garage) -> None:
        order = garage.order()
        found = garage.found(order)
        before = snapshot()
        with pytest.raises(MoveNotAllowed):
            send(garage, order, [found])
        with pytest.raises(InvalidFields):
            send(garage, order, [])
        assert snapshot() == before

    def test_no_device_is_handed_over_with_it(self, garage: Garage) -> None:
        order = garage.order()
        job = priced(garage, order, "Bromsslang")
        before = snapshot()

        with pytest.raises(BadRecipient):
            send_upsell(
                order_id=order.id,
                job_ids=[job.id],
                method="on_site",
                to="",
                key="a-device",
                by=garage.actor,
                now=garage.tick(),
            )
        with pytest.raises(BadRecipient):
            send_confirmation(
                order_id=order.id,
                method="on_site",
                to="",
                key="another",
                by=garage.actor,
                now=garage.tick(),
            )

        assert snapshot() == before

    def test_the_sms_says_how_many_and_by_when(self, garage: Garage) -> None:
        order = garage.order()
        jobs = [priced(garage, order, "Bromsslang"), priced(garage, order, "Damask")]
        send(garage, order, jobs[:1])
        at = garage.now + HOUR
        send(garage, order, jobs[1:], decide_by=at, ready_before="i dag kl. 16:00")
        texts = Message.objects.order_by("created_at").values_list("text", flat=True)
        plain, hurried = texts
        assert plain == (
            "DemoLund: Vi hittade 1 sak på ABC 12D. Se foton och pris och svara: {link} "
            "Frågor? 046-200 00 10"
        )
        assert hurried == (
            "DemoLund: Vi hittade 1 sak på ABC 12D. Svarar du före 10:00 hinner vi i dag: {link} "
            "Frågor? 046-200 00 10"
        )

    @pytest.mark.parametrize(
        ("kind", "offered"), [("company", "preselected"), ("consumer", "optional")]
    )
    def test_only_a_company_gets_it_ticked_beforehand(
        self, garage: Garage, kind: str, offered: str
    ) -> None:
        order = garage.order()
        ServiceDocument.objects.filter(pk=order.pk).update(customer_kind=kind)
        job = priced(garage, order, "Bromsslang")
        Job.objects.filter(pk=job.pk).update(choice="preselected")
        content = json.loads(send(garage, order, [job]).content)
        assert [each["choice"] for each in content["jobs"]] == [offered]


class TestAnswering:
    def test_what_is_accepted_becomes_work_and_the_sum_follows(self, garage: Garage) -> None:
        order = garage.order()
        hose, boot = priced(garage, order, "Bromsslang"), priced(garage, order, "Damask")
        document = opened(garage, send(garage, order, [hose, boot]))
        said = {str(hose.id): JobAnswer.ACCEPTED, str(boot.id): JobAnswer.DECLINED}
        document = answer(garage, document, said)
        assert (document.status, document.partly) == ("signed", True)
        assert state_of(hose) == ("answered", "signed", "accepted", "upcoming")
        assert state_of(boot) == ("answered", "rejected", "declined", "")
        after = garage.fresh(order)
        assert (after.total_ore, after.gross_ore, after.answer) == (200_000, 200_000, "")
        assert json.loads(document.answer)["total"]["amount_ore"] == 100_000
        assert amounts_agree(json.loads(document.content), json.loads(document.answer))

    def test_one_left_at_a_question_may_be_sent_anew_while_the_request_stands(
        self, garage: Garage
    ) -> None:
        order = garage.order()
        hose, boot = priced(garage, order, "Bromsslang"), priced(garage, order, "Damask")
        document = opened(garage, send(garage, order, [hose, boot]))
        said = {str(hose.id): JobAnswer.ACCEPTED, str(boot.id): JobAnswer.ASKED}
        asked = {str(boot.id): Question("Går det att vänta?", "write")}
        answer(garage, document, said, questions=asked)
        assert state_of(boot) == ("priced", "", "asked", "stopped")
        request = CustomerRequest.objects.get()
        assert (request.job, request.done_at) == (boot.id, None)
        again = send(garage, order, [boot])
        assert state_of(boot) == ("with_customer", "draft", "", "stopped")
        assert again.link_id != document.link_id

    def test_no_to_all_is_rejected_with_its_reason(self, garage: Garage) -> None:
        order = garage.order()
        hose = priced(garage, order, "Bromsslang")
        document = opened(garage, send(garage, order, [hose]))
        decline(
            token=garage.token(document),
            content_sha256=document.content_sha256,
            reason="Jag säljer bilen",
            visit=VISIT,
            now=garage.tick(),
        )
        assert state_of(hose) == ("answered", "rejected", "declined", "")
        assert fresh(hose).answer_note == "Jag säljer bilen"
        assert garage.fresh(order).total_ore == 100_000

    def test_the_deadline_passing_changes_nothing_by_itself(self, garage: Garage) -> None:
        order = garage.order()
        hose = priced(garage, order, "Bromsslang")
        at = garage.now + HOUR
        document = opened(garage, send(garage, order, [hose], decide_by=at))
        garage.tick(2 * HOUR)
        sweep(now=garage.tick())
        assert garage.view(document).state == "open"
        answer(garage, document, {str(hose.id): JobAnswer.ACCEPTED})
        assert state_of(hose)[:3] == ("answered", "signed", "accepted")


def withdrawn(garage: Garage, document: DigitalDocument) -> None:
    cancel(document_id=document.id, by=garage.actor, now=garage.tick())


def run_out(garage: Garage, document: DigitalDocument) -> None:
    garage.tick(timedelta(days=4))
    sweep(now=garage.tick())


class TestEnding:
    @pytest.mark.parametrize(("end", "status"), [(withdrawn, "cancelled"), (run_out, "expired")])
    def test_what_ends_without_an_answer_goes_back_to_be_sent_anew(
        self,
        garage: Garage,
        end: Callable[[Garage, DigitalDocument], None],
        status: str,
    ) -> None:
        order = garage.order()
        hose = priced(garage, order, "Bromsslang")
        document = send(garage, order, [hose])
        end(garage, document)
        assert state_of(hose) == ("priced", status, "", "stopped")
        assert garage.view(garage.reload(document)).state in {"withdrawn", "expired"}
        anew = send(garage, order, [hose])
        assert state_of(hose)[:2] == ("with_customer", "draft")
        assert garage.view(garage.reload(anew)).state == "unopened"

    def test_what_was_answered_is_not_withdrawn(self, garage: Garage) -> None:
        order = garage.order()
        hose = priced(garage, order, "Bromsslang")
        document = opened(garage, send(garage, order, [hose]))
        answer(garage, document, {str(hose.id): JobAnswer.ACCEPTED})
        before = snapshot()
        with pytest.raises(ActionNotAllowed):
            cancel(document_id=document.id, by=garage.actor, now=garage.tick())
        assert snapshot() == before


class TestReaching:
    def test_a_reminder_speaks_of_what_was_found(self, garage: Garage) -> None:
        order = garage.order()
        document = opened(garage, send(garage, order, [priced(garage, order, "Bromsslang")]))
        message = remind(
            document_id=document.id, key="r", by=garage.actor, now=garage.tick(2 * HOUR)
        )
        assert message.kind == "upsell_reminder"
        assert "väntar på ditt svar" in message.text

    def test_a_corrected_recipient_gets_the_same_words_and_the_order_the_number(
        self, garage: Garage
    ) -> None:
        order = garage.order()
        document = send(garage, order, [priced(garage, order, "Bromsslang")], to="070-174 06 99")
        garage.work()
        right = Correction(method="sms", to="070-174 06 31")
        correct_recipient(
            document_id=document.id, right=right, key="c", by=garage.actor, now=garage.tick()
        )
        assert [each.kind for each in Message.objects.order_by("created_at")] == ["upsell"] * 2
        assert garage.fresh(order).phone == "+46701740631"
