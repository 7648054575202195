"""*Merförsäljning* on the order card: each extra job with where it stands, and the one thing to do about it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext

from verksign.domain.answers import JobAnswer
from verksign.domain.dates import local_date
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.queues import Queue
from verksign.records.models import Attachment, DigitalDocument, Job, ServiceDocument
from verksign.staff.orders.fields import place_of_work, work_fields
from verksign.staff.quotes.fields import Choices, FieldView
from verksign.staff.quotes.refused import Refused
from verksign.usecases.quotes.pricing import price_kind_of
from verksign.wording import times
from verksign.wording.labels import label

LONGEST_FINDING = 140


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    job: Job
    photo: Attachment | None
    by: str
    """The first name of who found it."""
    step: str
    """*2 Prissatt*, while it is with nobody but us."""
    badge: str
    """Its digital status, while a sending says where it stands."""
    answer: str
    note: str
    """What follows, when, or what was said."""
    price_kind: str
    """Blank while the price is missing."""
    todo: str
    """price, send, call, remind, acknowledge, work, or nothing."""
    fields: Mapping[str, FieldView]

    @property
    def place(self) -> str:
        return place_of_work(self.job.id)

    @property
    def finding(self) -> str:
        text = " ".join(self.job.finding.split())
        if text == self.job.title:
            return ""
        return text if len(text) <= LONGEST_FINDING else f"{text[:LONGEST_FINDING].rstrip()}…"

    @property
    def errors(self) -> list[FieldView]:
        return [field for field in self.fields.values() if field.error]


def extra_rows(
    order: ServiceDocument,
    jobs: Iterable[Job],
    *,
    photos: Iterable[Attachment],
    sendings: Mapping[UUID, DigitalDocument],
    people: Choices,
    refused: Refused,
    now: datetime,
) -> list[Extra]:
    """The rows in the order in which they were found; `sendings` are those of the order, by id."""
    first: dict[UUID, Attachment] = {}
    for photo in photos:
        if photo.job and photo.kind == Attachment.Kind.PHOTO:
            first.setdefault(photo.job, photo)
    return [
        Extra(
            job=job,
            photo=first.get(job.id),
            by=job.reported_by.first_name if job.reported_by else "",
            step=_step(job),
            badge=_badge(job),
            answer=_answer(job),
            note=_note(job, sendings.get(job.sending_id) if job.sending_id else None, now),
            price_kind=_price_kind(order, job),
            todo=todo_of(job, order),
            fields=work_fields(job, people, refused) if _is_work(job) else {},
        )
        for job in jobs
    ]


def todo_of(job: Job, order: ServiceDocument) -> str:
    """Return the one thing to do about the job next; what waits for others is only told."""
    if job.queue == Queue.PRICED and job.answer == JobAnswer.ASKED:
        return "call" if order.phone else "send"
    if job.queue == Queue.WITH_CUSTOMER:
        if job.digital_status == DigitalStatus.FAILED:
            return "call" if order.phone else ""
        return "remind"
    return {
        Queue.FOUND: "price",
        Queue.PRICED: "send",
        Queue.ANSWERED: "acknowledge",
        Queue.ARCHIVED: "work" if _is_work(job) else "",
    }[Queue(job.queue)]


def answered_words(rows: Sequence[Extra]) -> str:
    """Return what the customer has said that nobody has acknowledged: *ja till bromsslang, nej till lampa*."""
    forms = {
        JobAnswer.ACCEPTED: gettext("ja till %(title)s"),
        JobAnswer.LATER: gettext("inte nu om %(title)s"),
        JobAnswer.DECLINED: gettext("nej till %(title)s"),
        JobAnswer.NOT_CHOSEN: gettext("valde inte %(title)s"),
    }
    waiting = [row.job for row in rows if row.job.queue == Queue.ANSWERED]
    return ", ".join(
        forms[JobAnswer(job.answer)] % {"title": job.title}
        for job in waiting
        if job.answer in forms
    )


def _is_work(job: Job) -> bool:
    return job.answer == JobAnswer.ACCEPTED


def _step(job: Job) -> str:
    queue = Queue(job.queue)
    if job.dropped_reason:
        return gettext("Avfärdat")
    if queue in {Queue.FOUND, Queue.PRICED} and job.answer != JobAnswer.ASKED:
        return f"{queue.step} {label(queue, 'queue')}"
    return ""


def _badge(job: Job) -> str:
    """A final status of a sending that ended without an answer is told in the note: the job is ours again."""
    if job.queue == Queue.WITH_CUSTOMER or (job.answer and job.sending_id and _by_link(job)):
        return job.digital_status
    return ""


def _by_link(job: Job) -> bool:
    answered = {DigitalStatus.SIGNED, DigitalStatus.REJECTED}
    return job.answer != JobAnswer.ASKED and job.digital_status in answered


def _answer(job: Job) -> str:
    return job.answer if job.answer and not _badge(job) else ""


def _note(job: Job, sending: DigitalDocument | None, now: datetime) -> str:
    if job.dropped_reason:
        return job.dropped_reason
    match Queue(job.queue):
        case Queue.FOUND:
            return gettext("Att prissätta, %(age)s") % {"age": _age(job, now)}
        case Queue.PRICED:
            return _priced(job, now)
        case Queue.WITH_CUSTOMER:
            return _waiting(sending, now) if sending else ""
        case _:
            return _answered(job, now)


def _priced(job: Job, now: datetime) -> str:
    if job.answer == JobAnswer.ASKED and job.answered_at:
        return times.when(job.answered_at, now)
    if job.digital_status and job.digital_at:
        status = label(job.digital_status, "status")
        return gettext("%(status)s %(at)s, att skicka igen") % {
            "status": status,
            "at": times.when(job.digital_at, now),
        }
    return gettext("Att skicka, %(age)s") % {"age": _age(job, now)}


def _waiting(sending: DigitalDocument, now: datetime) -> str:
    if sending.status == DigitalStatus.FAILED and sending.failure:
        return label(sending.failure, "failure")
    if sending.decide_by:
        return gettext("Svara före %(at)s") % {"at": times.when(sending.decide_by, now)}
    if sending.valid_until == local_date(now):
        return gettext("Svara senast i dag")
    return gettext("Svara senast %(day)s") % {"day": times.short_date(sending.valid_until)}


def _answered(job: Job, now: datetime) -> str:
    at = times.when(job.answered_at, now) if job.answered_at else ""
    word = label(job.answer, "job_answer") if _badge(job) else ""
    said = " ".join(filter(None, (word, at)))
    note = f"”{job.answer_note}”" if job.answer_note else ""
    done = "" if job.acknowledged_at else gettext("ej kvitterad")
    if job.acknowledged_at and not _is_work(job):
        done = gettext("servicenotering")
    return ", ".join(filter(None, (said, note, done)))


def _age(job: Job, now: datetime) -> str:
    return times.age(job.queue_at, now) if job.queue_at else ""


def _price_kind(order: ServiceDocument, job: Job) -> str:
    priced = job.queue != Queue.FOUND and not (job.dropped_reason and not job.amount_ore)
    return price_kind_of(job, order) if priced else ""
