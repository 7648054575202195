from datetime import datetime
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor
from verksign.domain.quote_changes import Part
from verksign.usecases.attachments.add import facts
from verksign.usecases.quotes.editing import finish, refuse_locked_place, take_for_jobs, whole


@transaction.atomic
def remove_attachment(
    *,
    quote_id: UUID,
    attachment_id: UUID,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> None:
    """
    Take it away from the quote; its bytes stay in the archive, for undo and for what has been sent.

    :raises QuoteLocked: if the quote is with the customer, answered or ordered
    :raises EditedMeanwhile: if somebody changed it after `version` was read
    """
    quote = take_for_jobs(
        quote_id, by=by, version=version, about=whole(Part.ATTACHMENT, attachment_id)
    )
    row = quote.attachments.get(id=attachment_id)
    refuse_locked_place(quote, row.job)
    told = facts(row)
    row.delete()
    finish(quote, "quote.attachment_removed", by=by, now=now, **told)
