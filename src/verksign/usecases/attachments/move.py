from datetime import datetime
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor
from verksign.domain.quote_changes import Part
from verksign.records.models import Attachment
from verksign.usecases.attachments.add import facts
from verksign.usecases.attachments.rows import shown_on
from verksign.usecases.quotes.editing import finish, refuse_locked_place, take_for_jobs, whole


@transaction.atomic
def move_attachment(
    *,
    quote_id: UUID,
    attachment_id: UUID,
    steps: int,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> None:
    """
    Move it later by `steps` places among those of its own job, earlier when negative; it stops at the ends.

    :raises QuoteLocked: if the quote is with the customer, answered or ordered
    :raises EditedMeanwhile: if somebody changed it after `version` was read
    """
    quote = take_for_jobs(
        quote_id, by=by, version=version, about=whole(Part.ATTACHMENT, attachment_id)
    )
    row = quote.attachments.get(id=attachment_id)
    refuse_locked_place(quote, row.job)
    beside = [each for each in shown_on(quote) if (each.job, each.kind) == (row.job, row.kind)]
    places = sorted(each.position for each in beside)
    here = next((place for place, each in enumerate(beside) if each.id == row.id), None)
    if here is None:
        raise Attachment.DoesNotExist
    moved = beside.pop(here)
    beside.insert(max(0, min(len(beside), here + steps)), moved)
    for place, each in zip(places, beside, strict=True):
        each.position = place
    Attachment.objects.bulk_update(beside, ["position"])
    finish(quote, "quote.attachment_moved", by=by, now=now, **facts(row))
