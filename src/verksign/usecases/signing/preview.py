"""What the send dialog shows before anything is sent: problems, message, and the content the page is made from."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from verksign.domain.access import Actor, Permission
from verksign.domain.completeness import Problem, problems_of
from verksign.domain.content import Content, freeze
from verksign.domain.drafts import DocumentDraft
from verksign.domain.sms_text import SmsCount, count
from verksign.domain.tokens import LENGTH
from verksign.records.models import Message, ServiceDocument, Workshop
from verksign.usecases.digital.links import link_place
from verksign.usecases.digital.open import next_version
from verksign.usecases.messages.queue import Words
from verksign.usecases.quotes.freezing import draft_of
from verksign.usecases.quotes.pricing import jobs_of
from verksign.usecases.signing.words import LINK, words_for

DOCUMENT_ID = "VS-····-····"
"""Stands where the id will be: it is made when OK is pressed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    problems: tuple[Problem, ...]
    content: Content | None
    """None while there are problems."""
    sms: Words | None
    sms_count: SmsCount | None
    """Counted with a link of the right length."""
    email: Words | None
    workshop: Workshop | None = None


def preview(*, quote_id: UUID, by: Actor, now: datetime) -> Preview:
    """
    Return what would be sent now; nothing is stored.

    :raises ServiceDocument.DoesNotExist: also when it is another workshop's
    """
    by.require(Permission.SEND)
    quote = (
        ServiceDocument.objects.visible_to(by)
        .quotes()
        .select_related("customer", "payer", "vehicle", "adviser", "workshop")
        .get(pk=quote_id)
    )
    version = next_version(quote, "quote")
    draft = draft_of(quote, jobs_of(quote), version=version, document_id=DOCUMENT_ID)
    kind = Message.Kind.QUOTE if version == 1 else Message.Kind.VERSION
    return preview_of(draft, quote, kind, now=now)


def preview_of(
    draft: DocumentDraft, owner: ServiceDocument, kind: Message.Kind, *, now: datetime
) -> Preview:
    """What would be sent of a draft; `owner` is its quote or order, with its workshop loaded."""
    problems = problems_of(draft, now)
    if problems:
        return Preview(problems=problems, content=None, sms=None, sms_count=None, email=None)
    content = freeze(draft, now=now)
    sms = words_for(kind, content, "sms", to=owner)
    return Preview(
        problems=(),
        content=content,
        workshop=owner.workshop,
        sms=sms,
        sms_count=count(sms.text.replace(LINK, link_place("0" * LENGTH))),
        email=words_for(kind, content, "email", to=owner),
    )
