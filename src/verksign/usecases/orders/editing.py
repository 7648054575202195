"""What every edit of an order shares: hold it, overwrite nothing unseen, and remember what it has become."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from verksign.domain.access import Actor, Permission
from verksign.domain.quote_changes import Change, Target, differences
from verksign.records.models import ServiceDocument
from verksign.usecases import history
from verksign.usecases.quotes.editing import EditedMeanwhile, index
from verksign.usecases.quotes.order_taking import hold_order, refuse_closed
from verksign.usecases.quotes.pricing import jobs_of
from verksign.usecases.quotes.snapshots import (
    content_of,
    edits_since,
    overwritten,
    remember,
    remember_before,
    remembered,
)


def take_order(
    order_id: UUID, *, by: Actor, version: int | None = None, about: Iterable[Target] = ()
) -> ServiceDocument:
    """
    Return the order, held and free to edit; `version` is what was read, None by nobody on a page.

    :raises OrderClosed: if it is closed
    :raises EditedMeanwhile: if what the edit is `about` was changed after `version` was read
    """
    by.require(Permission.WRITE)
    order = hold_order(order_id, by=by)
    begin(order, by=by, version=version, about=about)
    return order


def begin(
    order: ServiceDocument, *, by: Actor, version: int | None = None, about: Iterable[Target] = ()
) -> None:
    """
    See that a held order may be edited, and keep what it was.

    :raises OrderClosed: if it is closed
    :raises EditedMeanwhile: if what the edit is `about` was changed after `version` was read
    """
    refuse_closed(order)
    if version is not None and version != order.version:
        edits = edits_since(order, version)
        lost = None if edits is None else overwritten(edits, about)
        if lost is None or lost:
            raise EditedMeanwhile(order.id, lost or ())
    remember_before(order, by=by)


def finish_order(
    order: ServiceDocument, code: str, *, by: Actor, now: datetime, **data: object
) -> list[Change]:
    """Count the edit, keep what the order has become and record what was changed."""
    before = remembered(order)
    order.version += 1
    order.updated_at = now
    index(order)
    order.save(update_fields=["version", "updated_at", "search", "sort_key"])
    after = content_of(order, jobs_of(order))
    remember(order, after, by=by, now=now)
    changes = differences(before, after)
    told = [change.as_json() for change in changes]
    history.record(order.id, code, by=by, at=now, changes=told, **data)
    return changes
