"""*Registrera svar* about extra jobs of an order: by telephone or at the desk, job by job, with its own evidence."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.domain.answers import AnswerWay
from verksign.domain.content import Content, freeze_spoken
from verksign.domain.dates import local_date
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.queues import MoveNotAllowed, Queue, QueueEvent
from verksign.records.models import DigitalDocument, Job, ServiceDocument, VerbalAnswer
from verksign.usecases import digital, history, work
from verksign.usecases.digital.extra_jobs import answer_jobs
from verksign.usecases.quotes.editing import refuse_unseen_jobs
from verksign.usecases.quotes.order_taking import hold_order, refuse_closed
from verksign.usecases.registers.fields import InvalidFields, demand_key
from verksign.usecases.signing.cancel import withdraw
from verksign.usecases.signing.order_drafts import upsell_draft
from verksign.usecases.signing.spoken import (
    Spoken,
    checked,
    confirm,
    keep,
    outcome_of,
    refuse_own_call,
)
from verksign.usecases.signing.taking import earlier_press
from verksign.usecases.signing.telling import LONGEST_NOTE

WAITING = (Queue.PRICED, Queue.WITH_CUSTOMER)


@transaction.atomic(durable=True)
def record_verbal_upsell(
    *,
    order_id: UUID,
    spoken: Spoken,
    key: str,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> VerbalAnswer:
    """
    Record what was said of the jobs that are answered, and of no others.

    A sending that one of them is in is withdrawn in the same transaction; its other jobs may be sent anew. A second
    press does nothing new.

    :raises OrderClosed: if the order is closed
    :raises NeedsWrittenAcceptance: if the workshop called a consumer on its own initiative: send a link instead
    :raises InvalidFields: with a code for each field
    :raises MoveNotAllowed: if a job is not priced, or was answered first
    :raises ChoiceNotAllowed: if two alternatives of a group are accepted
    :raises EditedMeanwhile: if somebody changed one of them after `version` was read out
    """
    by.require(Permission.RECORD_ANSWER)
    demand_key(key)
    order = hold_order(order_id, by=by)
    earlier = earlier_press(VerbalAnswer.objects.visible_to(by), key, order)
    if earlier:
        return earlier
    refuse_closed(order)
    jobs = _spoken_of(order, spoken)
    refuse_unseen_jobs(order, version, [job.id for job in jobs])
    who, note = checked(spoken, now)
    content = _content(order, jobs, now)
    outcome = outcome_of(content, spoken.answers)
    refuse_own_call(order, spoken, outcome)
    answer = keep(order, content, outcome, spoken, who=who, note=note, key=key, by=by, now=now)
    _close(jobs, answer, by=by, now=now)
    answered = Job.objects.filter(id__in=[job.id for job in jobs]).order_by("position", "id")
    answer_jobs(
        list(answered),
        outcome.answers,
        way=AnswerWay(spoken.channel),
        at=spoken.answered_at,
        note=note[:LONGEST_NOTE],
        told_at=now,
    )
    confirm(order, content, answer, now=now)
    history.record(order.id, "upsell.answer_recorded", by=by, at=now, answer=str(answer.id))
    work.enqueue("signing.seal_verbal", str(answer.id))
    return answer


def _spoken_of(order: ServiceDocument, spoken: Spoken) -> list[Job]:
    if not spoken.answers:
        raise InvalidFields({"jobs": "required"})
    found = order.jobs.found().filter(id__in=spoken.answers).order_by("position", "id")
    jobs = list(found.select_related("reported_by").prefetch_related("lines"))
    if len(jobs) < len(spoken.answers):
        raise InvalidFields({"jobs": "not_found"})
    for job in jobs:
        if job.queue not in WAITING:
            raise MoveNotAllowed(Queue(job.queue), QueueEvent.ANSWER)
    return jobs


def _content(order: ServiceDocument, jobs: Sequence[Job], now: datetime) -> Content:
    """What was talked about is the jobs as they stand: those that are with the customer cannot be edited there."""
    draft = upsell_draft(
        order, jobs, document_id=digital.new_document_id(), valid_until=local_date(now)
    )
    return freeze_spoken(draft, now=now)


def _close(jobs: Sequence[Job], answer: VerbalAnswer, *, by: Actor, now: datetime) -> None:
    """The spoken answer is the answer: nothing may be signed beside it."""
    sendings = {job.sending_id for job in jobs if job.queue == Queue.WITH_CUSTOMER}
    for sending_id in sorted(each for each in sendings if each):
        document: DigitalDocument = digital.hold(sending_id)
        if document.status in DigitalStatus.open():
            withdraw(document, by=by, now=now)
        digital.append(
            document,
            "answer.recorded",
            at=now,
            facts={"answer": answer.document_id, "answer_sha256": answer.answer_sha256},
            personal={"who": answer.who, "by": by.name},
        )
