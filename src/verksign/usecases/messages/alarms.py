"""Alarms: rows that a person deals with. Nothing *alarms* only in a log."""

from datetime import datetime

from verksign.records.models import Alarm, DigitalDocument, Message


def raise_alarm(
    kind: Alarm.Kind,
    *,
    at: datetime,
    document: DigitalDocument | None = None,
    message: Message | None = None,
    detail: str = "",
) -> None:
    """Raise an alarm unless the same one stands already."""
    subject = message or document
    if subject is None:
        raise ValueError("An alarm is about a message or a document")
    Alarm.objects.get_or_create(
        workshop_id=subject.workshop_id,
        kind=kind,
        document=document,
        message=message,
        done_at=None,
        defaults={"at": at, "detail": detail},
    )


def finish_alarms(
    *, at: datetime, message: Message | None = None, document: DigitalDocument | None = None
) -> None:
    """What was wrong has been settled: its alarms are done, by nobody in particular."""
    alarms = Alarm.objects.not_done()
    alarms = alarms.filter(message=message) if message else alarms.filter(document=document)
    alarms.update(done_at=at)
