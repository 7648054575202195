"""*Skicka digital orderbekräftelse*: what was ordered, at what price, when it is ready."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.domain.content import freeze
from verksign.records.models import DigitalDocument
from verksign.usecases import digital
from verksign.usecases.messages.caps import refuse_too_many_sms
from verksign.usecases.quotes.order_taking import hold_order, refuse_closed
from verksign.usecases.registers.fields import demand_key
from verksign.usecases.signing.let_go import let_go
from verksign.usecases.signing.order_drafts import confirmation_draft
from verksign.usecases.signing.recipients import distant_address
from verksign.usecases.signing.righting import recipient_of
from verksign.usecases.signing.taking import earlier_press


@transaction.atomic(durable=True)
def send_confirmation(
    *,
    order_id: UUID,
    method: str,
    to: str,
    key: str,
    by: Actor,
    now: datetime,
    name: str = "",
) -> DigitalDocument:
    """
    Freeze what is agreed and queue it; where all of it is signed already it is confirmed, not ordered anew.

    A second press with the same one-time key returns the first result.

    :raises AlreadyOpen: if a confirmation is waiting for its answer
    :raises OrderClosed, QuoteIncomplete, BadRecipient, TooManySms: as `send_upsell`
    """
    by.require(Permission.SEND)
    demand_key(key)
    order = hold_order(order_id, by=by)
    earlier = earlier_press(DigitalDocument.objects.visible_to(by), key, order)
    if earlier:
        return earlier
    refuse_closed(order)
    address = distant_address(method, to)
    refuse_too_many_sms(order.workshop_id, method, address, now=now)
    recipient = recipient_of(order, method, address, name)
    draft = confirmation_draft(order, document_id=digital.new_document_id(), now=now)
    return let_go(order, freeze(draft, now=now), recipient, kind=None, key=key, by=by, now=now)
