from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from verksign.domain.digital_states import DigitalAction, DigitalStatus, after
from verksign.domain.drafts import Purpose
from verksign.records.models import DigitalDocument, ServiceDocument
from verksign.usecases import messages
from verksign.usecases.digital.events import append
from verksign.usecases.digital.extra_jobs import follow_sending


def hold(document_id: UUID) -> DigitalDocument:
    """
    Return the sending with its quote, workshop and link, held for this transaction.

    The quote is taken first, always: whoever changes both waits in the same order.

    :raises DigitalDocument.DoesNotExist: if there is none
    """
    quote_id = DigitalDocument.objects.values_list("service_document_id", flat=True).get(
        pk=document_id
    )
    ServiceDocument.objects.locked(quote_id)
    return DigitalDocument.objects.select_related("service_document", "workshop", "link").locked(
        document_id
    )


def change(
    document: DigitalDocument,
    action: DigitalAction,
    kind: str,
    *,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    personal: Mapping[str, str] | None = None,
    **columns: Any,
) -> None:
    """
    Take the sending to the status that follows, with its event, its messages and its quote.

    :raises ActionNotAllowed: if the status has moved on, e.g. another answer or a cancel came first
    """
    status = after(DigitalStatus(document.status), action)
    document.status, document.status_at = status, at
    for column, value in columns.items():
        setattr(document, column, value)
    document.save(update_fields=["status", "status_at", *columns])
    append(document, kind, at=at, facts={"status": status, **(facts or {})}, personal=personal)
    if status in DigitalStatus.final():
        messages.stop_asking(document)
    _tell_quote(document)
    if document.purpose == Purpose.UPSELL:
        follow_sending(document)


def _tell_quote(document: DigitalDocument) -> None:
    """What the lists and tiles count follows the quote's newest sending."""
    ServiceDocument.objects.filter(pk=document.service_document_id, current=document).update(
        digital_status=document.status, digital_at=document.status_at
    )
