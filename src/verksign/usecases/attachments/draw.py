from datetime import datetime
from uuid import UUID

from django.db import transaction

from verksign.documents.files_apart import burn_in
from verksign.domain.access import Actor, Permission
from verksign.domain.marks import as_json, marks_of
from verksign.records.models import Attachment
from verksign.usecases.attachments.add import facts
from verksign.usecases.attachments.pictures import keep
from verksign.usecases.quotes.editing import QuoteLocked, finish, lock_reason, take


def draw_marks(
    *, quote_id: UUID, attachment_id: UUID, marks: object, by: Actor, now: datetime
) -> Attachment:
    """
    Draw the marks, and no others, on the photo as it was taken; none gives it back without any.

    :raises BadMarks: if they are nothing that can be drawn
    :raises QuoteLocked: if the quote is with the customer, answered or ordered
    :raises Attachment.DoesNotExist: also for a PDF
    """
    by.require(Permission.WRITE)
    wanted = marks_of(marks)
    row = _photo(quote_id, attachment_id, by)
    reason = lock_reason(row.document)
    if reason:
        raise QuoteLocked(reason)
    original = row.original
    if original is None:
        raise Attachment.DoesNotExist
    kept = keep(burn_in(original.read(), wanted), row.document.workshop)
    with transaction.atomic():
        quote = take(quote_id, by=by)
        row = quote.attachments.get(id=attachment_id)
        row.blob = kept.large if wanted else original
        row.page, row.thumbnail = kept.page, kept.small
        row.marks = as_json(wanted)
        row.save(update_fields=["blob", "page", "thumbnail", "marks"])
        finish(quote, "quote.attachment_marked", by=by, now=now, marks=len(wanted), **facts(row))
    return row


def _photo(quote_id: UUID, attachment_id: UUID, by: Actor) -> Attachment:
    rows = Attachment.objects.visible_to(by).filter(kind=Attachment.Kind.PHOTO)
    return rows.select_related("document__workshop", "original__workshop").get(
        id=attachment_id, document_id=quote_id
    )
