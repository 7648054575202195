"""What a message says: the templates filled from the frozen content."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from verksign.documents.mail import render_mail
from verksign.domain.content import Content
from verksign.domain.dates import sms_date
from verksign.domain.sms_text import SMS_TEXTS, fill, to_gsm7
from verksign.records.models import Message
from verksign.usecases.messages.queue import Words

LINK = "{link}"
"""Stands in stored texts where the customer's address goes when the message is handed over."""


def words_for(
    kind: Message.Kind,
    content: Content,
    channel: str,
    *,
    answer: Mapping[str, Any] | None = None,
    more: Mapping[str, str] | None = None,
) -> Words:
    """
    The message of this kind about this content, for a channel; `more` holds what the content does not know.

    :raises MissingValue: if the content lacks what the text needs; nothing is sent with a gap in it
    """
    if channel == "email":
        mail = render_mail(kind.value, content, link=LINK, answer=answer, more=more)
        return Words(subject=mail.subject, text=mail.text, html=mail.html)
    workshop, vehicle = content["workshop"], content["vehicle"]
    text = fill(
        SMS_TEXTS[kind.value],
        {
            "verkstad": workshop["short_name"],
            "regnr": vehicle["plate_display"] or vehicle["model"] or vehicle["vin"],
            "svara_senast": sms_date(date.fromisoformat(content["valid_until"])),
            "länk": LINK,
            "telefon": workshop["phone"],
            "lämna": content["drop_off"],
            **(more or {}),
        },
    )
    return Words(text=to_gsm7(text))
