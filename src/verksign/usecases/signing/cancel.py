from datetime import datetime
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.domain.digital_states import DigitalAction
from verksign.records.models import DigitalDocument
from verksign.usecases import digital, history
from verksign.usecases.signing.kinds import done


@transaction.atomic(durable=True)
def cancel(*, document_id: UUID, by: Actor, now: datetime) -> DigitalDocument:
    """
    *Avbryt digital offert*: the link says that the quote is withdrawn, and no message of it goes out any more.

    :raises DigitalDocument.DoesNotExist: also when it is another workshop's
    :raises ActionNotAllowed: if the customer answered first, or it is over already
    """
    by.require(Permission.CANCEL)
    DigitalDocument.objects.visible_to(by).only("pk").get(pk=document_id)
    document = digital.hold(document_id)
    withdraw(document, by=by, now=now)
    history.record(
        document.service_document_id,
        done(document, "cancelled"),
        by=by,
        at=now,
        document=str(document.id),
    )
    return document


def withdraw(document: DigitalDocument, *, by: Actor, now: datetime) -> None:
    """Cancel a held sending inside another use case's transaction."""
    digital.change(
        document, DigitalAction.CANCEL, "document.cancelled", at=now, personal={"by": by.name}
    )
