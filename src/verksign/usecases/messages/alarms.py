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


def finish_message_alarms(message: Message, *, at: datetime) -> None:
    """The message's fate is known: its alarms are done, by nobody in particular."""
    Alarm.objects.not_done().filter(message=message).update(done_at=at)


def finish_document_alarm(kind: Alarm.Kind, document: DigitalDocument, *, at: datetime) -> None:
    """What stood about the document itself is settled; its messages' alarms are their own."""
    Alarm.objects.not_done().filter(kind=kind, document=document, message=None).update(done_at=at)
