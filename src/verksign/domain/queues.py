"""4-stegsrutinen: the four queues that an extra job passes, and the only table that says how it moves."""

from enum import StrEnum

from verksign.domain.answers import JobAnswer
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.order_states import WorkStatus


class Origin(StrEnum):
    """Where a job of an order comes from: it was ordered, or found during the work."""

    ORDERED = "ordered"
    FOUND = "found"


class Queue(StrEnum):
    FOUND = "found"
    PRICED = "priced"
    WITH_CUSTOMER = "with_customer"
    ANSWERED = "answered"
    ARCHIVED = "archived"

    @classmethod
    def steps(cls) -> tuple["Queue", ...]:
        """Return the four queues in the order of the routine."""
        return (cls.FOUND, cls.PRICED, cls.WITH_CUSTOMER, cls.ANSWERED)

    @property
    def step(self) -> int:
        """Return 1 to 4; 0 for the archive."""
        return 0 if self is Queue.ARCHIVED else list(Queue).index(self) + 1


class QueueEvent(StrEnum):
    PRICE = "price"
    UNPRICE = "unprice"
    """An edit took its price or its price kind away."""
    SEND = "send"
    RETURN = "return"
    """The sending ended without an answer to this job: expired, withdrawn, replaced, or left at a question."""
    ANSWER = "answer"
    ACKNOWLEDGE = "acknowledge"
    DROP = "drop"
    """Staff took it away before it was answered, and said why."""


class MoveNotAllowed(Exception):
    def __init__(self, queue: Queue, event: QueueEvent) -> None:
        super().__init__(queue, event)
        self.queue = queue
        self.event = event


Q = Queue
E = QueueEvent

MOVES: dict[tuple[Queue, QueueEvent], Queue] = {
    (Q.FOUND, E.PRICE): Q.PRICED,
    (Q.FOUND, E.DROP): Q.ARCHIVED,
    (Q.PRICED, E.UNPRICE): Q.FOUND,
    (Q.PRICED, E.SEND): Q.WITH_CUSTOMER,
    # By telephone or at the desk, without a sending.
    (Q.PRICED, E.ANSWER): Q.ANSWERED,
    (Q.PRICED, E.DROP): Q.ARCHIVED,
    (Q.WITH_CUSTOMER, E.ANSWER): Q.ANSWERED,
    (Q.WITH_CUSTOMER, E.RETURN): Q.PRICED,
    (Q.ANSWERED, E.ACKNOWLEDGE): Q.ARCHIVED,
}
"""A failed sending moves nothing: the job stays with the customer, marked, and its link lives."""

UNANSWERED = frozenset({Q.FOUND, Q.PRICED, Q.WITH_CUSTOMER})
EDITABLE = frozenset({Q.FOUND, Q.PRICED})
"""Queues in which a job's lines and price may change."""


def moved(queue: Queue, event: QueueEvent) -> Queue:
    """
    Return the queue that follows.

    :raises MoveNotAllowed: if the job has moved on, e.g. the customer answered first
    """
    try:
        return MOVES[queue, event]
    except KeyError:
        raise MoveNotAllowed(queue, event) from None


def event_of_status(status: DigitalStatus) -> QueueEvent | None:
    """Return what a sending's new status means for its jobs, but for an answer, which each job has of its own."""
    ended = {DigitalStatus.CANCELLED, DigitalStatus.EXPIRED, DigitalStatus.REPLACED}
    return QueueEvent.RETURN if status in ended else None


def event_of_answer(answer: JobAnswer) -> QueueEvent:
    """A job left at *Fråga / ring mig* is not answered: it may be sent anew."""
    return QueueEvent.RETURN if answer is JobAnswer.ASKED else QueueEvent.ANSWER


def work_of(queue: Queue, answer: JobAnswer | None) -> WorkStatus | None:
    """
    Return what an extra job means for the work just after it has moved: waiting, to be done, or nothing.

    An accepted job becomes work at once; from then on the mechanic says how it goes.
    """
    if queue in UNANSWERED:
        return WorkStatus.STOPPED
    return WorkStatus.UPCOMING if answer is JobAnswer.ACCEPTED else None


def is_followed_up(answer: JobAnswer, *, instead: bool) -> bool:
    """
    Whether what was answered is kept on the vehicle, to be brought up again.

    Not when another alternative was taken `instead`: what was found is then mended.
    """
    return answer in {JobAnswer.DECLINED, JobAnswer.LATER, JobAnswer.NOT_CHOSEN} and not instead
