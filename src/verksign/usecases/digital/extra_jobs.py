"""
Extra jobs: the one place that moves them between the queues and lets their order follow.

The order must be held, also when a sending, a task or a mechanic moves the job: `digital.hold` does so.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Sum

from verksign.domain.answers import AnswerWay, JobAnswer
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.order_states import WorkStatus, order_status
from verksign.domain.queues import (
    Origin,
    Queue,
    QueueEvent,
    event_of_answer,
    event_of_status,
    moved,
    work_of,
)
from verksign.records.models import DigitalDocument, Job, ServiceDocument

DIGITAL_WAYS = {AnswerWay.LINK, AnswerWay.ON_SITE}


def enter(job: Job, *, at: datetime) -> None:
    """A finding, not saved yet, comes into the first queue; the caller saves it and lets the order follow."""
    job.origin, job.queue, job.queue_at = Origin.FOUND, Queue.FOUND, at
    job.work = work_of(Queue.FOUND, None) or ""


def move(job: Job, event: QueueEvent, *, at: datetime) -> None:
    """
    Take the job to the queue that follows, with what that means for the work; the caller saves the rest.

    :raises MoveNotAllowed: if the job has moved on, e.g. the customer answered first
    """
    job.queue, job.queue_at = moved(Queue(job.queue), event), at
    if event is not QueueEvent.ACKNOWLEDGE:
        answer = JobAnswer(job.answer) if job.answer else None
        job.work = work_of(Queue(job.queue), answer) or ""
    job.save(update_fields=["queue", "queue_at", "work"])


def put_in_sending(job: Job, document: DigitalDocument, *, at: datetime) -> None:
    """
    The job goes to the customer with this sending; an earlier answer of *Fråga / ring mig* is over.

    :raises MoveNotAllowed: if it is not priced, or with the customer already
    """
    job.sending, job.answer, job.answer_note = document, "", ""
    job.digital_status, job.digital_at = document.status, document.status_at
    job.save(update_fields=["sending", "answer", "answer_note", "digital_status", "digital_at"])
    move(job, QueueEvent.SEND, at=at)


def follow_sending(document: DigitalDocument) -> None:
    """The jobs of a sending have its digital status; what ended without an answer goes back to the adviser."""
    jobs = Job.objects.filter(sending=document)
    jobs.update(digital_status=document.status, digital_at=document.status_at)
    event = event_of_status(DigitalStatus(document.status))
    if event is None:
        return
    for job in jobs.in_queue(Queue.WITH_CUSTOMER):
        move(job, event, at=document.status_at)
    follow_order(document.service_document_id)


def answer_jobs(
    jobs: list[Job],
    answers: Mapping[str, JobAnswer],
    *,
    way: AnswerWay,
    at: datetime,
    note: str = "",
    told_at: datetime | None = None,
) -> None:
    """
    Write the answers on extra jobs of one held order, by job id, and let the order follow.

    `told_at`: when an answer that was given earlier is written down; it waits in its queue since then.

    :raises MoveNotAllowed: if one of them is neither priced nor with the customer
    """
    for job in jobs:
        answer = answers[str(job.id)]
        job.answer, job.answer_way, job.answered_at, job.answer_note = answer, way, at, note
        told = ["answer", "answer_way", "answered_at", "answer_note"]
        if way in DIGITAL_WAYS:
            job.digital_status, job.digital_at = _status_of(answer), at
            told += ["digital_status", "digital_at"]
        job.save(update_fields=told)
        move(job, event_of_answer(answer), at=told_at or at)
    if jobs:
        follow_order(jobs[0].document_id)


def _status_of(answer: JobAnswer) -> DigitalStatus | str:
    """A sending is signed when one job is; each job has its own status, and one left at a question has none."""
    if answer is JobAnswer.ASKED:
        return ""
    return DigitalStatus.SIGNED if answer is JobAnswer.ACCEPTED else DigitalStatus.REJECTED


def follow_order(order_id: UUID) -> None:
    """Work out anew what lists and tiles read of the order: its agreed sum and how its work stands."""
    order = ServiceDocument.objects.get(pk=order_id)
    jobs = Job.objects.filter(document=order)
    sums = jobs.agreed().aggregate(
        total=Sum("amount_ore", default=0), gross=Sum("gross_ore", default=0)
    )
    work = [WorkStatus(each) for each in jobs.exclude(work="").values_list("work", flat=True)]
    ServiceDocument.objects.filter(pk=order_id).update(
        total_ore=sums["total"],
        gross_ore=sums["gross"],
        work_status=WorkStatus.FINISHED if order.closed_at else order_status(work),
    )
