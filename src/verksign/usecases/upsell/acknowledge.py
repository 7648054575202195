"""*Kvittera*: whoever works on the vehicle has read the answer; what was not wanted now is kept on the vehicle."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.domain.answers import ChoiceRule, JobAnswer
from verksign.domain.dates import local_date
from verksign.domain.queues import Queue, QueueEvent, is_followed_up
from verksign.records.models import Job, ServiceDocument, ServiceNote
from verksign.usecases import history, messages
from verksign.usecases.digital import extra_jobs
from verksign.usecases.upsell.taking import take_job


@transaction.atomic
def acknowledge(*, job_id: UUID, by: Actor, now: datetime) -> ServiceNote | None:
    """
    Put an answered extra job in the archive; pressed twice it is done once.

    Returns the service note, when the answer was not yes and there is a vehicle to keep it on.

    :raises MoveNotAllowed: if there is no answer yet, or staff took the job away
    """
    by.require(Permission.ACKNOWLEDGE)
    order, job = take_job(job_id, by=by)
    if job.queue == Queue.ARCHIVED and job.acknowledged_at is not None:
        return ServiceNote.objects.filter(job=job).first()
    extra_jobs.move(job, QueueEvent.ACKNOWLEDGE, at=now)
    job.acknowledged_by_id, job.acknowledged_at = by.person, now
    job.save(update_fields=["acknowledged_by", "acknowledged_at"])
    messages.finish_job_alarm(job, at=now)
    note = _note(order, job, by=by, now=now)
    history.record(
        order.id,
        "order.answer_acknowledged",
        by=by,
        at=now,
        job=str(job.id),
        title=job.title,
        note=str(note.id) if note else "",
    )
    return note


def _note(order: ServiceDocument, job: Job, *, by: Actor, now: datetime) -> ServiceNote | None:
    answer = JobAnswer(job.answer)
    if order.vehicle is None or not is_followed_up(answer, instead=_taken_instead(job)):
        return None
    days = timedelta(days=order.workshop.follow_up_days)
    return ServiceNote.objects.create(
        workshop=order.workshop,
        vehicle=order.vehicle,
        customer=order.customer,
        order=order,
        job=job,
        answer=answer,
        title=job.title,
        severity=job.severity,
        gross_ore=job.gross_ore,
        follow_up_on=local_date(now) + days,
        created_at=now,
        created_by_id=by.user_id,
    )


def _taken_instead(job: Job) -> bool:
    """Whether the customer took another alternative of its group in the same answer: groups' names are used again."""
    if job.choice != ChoiceRule.ALTERNATIVE:
        return False
    others = Job.objects.filter(
        document_id=job.document_id, choice=ChoiceRule.ALTERNATIVE, group=job.group
    )
    return (
        others.exclude(id=job.id)
        .filter(answer=JobAnswer.ACCEPTED, answered_at=job.answered_at)
        .exists()
    )
