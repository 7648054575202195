"""What a message says: the workshop's own words or ours, in the reader's language, filled from the frozen content."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from verksign.documents.mail import OwnWords, render_mail
from verksign.domain.content import Content
from verksign.domain.dates import sms_date
from verksign.domain.sms_text import TEXTS_BY_LANGUAGE, MissingValue, fill, to_gsm7
from verksign.domain.upsell_words import sms_kind, upsell_values
from verksign.records.models import DigitalDocument, Message, MessageText, ServiceDocument
from verksign.usecases.messages.queue import Words

LINK = "{link}"
"""Stands in stored texts where the customer's address goes when the message is handed over."""


def words_for(
    kind: Message.Kind,
    content: Content,
    channel: str,
    *,
    to: DigitalDocument | ServiceDocument,
    answer: Mapping[str, Any] | None = None,
    more: Mapping[str, str] | None = None,
) -> Words:
    """
    The message of this kind about this content, for a channel; `more` holds what the content does not know.

    `to` says whose words and which language.

    :raises MissingValue: if the content lacks what the text needs; nothing is sent with a gap in it
    """
    own = (
        MessageText.objects.filter(
            workshop_id=to.workshop_id, kind=kind, channel=channel, language=to.language
        )
        .only("subject", "text")
        .first()
    )
    if channel == "email":
        words = OwnWords(own.subject, own.text) if own else None
        return mail_words(
            kind.value, content, own=words, language=to.language, answer=answer, more=more
        )
    return sms_words(
        kind.value, content, own=own.text if own else "", language=to.language, more=more
    )


def mail_words(
    kind: str,
    content: Content,
    *,
    own: OwnWords | None,
    language: str = "sv",
    answer: Mapping[str, Any] | None = None,
    more: Mapping[str, str] | None = None,
) -> Words:
    mail = render_mail(
        kind, content, link=LINK, answer=answer, more=more, own=own, language=language
    )
    return Words(subject=mail.subject, text=mail.text, html=mail.html)


def sms_words(
    kind: str,
    content: Content,
    *,
    own: str,
    language: str,
    more: Mapping[str, str] | None = None,
) -> Words:
    """The workshop's own text, or ours where it has none or where its own would have a gap."""
    values = {**_values(content), **upsell_values(content, language), **(more or {})}
    if own:
        try:
            return Words(text=to_gsm7(fill(own, values)))
        except MissingValue:
            pass
    return Words(text=to_gsm7(fill(TEXTS_BY_LANGUAGE[language][sms_kind(kind, content)], values)))


def _values(content: Content) -> dict[str, str]:
    workshop, vehicle = content["workshop"], content["vehicle"]
    return {
        "verkstad": workshop["short_name"],
        "regnr": vehicle["plate_display"] or vehicle["model"] or vehicle["vin"],
        "svara_senast": sms_date(date.fromisoformat(content["valid_until"])),
        "länk": LINK,
        "telefon": workshop["phone"],
        "lämna": content["drop_off"],
        "kontakt": content["adviser"]["first_name"],
        "nummer": content["number"],
    }
