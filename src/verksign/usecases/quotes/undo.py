from datetime import datetime
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor
from verksign.domain.quote_changes import Change
from verksign.records.models import ServiceDocument, Snapshot
from verksign.usecases.quotes.editing import finish, refuse_unseen, take
from verksign.usecases.quotes.snapshots import BACK_TO, restore


class NothingToUndo(Exception):
    """The quote is as it was made, or what it was before is no longer kept."""


@transaction.atomic
def undo_edit(
    *, quote_id: UUID, by: Actor, now: datetime, version: int | None = None
) -> list[Change]:
    """
    Take back the latest edit that has not been taken back, as a new version; return what became of it.

    :raises NothingToUndo: if there is none, or it is too old
    :raises ChangedMeanwhile: if somebody saved the quote after `version` was read
    :raises QuoteLocked: if it is with the customer, answered or ordered
    """
    quote = take(quote_id, by=by)
    refuse_unseen(quote, version)
    earlier = version_before(quote)
    if earlier is None:
        raise NothingToUndo
    content = Snapshot.objects.get(document=quote, version=earlier).content
    restore(quote, content)
    back_to = content.get(BACK_TO, earlier)
    return finish(quote, "quote.undone", by=by, now=now, back_to=back_to)


def version_before(quote: ServiceDocument) -> int | None:
    """Return the version that undo would go back to."""
    rows = Snapshot.objects.filter(document=quote, version__lte=quote.version)
    kept = list(rows.order_by("-version").values_list("version", f"content__{BACK_TO}"))
    if not kept or kept[0][0] != quote.version:
        return None
    now_at, went_back_to = kept[0]
    shown = now_at if went_back_to is None else went_back_to
    return next((version for version, _ in kept if version < shown), None)
