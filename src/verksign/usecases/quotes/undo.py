from datetime import datetime
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor
from verksign.domain.quote_changes import Change, differences
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
    target = _last_that_differs(quote)
    if target is None:
        raise NothingToUndo
    restore(quote, target.content)
    back_to = target.content.get(BACK_TO, target.version)
    return finish(quote, "quote.undone", by=by, now=now, back_to=back_to)


def may_be_undone(quote: ServiceDocument) -> bool:
    return bool(_versions_before(quote))


def _last_that_differs(quote: ServiceDocument) -> Snapshot | None:
    """An edit that left everything as it was is nothing to take back."""
    kept = Snapshot.objects.filter(document=quote)
    shown = kept.get(version=quote.version)
    for version in _versions_before(quote):
        earlier = kept.get(version=version)
        if differences(shown.content, earlier.content):
            return earlier
    return None


def _versions_before(quote: ServiceDocument) -> list[int]:
    """Return the versions that undo may go back to, the latest first."""
    rows = Snapshot.objects.filter(document=quote, version__lte=quote.version)
    kept = list(rows.order_by("-version").values_list("version", f"content__{BACK_TO}"))
    if not kept or kept[0][0] != quote.version:
        return []
    now_at, went_back_to = kept[0]
    shown = now_at if went_back_to is None else went_back_to
    return [version for version, _ in kept if version < shown]
