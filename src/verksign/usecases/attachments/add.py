from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from verksign.documents.files import Enclosure, Photo
from verksign.documents.files_apart import take_in
from verksign.domain.access import Actor, Permission
from verksign.records.models import Attachment, Blob, ServiceDocument, Workshop
from verksign.usecases.attachments.pictures import keep
from verksign.usecases.attachments.rows import demand_room, next_position, safe_name
from verksign.usecases.quotes.editing import finish, refuse_locked_place, take_for_jobs

PDF = "application/pdf"


def add_attachment(
    *,
    quote_id: UUID,
    data: bytes,
    name: str,
    by: Actor,
    now: datetime,
    job_id: UUID | None = None,
) -> Attachment:
    """
    Put a photo or a PDF beside the quote or the order, or beside one of its jobs.

    The file is read before the quote is held: nobody waits for somebody's picture.

    :raises FileRefused: if the file is nothing that may be attached
    :raises NoRoom: if the quote has all that it may have
    :raises QuoteLocked: if the quote is with the customer, answered or ordered
    :raises Job.DoesNotExist: if the quote has no such job
    """
    by.require(Permission.WRITE)
    workshop = _free_to_edit(quote_id, job_id, by)
    row = kept(take_in(data), workshop)
    row.job, row.name = job_id, safe_name(name, Attachment.Kind(row.kind))
    row.added_by_id, row.added_at = by.person, now
    return _put(quote_id, row, by=by, now=now)


def _free_to_edit(quote_id: UUID, job_id: UUID | None, by: Actor) -> Workshop:
    """Asked before the file is read, too: reading takes a while, and what is read is kept."""
    documents = ServiceDocument.objects.visible_to(by).select_related("workshop")
    document = documents.get(pk=quote_id)
    refuse_locked_place(document, job_id)
    if job_id is not None:
        document.jobs.get(id=job_id)
    return document.workshop


def kept(taken: Photo | Enclosure, workshop: Workshop) -> Attachment:
    """The row of a file whose bytes now lie in the archive."""
    row = Attachment(workshop=workshop)
    if isinstance(taken, Enclosure):
        row.kind, row.pages = Attachment.Kind.PDF, taken.pages
        row.blob = Blob.objects.keep(workshop=workshop, data=taken.pdf, mime=PDF)
        return row
    sizes = keep(taken, workshop)
    row.kind = Attachment.Kind.PHOTO
    row.blob = row.original = sizes.large
    row.page, row.thumbnail = sizes.page, sizes.small
    row.width, row.height = taken.page.width, taken.page.height
    return row


@transaction.atomic
def _put(quote_id: UUID, row: Attachment, *, by: Actor, now: datetime) -> Attachment:
    quote = take_for_jobs(quote_id, by=by)
    refuse_locked_place(quote, row.job)
    if row.job is not None:
        quote.jobs.get(id=row.job)
    lay_beside(quote, row, by=by, now=now)
    return row


def lay_beside(document: ServiceDocument, row: Attachment, *, by: Actor, now: datetime) -> None:
    """
    Put the file last beside the held document.

    :raises NoRoom: if it has all that it may have
    """
    demand_room(document, Attachment.Kind(row.kind), row.blob.size)
    row.document, row.position = document, next_position(document)
    row.save(force_insert=True)
    finish(document, "quote.attachment_added", by=by, now=now, **facts(row))


def facts(row: Attachment) -> dict[str, Any]:
    """What the history tells of an attachment."""
    return {"attachment": str(row.id), "kind": str(row.kind), "name": row.name}
