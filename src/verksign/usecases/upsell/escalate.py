"""Every minute: an answer that nobody has acknowledged in the workshop's time is an alarm for the adviser."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from verksign.domain.queues import Queue
from verksign.records.models import Alarm, Job, ServiceDocument
from verksign.usecases import messages

MOST_AT_ONCE = 500


def escalate(*, now: datetime) -> None:
    """Raise each alarm once: marked done without *Kvittera* it doesn't come back for the same answer."""
    for job_id in _too_late(now):
        _raise_one(job_id, now=now)


def _too_late(now: datetime) -> list[UUID]:
    told = Alarm.objects.filter(
        kind=Alarm.Kind.NOT_ACKNOWLEDGED, job=OuterRef("pk"), at__gte=OuterRef("queue_at")
    )
    waiting = Job.objects.in_queue(Queue.ANSWERED).filter(~Exists(told), queue_at__isnull=False)
    rows = waiting.order_by("queue_at", "id").values_list(
        "id", "queue_at", "workshop__acknowledge_within_minutes"
    )
    return [
        job_id
        for job_id, since, minutes in rows[:MOST_AT_ONCE]
        if since and now - since >= timedelta(minutes=minutes)
    ]


@transaction.atomic(durable=True)
def _raise_one(job_id: UUID, *, now: datetime) -> None:
    order_id = Job.objects.values_list("document_id", flat=True).get(pk=job_id)
    ServiceDocument.objects.locked(order_id)
    job = Job.objects.filter(pk=job_id).first()
    if job and job.queue == Queue.ANSWERED:
        messages.raise_alarm(Alarm.Kind.NOT_ACKNOWLEDGED, at=now, job=job)
