"""Which spoken answer a sending was closed by, and which sendings a spoken answer closed: by the chain, for orders."""

from verksign.domain.drafts import Purpose
from verksign.records.models import DigitalDocument, Event, VerbalAnswer

RECORDED = "answer.recorded"


def spoken_instead(document: DigitalDocument) -> VerbalAnswer | None:
    """
    What was said later than the link was made, or than a no was given by it.

    A quote has one answer; of an order's extra jobs several may be spoken, so the chain says which closed this.
    """
    if document.purpose != Purpose.QUOTE:
        recorded = document.events.filter(kind=RECORDED).order_by("-seq").first()
        if recorded is None:
            return None
        return VerbalAnswer.objects.filter(document_id=recorded.facts["answer"]).first()
    since = document.answered_at or document.created_at
    spoken = VerbalAnswer.objects.filter(
        service_document=document.service_document_id, recorded_at__gte=since
    )
    # There is seldom any, and asking whether costs a third of asking which.
    return spoken.order_by("-recorded_at").first() if spoken.exists() else None


def closed_by(answer: VerbalAnswer) -> DigitalDocument | None:
    """The sending whose chain the spoken answer stands in, the newest where it stands in several."""
    events = Event.objects.filter(
        document__service_document=answer.service_document_id, kind=RECORDED
    )
    for event in events.select_related("document").order_by("-at", "-document__version"):
        if event.facts["answer"] == answer.document_id:
            document: DigitalDocument = event.document
            return document
    return None
