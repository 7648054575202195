"""The cells of an extra job: each returns what stands in it, escaped."""

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from verksign.domain.queues import Queue
from verksign.records.models import Job
from verksign.staff.lists import cells
from verksign.staff.lists.columns import Place
from verksign.wording import times
from verksign.wording.labels import label
from verksign.wording.templatetags.words import (
    icon,
    job_answer,
    phone_text,
    plate,
    severity,
    when,
)


def plate_of(job: Job) -> str:
    return job.document.vehicle.plate_display if job.document.vehicle else ""


def customer_of(job: Job) -> str:
    document = job.document
    return (document.customer.name if document.customer else "") or document.contact_name


def plate_cell(job: Job, place: Place) -> SafeString:
    """The plate is what one looks for; the number below it opens the order."""
    number = cells.refers("order", place, job.document_id, job.document.number)
    return format_html('{}<span class="small under">{}</span>', plate(plate_of(job)), number)


def severity_cell(job: Job, place: Place) -> SafeString | str:
    return severity(job.severity)


def job_cell(job: Job, place: Place) -> SafeString:
    """What was found opens where it is priced, sent and answered."""
    address = reverse("staff:extra-job", args=[place.slug, job.document_id, job.id])
    return format_html(
        '<span class="two"><a class="row-link" id="open-{}" href="{}">{}</a><small>{}</small></span>',
        job.id,
        address,
        job.title,
        one_line(job.finding if job.finding != job.title else ""),
    )


def one_line(text: str, most: int = 90) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[:most].rstrip()}…"


def customer_cell(job: Job, place: Place) -> SafeString:
    """Who is asked and where; in step 2 a missing address is what stops the sending."""
    document = job.document
    where: SafeString | str = phone_text(document.phone) or document.email
    if not where and job.queue == Queue.PRICED:
        where = format_html(
            '<span class="due" data-cue="bad">{}{}</span>',
            icon("failed", "s"),
            _("Mobilnummer saknas"),
        )
    return format_html(
        '<span class="two">{}<small>{}</small></span>', customer_of(job) or cells.DASH, where
    )


def order_cell(job: Job, place: Place) -> SafeString:
    return cells.refers("order", place, job.document_id, job.document.number)


def amount_cell(job: Job, place: Place) -> SafeString | str:
    if job.queue == Queue.FOUND and not job.gross_ore:
        return cells.DASH
    kind = job.price_kind or job.document.price_kind
    return cells.amount(job.gross_ore, label(kind, "price_kind") if kind else "")


def age_cell(job: Job, place: Place) -> SafeString | str:
    """How long it has stood in its queue, with the workshop's own limits for that."""
    if job.queue_at is None:
        return ""
    if job.queue == Queue.ARCHIVED:
        return when(job.queue_at)
    limit = place.limits.get(job.queue)
    cue = limit.cue(job.queue_at, place.now) if limit else ""
    mark = format_html(' data-cue="{}"', cue) if cue else ""
    return format_html('<span class="due"{}>{}</span>', mark, times.age(job.queue_at, place.now))


def deadline_cell(job: Job, place: Place) -> SafeString | str:
    """*Svara före*: until when the customer can answer so that the vehicle is ready as promised."""
    until = job.sending.decide_by if job.sending else None
    if until is None:
        return ""
    cue = SafeString(' data-cue="bad"') if until <= place.now else ""
    return format_html('<span class="due"{}>{}</span>', cue, when(until))


def answer_cell(job: Job, place: Place) -> SafeString | str:
    if not job.answer:
        return cells.muted(_("Avfärdad")) if job.dropped_reason else ""
    way = label(job.answer_way, "way") if job.answer_way else ""
    note = " · ".join(part for part in (way, one_line(job.answer_note, 60)) if part)
    return format_html('<span class="two">{}<small>{}</small></span>', job_answer(job.answer), note)


def who_cell(job: Job, place: Place) -> SafeString:
    """Who found it, and who works on it when that is somebody else."""
    people = [each for each in (job.reported_by, job.mechanic) if each]
    shown = people[:1] if len(people) == 2 and people[0] == people[1] else people  # noqa: PLR2004
    return format_html_join("", "{}", ((cells.who(each),) for each in shown))


def adviser_cell(job: Job, place: Place) -> SafeString:
    return cells.who(job.document.adviser)
