"""What a reminder would say, before it is sent."""

import json

from verksign.domain.sms_text import SmsCount, count
from verksign.domain.tokens import LENGTH
from verksign.records.models import DigitalDocument
from verksign.usecases.digital.links import link_place
from verksign.usecases.messages.queue import Words
from verksign.usecases.signing.kinds import reminder_kind
from verksign.usecases.signing.remind import CHANNELS
from verksign.usecases.signing.words import LINK, words_for


def reminder_words(document: DigitalDocument) -> tuple[Words | None, SmsCount | None]:
    """Return the words and, of an SMS, how it goes out; nothing where there is nobody to remind."""
    if document.method not in CHANNELS:
        return None, None
    content = json.loads(document.content)
    words = words_for(reminder_kind(document), content, document.method, to=document)
    if document.method != "sms":
        return words, None
    return words, count(words.text.replace(LINK, link_place("0" * LENGTH)))
