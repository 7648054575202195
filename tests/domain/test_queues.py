from itertools import product

import pytest

from verksign.domain.answers import JobAnswer
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.order_states import WorkStatus
from verksign.domain.queues import (
    EDITABLE,
    UNANSWERED,
    MoveNotAllowed,
    Queue,
    QueueEvent,
    event_of_answer,
    event_of_status,
    is_followed_up,
    moved,
    work_of,
)

Q = Queue
E = QueueEvent

# Written a second time, by queue, from the product's words: what leads where.
EXPECTED: dict[Queue, dict[QueueEvent, Queue]] = {
    Q.FOUND: {E.PRICE: Q.PRICED, E.DROP: Q.ARCHIVED},
    Q.PRICED: {
        E.UNPRICE: Q.FOUND,
        E.SEND: Q.WITH_CUSTOMER,
        E.ANSWER: Q.ANSWERED,
        E.DROP: Q.ARCHIVED,
    },
    Q.WITH_CUSTOMER: {E.ANSWER: Q.ANSWERED, E.RETURN: Q.PRICED},
    Q.ANSWERED: {E.ACKNOWLEDGE: Q.ARCHIVED},
    Q.ARCHIVED: {},
}


class TestWholeTable:
    @pytest.mark.parametrize(("queue", "event"), list(product(Q, E)))
    def test_every_event_in_every_queue(self, queue: Queue, event: QueueEvent) -> None:
        if event in EXPECTED[queue]:
            assert moved(queue, event) is EXPECTED[queue][event]
        else:
            with pytest.raises(MoveNotAllowed) as refusal:
                moved(queue, event)
            assert (refusal.value.queue, refusal.value.event) == (queue, event)

    def test_every_queue_but_the_archive_leads_on(self) -> None:
        assert [queue for queue in Q if not EXPECTED[queue]] == [Q.ARCHIVED]

    def test_there_is_a_way_into_every_queue(self) -> None:
        ways = {after for moves in EXPECTED.values() for after in moves.values()}

        assert ways == set(Q)


class TestSteps:
    def test_are_four_in_their_order(self) -> None:
        assert [(queue, queue.step) for queue in Q.steps()] == [
            (Q.FOUND, 1),
            (Q.PRICED, 2),
            (Q.WITH_CUSTOMER, 3),
            (Q.ANSWERED, 4),
        ]

    def test_the_archive_is_none(self) -> None:
        assert Q.ARCHIVED.step == 0

    def test_an_answer_ends_three_of_them(self) -> None:
        assert set(Q) - {Q.ANSWERED, Q.ARCHIVED} == UNANSWERED

    def test_only_what_the_customer_has_not_seen_is_edited(self) -> None:
        assert {Q.FOUND, Q.PRICED} == EDITABLE


class TestEventOfStatus:
    @pytest.mark.parametrize("status", DigitalStatus)
    def test_returns_what_ended_without_an_answer(self, status: DigitalStatus) -> None:
        ended = {DigitalStatus.CANCELLED, DigitalStatus.EXPIRED, DigitalStatus.REPLACED}

        assert event_of_status(status) is (E.RETURN if status in ended else None)


class TestEventOfAnswer:
    @pytest.mark.parametrize("answer", JobAnswer)
    def test_returns_what_was_asked_about(self, answer: JobAnswer) -> None:
        asked = answer is JobAnswer.ASKED

        assert event_of_answer(answer) is (E.RETURN if asked else E.ANSWER)


class TestWorkOf:
    @pytest.mark.parametrize(("queue", "answer"), list(product(Q, [None, *JobAnswer])))
    def test_waits_until_it_is_answered_and_is_work_only_when_accepted(
        self, queue: Queue, answer: JobAnswer | None
    ) -> None:
        if queue in {Q.FOUND, Q.PRICED, Q.WITH_CUSTOMER}:
            assert work_of(queue, answer) is WorkStatus.STOPPED
        elif answer is JobAnswer.ACCEPTED:
            assert work_of(queue, answer) is WorkStatus.UPCOMING
        else:
            assert work_of(queue, answer) is None


class TestIsFollowedUp:
    @pytest.mark.parametrize(("answer", "instead"), list(product(JobAnswer, ["", "Bromsar"])))
    def test_when_it_was_not_wanted_and_nothing_was_taken_instead(
        self, answer: JobAnswer, instead: str
    ) -> None:
        unwanted = answer in {JobAnswer.DECLINED, JobAnswer.LATER, JobAnswer.NOT_CHOSEN}

        assert is_followed_up(answer, instead=bool(instead)) is (unwanted and not instead)
