"""Which message asks for an answer, by what the sending is for."""

from verksign.domain.drafts import Purpose
from verksign.records.models import DigitalDocument, Message

FIRST = {
    Purpose.QUOTE: Message.Kind.QUOTE,
    Purpose.UPSELL: Message.Kind.UPSELL,
    Purpose.ORDER_CONFIRMATION: Message.Kind.ORDER,
}
REMINDER = {
    Purpose.QUOTE: Message.Kind.REMINDER,
    Purpose.UPSELL: Message.Kind.UPSELL_REMINDER,
    Purpose.ORDER_CONFIRMATION: Message.Kind.ORDER_REMINDER,
}


def first_kind(document: DigitalDocument) -> Message.Kind:
    return FIRST[Purpose(document.purpose)]


def reminder_kind(document: DigitalDocument) -> Message.Kind:
    return REMINDER[Purpose(document.purpose)]


def done(document: DigitalDocument, deed: str) -> str:
    """Return the code that the history has for what was done to a sending: `upsell.cancelled`."""
    return f"{document.purpose}.{deed}"
