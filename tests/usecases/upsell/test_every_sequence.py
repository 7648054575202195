"""
Whatever is done, in whatever order: every extra job is in exactly one queue or the archive, and the order adds up.

The queues are reckoned a second time from what was done, and each number is compared with the rows that it stands for.
"""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.kit.cast import NOW, WORKSHOP, hire
from tests.kit.garage import Garage
from tests.kit.upsells import answer, fresh, priced, send, spoken
from verksign.domain.access import Role
from verksign.domain.answers import JobAnswer
from verksign.domain.digital_states import DigitalAction, DigitalStatus
from verksign.domain.order_states import WorkStatus, order_status
from verksign.domain.queues import Queue
from verksign.records.models import DigitalDocument, Job, ServiceDocument, ServiceNote
from verksign.usecases import digital
from verksign.usecases.orders.close import ExtraJobWaits, close_order, reopen_order
from verksign.usecases.quotes.lines import add_line, change_line, remove_line
from verksign.usecases.setup import create_workshop
from verksign.usecases.signing.cancel import cancel
from verksign.usecases.signing.verbal_upsell import record_verbal_upsell
from verksign.usecases.upsell.acknowledge import acknowledge
from verksign.usecases.upsell.drop import drop_job

ORDERED_ORE = 100_000
WAYS = st.sampled_from(list(JobAnswer))
PICK = st.integers(0, 50)


