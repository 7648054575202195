from datetime import datetime
from uuid import UUID

from django.db import transaction

from verksign.documents.files_apart import burn_in
from verksign.domain.access import Actor, Permission
from verksign.domain.marks import as_json, marks_of
from verksign.domain.quote_changes import Part
from verksign.records.models import Attachment, Blob, ServiceDocument
from verksign.usecases.attachments.add import facts
from verksign.usecases.attachments.pictures import keep
from verksign.usecases.quotes.editing import finish, refuse_locked_place, take_for_jobs, targets


def draw_marks(
    *,
    quote_id: UUID,
    attachment_id: UUID,
    marks: object,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Attachment:
    """
    Draw the marks, and no others, on the photo as it was taken; none gives it back without any.

    :raises BadMarks: if they are nothing that can be drawn
    :raises QuoteLocked: if the quote is with the customer, answered or ordered
    :raises EditedMeanwhile: if somebody drew on it after `version` was read
    :raises Attachment.DoesNotExist: also for a PDF
    """
    by.require(Permission.WRITE)
    wanted = marks_of(marks)
    about = targets(Part.ATTACHMENT, ["marks"], attachment_id)
    # Asked before the picture is drawn, too: nobody waits for it, and what is drawn is kept.
    with transaction.atomic():
        quote = take_for_jobs(quote_id, by=by, version=version, about=about)
        original = _original(quote, attachment_id)
    kept = keep(burn_in(original.read(), wanted), quote.workshop)
    with transaction.atomic():
        quote = take_for_jobs(quote_id, by=by, version=version, about=about)
        row = quote.attachments.get(id=attachment_id)
        refuse_locked_place(quote, row.job)
        row.blob = kept.large if wanted else original
        row.page, row.thumbnail = kept.page, kept.small
        row.marks = as_json(wanted)
        row.save(update_fields=["blob", "page", "thumbnail", "marks"])
        finish(quote, "quote.attachment_marked", by=by, now=now, marks=len(wanted), **facts(row))
    return row


def _original(quote: ServiceDocument, attachment_id: UUID) -> Blob:
    row = quote.attachments.select_related("original__workshop").get(id=attachment_id)
    refuse_locked_place(quote, row.job)
    if row.original is None:
        raise Attachment.DoesNotExist
    return row.original
