from datetime import datetime
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor
from verksign.usecases.attachments.add import facts
from verksign.usecases.quotes.editing import finish, take


@transaction.atomic
def remove_attachment(*, quote_id: UUID, attachment_id: UUID, by: Actor, now: datetime) -> None:
    """
    Take it away from the quote; its bytes stay in the archive, where an earlier version may still show them.

    :raises QuoteLocked: if the quote is with the customer, answered or ordered
    """
    quote = take(quote_id, by=by)
    row = quote.attachments.get(id=attachment_id)
    told = facts(row)
    row.delete()
    finish(quote, "quote.attachment_removed", by=by, now=now, **told)
