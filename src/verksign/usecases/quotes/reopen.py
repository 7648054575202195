from datetime import datetime
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.domain.digital_states import DigitalAction
from verksign.records.models import DigitalDocument, ServiceDocument
from verksign.usecases import digital, history


@transaction.atomic(durable=True)
def reopen_quote(*, quote_id: UUID, by: Actor, now: datetime) -> None:
    """
    Begin a new version of a quote that is with the customer: what was sent stops being valid at once.

    The same link shows the new version when it is sent. Without an open sending nothing happens.

    :raises ActionNotAllowed: if the customer answered first
    """
    by.require(Permission.WRITE)
    quote = ServiceDocument.objects.visible_to(by).quotes().locked(quote_id)
    current = DigitalDocument.objects.filter(service_document=quote).open().first()
    if current is None:
        return
    document = digital.hold(current.id)
    digital.change(
        document,
        DigitalAction.REPLACE,
        "document.replaced",
        at=now,
        personal={"by": by.name},
    )
    history.record(quote.id, "quote.reopened", by=by, at=now, document=str(document.id))
