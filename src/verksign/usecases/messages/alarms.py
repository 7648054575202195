"""Alarms: rows that a person deals with. Nothing *alarms* only in a log."""

from datetime import datetime

from verksign.records.models import Alarm, DigitalDocument, Job, Message, VerbalAnswer, Workshop


def raise_alarm(
    kind: Alarm.Kind,
    *,
    at: datetime,
    document: DigitalDocument | None = None,
    message: Message | None = None,
    answer: VerbalAnswer | None = None,
    job: Job | None = None,
    detail: str = "",
) -> None:
    """Raise an alarm unless the same one stands already."""
    subject = message or document or answer or job
    if subject is None:
        raise ValueError("An alarm is about a message, a document, an answer or a job")
    Alarm.objects.get_or_create(
        workshop_id=subject.workshop_id,
        kind=kind,
        document=document,
        message=message,
        answer=answer,
        job=job,
        done_at=None,
        defaults={"at": at, "detail": detail},
    )


def raise_certificate_alarm(workshop: Workshop, detail: str, *, at: datetime) -> None:
    """Say it once: marked done, the same words are not said again."""
    Alarm.objects.get_or_create(
        workshop=workshop,
        kind=Alarm.Kind.CERTIFICATE_EXPIRES,
        detail=detail,
        defaults={"at": at},
    )


def finish_answer_alarm(answer: VerbalAnswer, *, at: datetime) -> None:
    Alarm.objects.not_done().filter(answer=answer).update(done_at=at)


def finish_message_alarms(message: Message, *, at: datetime) -> None:
    """The message's fate is known: its alarms are done, by nobody in particular."""
    Alarm.objects.not_done().filter(message=message).update(done_at=at)


def finish_asking_alarms(document: DigitalDocument, *, at: datetime) -> None:
    """Somebody has opened it: whatever message did not come through, another did."""
    asking = Alarm.objects.not_done().filter(
        message__document=document, message__kind__in=Message.ASKING
    )
    asking.update(done_at=at)


def finish_document_alarm(kind: Alarm.Kind, document: DigitalDocument, *, at: datetime) -> None:
    """What stood about the document itself is settled; its messages' alarms are their own."""
    Alarm.objects.not_done().filter(kind=kind, document=document, message=None).update(done_at=at)


def finish_job_alarm(job: Job, *, at: datetime) -> None:
    """The job's answer is acknowledged: nobody needs to be told any more."""
    Alarm.objects.not_done().filter(kind=Alarm.Kind.NOT_ACKNOWLEDGED, job=job).update(done_at=at)
