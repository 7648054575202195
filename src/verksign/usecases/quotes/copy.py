from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.domain.dates import local_date
from verksign.records.ids import new_id
from verksign.records.models import Attachment, Job, Line, ServiceDocument, Workshop
from verksign.usecases import history
from verksign.usecases.numbers import next_number
from verksign.usecases.quotes.editing import index
from verksign.usecases.quotes.pricing import jobs_of, lines_of
from verksign.usecases.quotes.snapshots import JOB_FIELDS, LINE_FIELDS, content_of, remember

TAKEN_OVER = (
    "customer",
    "payer",
    "vehicle",
    "contact_name",
    "phone",
    "email",
    "language",
    "customer_kind",
    "amounts",
    "price_kind",
    "reported",
    "mileage_mil",
    "notes",
    "fixed_price_ore",
    "total_ore",
    "gross_ore",
)
"""Not the times that were agreed, not the validity, and nothing of what the customer has been sent or has answered."""


@transaction.atomic
def copy_quote(*, quote_id: UUID, by: Actor, now: datetime) -> ServiceDocument:
    """
    Make a new quote of an old one, in whatever state that is: the way on from one that is evidence.

    :raises ServiceDocument.DoesNotExist: also when it is another workshop's
    """
    by.require(Permission.WRITE)
    rows = ServiceDocument.objects.visible_to(by).quotes()
    # Held: its sum and its jobs are read apart, and must be of the same moment.
    old = rows.select_related("customer", "payer", "vehicle").locked(quote_id)
    workshop = Workshop.objects.get(id=by.workshop_id)
    quote = ServiceDocument(
        workshop=workshop,
        kind=ServiceDocument.Kind.QUOTE,
        adviser_id=by.person,
        valid_until=local_date(now) + timedelta(days=workshop.quote_valid_days),
        copied_from=old,
        created_at=now,
        updated_at=now,
        **{name: getattr(old, name) for name in TAKEN_OVER},
    )
    quote.number = next_number(workshop.id, "quote")
    index(quote)
    quote.save(force_insert=True)
    _copy_attachments(old, quote, _copy_jobs(old, quote))
    remember(quote, content_of(quote, jobs_of(quote)), by=by, now=now)
    history.record(quote.id, "quote.created", by=by, at=now, copied_from=old.number)
    history.record(old.id, "quote.copied", by=by, at=now, to=quote.number)
    return quote


def _copy_jobs(old: ServiceDocument, quote: ServiceDocument) -> dict[UUID, UUID]:
    """Return the copy's id of each job."""
    jobs, lines, copied = [], [], {}
    for job in jobs_of(old):
        values = {name: getattr(job, name) for name in JOB_FIELDS}
        copy = Job(
            id=new_id(),
            workshop_id=quote.workshop_id,
            document=quote,
            amount_ore=job.amount_ore,
            gross_ore=job.gross_ore,
            **values,
        )
        jobs.append(copy)
        copied[job.id] = copy.id
        lines += [_copy_line(line, copy) for line in lines_of(job)]
    Job.objects.bulk_create(jobs)
    Line.objects.bulk_create(lines)
    return copied


def _copy_attachments(
    old: ServiceDocument, quote: ServiceDocument, copied: Mapping[UUID, UUID]
) -> None:
    """The same files beside the copied jobs: a file in the archive is never changed."""
    rows = list(Attachment.objects.beside(old, copied))
    for row in rows:
        row.pk = new_id()
        row.document = quote
        row.job = copied[row.job] if row.job else None
    Attachment.objects.bulk_create(rows)


def _copy_line(line: Line, job: Job) -> Line:
    values = {name: getattr(line, name) for name in LINE_FIELDS}
    return Line(workshop_id=job.workshop_id, job=job, **values)