class ExtraJobs(RuleBasedStateMachine):
    """`where` holds what the queue of each job must be, worked out from the actions alone."""

    def __init__(self) -> None:
        super().__init__()
        self.where: dict[Job, Queue] = {}
        self.closed = False
        self.undo = transaction.atomic()
        # As the tests' own: what the use cases do in a transaction of theirs is taken back with it.
        self.undo._from_testcase = True  # type: ignore[attr-defined]
        self.undo.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @initialize()
    def an_order(self) -> None:
        workshop = create_workshop(profile=WORKSHOP, now=NOW)
        anna = hire(name="Anna", email="anna@demo.test", workshop=workshop, role=Role.ADVISER)
        self.garage = Garage(anna.actor)
        self.order = self.garage.order()
        for group in ("", "", "", "Batteri", "Batteri"):
            self.report_and_price_one(group)

    def report_and_price_one(self, group: str) -> None:
        self.where[priced(self.garage, self.order, "Damask", group=group)] = Queue.PRICED

    def those(self, *queues: Queue) -> list[Job]:
        return [job for job, queue in self.where.items() if queue in queues]

    def one(self, number: int, *queues: Queue) -> Job | None:
        jobs = self.those(*queues)
        return jobs[number % len(jobs)] if jobs else None

    def sending(self, number: int) -> DigitalDocument | None:
        open_ones = list(DigitalDocument.objects.open().order_by("created_at", "id"))
        return open_ones[number % len(open_ones)] if open_ones else None

    def jobs_in(self, document: DigitalDocument) -> list[Job]:
        return [
            job for job in self.those(Queue.WITH_CUSTOMER) if fresh(job).sending_id == document.pk
        ]

    @precondition(lambda self: not self.closed)
    @rule()
    def report(self) -> None:
        self.where[self.garage.found(self.order)] = Queue.FOUND

    @precondition(lambda self: not self.closed)
    @rule(group=st.sampled_from(["", "", "Batteri"]))
    def report_and_price(self, group: str) -> None:
        self.report_and_price_one(group)

    @precondition(lambda self: not self.closed and self.those(Queue.FOUND, Queue.PRICED))
    @rule(number=PICK, price=st.sampled_from(["0", "250", "999,50"]))
    def price(self, number: int, price: str) -> None:
        job = self.one(number, Queue.FOUND, Queue.PRICED)
        if job is None:
            return
        by, order_id = self.garage.actor, self.order.id
        now = self.garage.tick()
        line = add_line(quote_id=order_id, job_id=job.id, text="Del", by=by, now=now)
        changes = {"kind": "article", "unit_price": price}
        change_line(quote_id=order_id, line_id=line.id, changes=changes, by=by, now=now)
        if price != "0":
            self.where[job] = Queue.PRICED

    @precondition(lambda self: not self.closed and self.those(Queue.PRICED))
    @rule(number=PICK)
    def unprice(self, number: int) -> None:
        job = self.one(number, Queue.PRICED)
        if job is None:
            return
        for line in list(job.lines.all()):
            remove_line(
                quote_id=self.order.id,
                line_id=line.id,
                by=self.garage.actor,
                now=self.garage.tick(),
            )
        self.where[job] = Queue.FOUND

    @precondition(lambda self: not self.closed and self.those(Queue.PRICED))
    @rule(number=PICK, many=st.booleans())
    def send(self, number: int, *, many: bool) -> None:
        jobs = self.those(Queue.PRICED)
        # An alternative is sent with the others of its group; alone it is optional.
        lone = [job for job in jobs if not fresh(job).group]
        grouped = [job for job in jobs if fresh(job).group]
        chosen = lone if many else lone[number % len(lone) :][:1] if lone else []
        if many and len(grouped) > 1:
            chosen = [*chosen, *grouped]
        if not chosen:
            return
        # A number gets only so many SMS a day.
        send(self.garage, self.order, chosen, to=f"070-174 06 {next(self.garage.keys) % 90 + 10}")
        self.where |= dict.fromkeys(chosen, Queue.WITH_CUSTOMER)

    @precondition(lambda self: self.those(Queue.WITH_CUSTOMER))
    @rule(number=PICK)
    def fail(self, number: int) -> None:
        """A message that does not come through moves nothing."""
        document = self.sending(number)
        if document and document.status in {DigitalStatus.DRAFT, DigitalStatus.SENT}:
            held = digital.hold(document.pk)
            digital.change(held, DigitalAction.FAIL, "delivery.failed", at=self.garage.tick())

    @precondition(lambda self: self.those(Queue.WITH_CUSTOMER))
    @rule(number=PICK, how=st.sampled_from(["cancel", "expire", "replace"]))
    def end(self, number: int, how: str) -> None:
        document = self.sending(number)
        if document is None:
            return
        back = self.jobs_in(document)
        if how == "cancel":
            cancel(document_id=document.pk, by=self.garage.actor, now=self.garage.tick())
        else:
            action = DigitalAction.EXPIRE if how == "expire" else DigitalAction.REPLACE
            held = digital.hold(document.pk)
            digital.change(held, action, f"document.{how}d", at=self.garage.tick())
        self.where |= dict.fromkeys(back, Queue.PRICED)

    @precondition(lambda self: self.those(Queue.WITH_CUSTOMER))
    @rule(number=PICK, said=st.lists(WAYS, min_size=12, max_size=12))
    def answer(self, number: int, said: list[JobAnswer]) -> None:
        """The customer presses the button: what was asked about goes back to the adviser."""
        document = self.sending(number)
        if document is None:
            return
        answers = self.allowed(self.jobs_in(document), said)
        if JobAnswer.ASKED in answers.values() and JobAnswer.ACCEPTED not in answers.values():
            return
        self.garage.tick(timedelta(minutes=1))
        answer(
            self.garage,
            self.garage.reload(document),
            {str(job.id): each for job, each in answers.items()},
            consents=frozenset({"authority"}),
        )
        self.answered(answers)

    @precondition(lambda self: not self.closed and self.those(Queue.PRICED, Queue.WITH_CUSTOMER))
    @rule(number=PICK, said=WAYS)
    def answer_by_phone(self, number: int, said: JobAnswer) -> None:
        """One job alone: a sending that it is in is withdrawn, and its other jobs come back."""
        job = self.one(number, Queue.PRICED, Queue.WITH_CUSTOMER)
        if job is None or said is JobAnswer.ASKED:
            return
        sending = fresh(job).sending
        out = sending is not None and self.where[job] is Queue.WITH_CUSTOMER
        others = self.jobs_in(sending) if sending and out else []
        record_verbal_upsell(
            order_id=self.order.id,
            spoken=spoken({str(job.id): said}, self.garage.now),
            key=f"phone-{next(self.garage.keys)}",
            by=self.garage.actor,
            now=self.garage.tick(),
        )
        self.where |= dict.fromkeys(others, Queue.PRICED)
        self.answered({job: said})

    def allowed(self, jobs: list[Job], said: list[JobAnswer]) -> dict[Job, JobAnswer]:
        """Of a group one may be accepted at most, and a question alone is no answer."""
        taken: set[str] = set()
        answers: dict[Job, JobAnswer] = {}
        for place, job in enumerate(jobs):
            each, group = said[place % len(said)], fresh(job).group
            if group and (group in taken or each is JobAnswer.ASKED):
                each = JobAnswer.NOT_CHOSEN
            if group and each is JobAnswer.ACCEPTED:
                taken.add(group)
            answers[job] = each
        return answers

    def answered(self, answers: dict[Job, JobAnswer]) -> None:
        for job, each in answers.items():
            self.where[job] = Queue.PRICED if each is JobAnswer.ASKED else Queue.ANSWERED

    @precondition(lambda self: self.those(Queue.ANSWERED))
    @rule(number=PICK)
    def acknowledge(self, number: int) -> None:
        job = self.one(number, Queue.ANSWERED)
        if job:
            acknowledge(job_id=job.id, by=self.garage.actor, now=self.garage.tick())
            self.where[job] = Queue.ARCHIVED

    @precondition(lambda self: self.those(Queue.FOUND, Queue.PRICED))
    @rule(number=PICK)
    def drop(self, number: int) -> None:
        job = self.one(number, Queue.FOUND, Queue.PRICED)
        if job:
            drop_job(job_id=job.id, reason="Nej", by=self.garage.actor, now=self.garage.tick())
            self.where[job] = Queue.ARCHIVED

    @precondition(lambda self: not self.closed)
    @rule()
    def close(self) -> None:
        waits = self.those(*Queue.steps())
        with suppress(ExtraJobWaits):
            close_order(order_id=self.order.id, by=self.garage.actor, now=self.garage.tick())
            assert not waits
            self.closed = True

    @precondition(lambda self: self.closed)
    @rule()
    def reopen(self) -> None:
        reopen_order(order_id=self.order.id, by=self.garage.actor, now=self.garage.tick())
        self.closed = False

    @invariant()
    def every_job_is_in_one_queue(self) -> None:
        found = Job.objects.found()
        for queue in Queue:
            ids = set(found.in_queue(queue).values_list("id", flat=True))
            assert ids == {job.id for job in self.those(queue)}
        assert found.count() == len(self.where)

    @invariant()
    def the_order_adds_up(self) -> None:
        if not hasattr(self, "order"):
            return
        order = ServiceDocument.objects.get(pk=self.order.pk)
        accepted = list(order.jobs.found().filter(answer=JobAnswer.ACCEPTED))
        assert order.gross_ore == ORDERED_ORE + sum(job.gross_ore for job in accepted)
        assert {self.where[job] for job in accepted} <= {Queue.ANSWERED, Queue.ARCHIVED}
        work = [WorkStatus(job.work) for job in order.jobs.all() if job.work]
        expected = WorkStatus.FINISHED if order.closed_at else order_status(work)
        assert order.work_status == expected

    @invariant()
    def what_was_not_wanted_is_kept(self) -> None:
        if not hasattr(self, "order"):
            return
        unwanted = {JobAnswer.DECLINED, JobAnswer.LATER, JobAnswer.NOT_CHOSEN}
        kept = set(ServiceNote.objects.values_list("job", flat=True))
        for job in self.order.jobs.found().in_queue(Queue.ARCHIVED):
            if job.answer not in unwanted:
                assert job.id not in kept
            elif not job.group:
                assert job.id in kept


@pytest.mark.usefixtures("db")
class TestEverySequence:
    def test_leaves_every_job_in_one_queue_and_the_order_adding_up(self) -> None:
        run_state_machine_as_test(
            ExtraJobs,
            settings=settings(
                max_examples=15,
                stateful_step_count=35,
                deadline=None,
                derandomize=True,
                suppress_health_check=list(HealthCheck),
            ),
        )
