"""What an order's send dialogs show before anything is sent: an addition, or the confirmation."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from verksign.domain.access import Actor, Permission
from verksign.domain.dates import local_date, next_working_day
from verksign.records.models import Message, ServiceDocument
from verksign.usecases.signing.order_drafts import chosen_jobs, confirmation_draft, upsell_draft
from verksign.usecases.signing.preview import DOCUMENT_ID, Preview, preview_of
from verksign.usecases.signing.send_upsell import deadline


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What the dialog has chosen so far."""

    job_ids: Collection[UUID]
    decide_by: datetime | None = None
    ready_before: str = ""
    ready_after: str = ""


def preview_upsell(*, order_id: UUID, offered: Offered, by: Actor, now: datetime) -> Preview:
    """
    Return what would be sent now; nothing is stored.

    :raises InvalidFields, MoveNotAllowed: as `send_upsell`
    """
    order = _order(order_id, by)
    last_day = next_working_day(local_date(now))
    draft = upsell_draft(
        order,
        chosen_jobs(order, offered.job_ids),
        document_id=DOCUMENT_ID,
        valid_until=last_day,
        decide_by=deadline(
            offered.decide_by,
            offered.ready_before,
            offered.ready_after,
            last_day=last_day,
            now=now,
        ),
    )
    return preview_of(draft, order, Message.Kind.UPSELL, now=now)


def preview_confirmation(*, order_id: UUID, by: Actor, now: datetime) -> Preview:
    """Return what would be sent now; nothing is stored."""
    order = _order(order_id, by)
    draft = confirmation_draft(order, document_id=DOCUMENT_ID, now=now)
    return preview_of(draft, order, Message.Kind.ORDER, now=now)


def _order(order_id: UUID, by: Actor) -> ServiceDocument:
    by.require(Permission.SEND)
    rows = ServiceDocument.objects.visible_to(by).orders()
    cards = rows.select_related("customer", "payer", "vehicle", "adviser", "workshop", "quote")
    return cards.get(pk=order_id)
