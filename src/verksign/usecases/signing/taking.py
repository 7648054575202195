"""What sending and recording an answer share: the quote, held with its cards, and the press that came before."""

from uuid import UUID

from django.db.models import QuerySet

from verksign.domain.access import Actor
from verksign.records.models import DigitalDocument, ServiceDocument, VerbalAnswer
from verksign.usecases.registers.fields import ChangedMeanwhile


def held_quote(quote_id: UUID, by: Actor) -> ServiceDocument:
    """
    Return the quote with its cards, held for this transaction.

    :raises ServiceDocument.DoesNotExist: also when it is another workshop's
    """
    return (
        ServiceDocument.objects.visible_to(by)
        .quotes()
        .select_related("customer", "payer", "vehicle", "adviser", "workshop")
        .locked(quote_id)
    )


def earlier_press[R: (DigitalDocument, VerbalAnswer)](
    rows: QuerySet[R], key: str, quote: ServiceDocument
) -> R | None:
    """
    Return what an earlier press with this one-time key made.

    :raises ChangedMeanwhile: if it was pressed about another quote
    """
    earlier = rows.filter(key=key).first()
    if earlier is not None and earlier.service_document_id != quote.id:
        raise ChangedMeanwhile(quote.id)
    return earlier
