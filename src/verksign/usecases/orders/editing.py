"""What an edit of an order's own fields begins with; it ends as that of a quote does (`quotes.editing.finish`)."""

from collections.abc import Iterable
from uuid import UUID

from verksign.domain.access import Actor, Permission
from verksign.domain.quote_changes import Target
from verksign.records.models import ServiceDocument
from verksign.usecases.quotes.editing import begin
from verksign.usecases.quotes.order_taking import hold_order, refuse_closed


def take_order(
    order_id: UUID,
    *,
    by: Actor,
    version: int | None = None,
    about: Iterable[Target] = (),
    permission: Permission = Permission.WRITE,
) -> ServiceDocument:
    """
    Return the order, held and free to edit; `version` is what was read, None by nobody on a page.

    :raises OrderClosed: if it is closed
    :raises EditedMeanwhile: if what the edit is `about` was changed after `version` was read
    """
    by.require(permission)
    order = hold_order(order_id, by=by)
    refuse_closed(order)
    return begin(order, by=by, version=version, about=about)
