"""Whether an order is evidence of something agreed: then it is closed, never removed."""

from enum import StrEnum

from verksign.domain.answers import JobAnswer
from verksign.records.models import DigitalDocument, ServiceDocument, VerbalAnswer


class Evidence(StrEnum):
    QUOTE = "quote"
    SENDING = "sending"
    VERBAL = "verbal"


def evidence_of(order: ServiceDocument) -> Evidence | None:
    """Return what the order is evidence of, the first that is found; None: it binds nobody."""
    if order.quote_id is not None:
        return Evidence.QUOTE
    if DigitalDocument.objects.filter(service_document=order).exists():
        return Evidence.SENDING
    spoken = VerbalAnswer.objects.filter(service_document=order).exists()
    answered = order.jobs.filter(answer__in=JobAnswer).exists()
    return Evidence.VERBAL if spoken or answered else None
