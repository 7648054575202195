from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor
from verksign.domain.quote_changes import Part
from verksign.records.models import Attachment
from verksign.usecases.attachments.add import facts
from verksign.usecases.quotes import typed
from verksign.usecases.quotes.editing import finish, refuse_locked_place, take_for_jobs, targets
from verksign.usecases.registers.fields import InvalidFields

FIELDS: dict[str, typed.Parser] = {"alt": typed.text("alt", most=200)}
JOB = "job"


@transaction.atomic
def change_attachment(
    *,
    quote_id: UUID,
    attachment_id: UUID,
    changes: Mapping[str, str],
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Attachment:
    """
    Change what the photo is said to show (`alt`), or which job it belongs to (`job`, blank for the whole quote).

    :raises InvalidFields: if the text is too long, or the quote has no such job
    :raises QuoteLocked: if the quote is with the customer, answered or ordered
    :raises EditedMeanwhile: if somebody changed the same after `version` was read
    """
    about = targets(Part.ATTACHMENT, changes, attachment_id)
    quote = take_for_jobs(quote_id, by=by, version=version, about=about)
    row = quote.attachments.get(id=attachment_id)
    refuse_locked_place(quote, row.job)
    values = typed.read({key: text for key, text in changes.items() if key != JOB}, FIELDS)
    if JOB in changes:
        jobs = {str(job_id): job_id for job_id in quote.jobs.values_list("id", flat=True)}
        if changes[JOB] and changes[JOB] not in jobs:
            raise InvalidFields({JOB: "not_a_choice"})
        values[JOB] = jobs.get(changes[JOB])
        refuse_locked_place(quote, values[JOB])
    for column, value in values.items():
        setattr(row, column, value)
    row.save(update_fields=list(values))
    finish(quote, "quote.attachment_changed", by=by, now=now, fields=sorted(changes), **facts(row))
    return row
