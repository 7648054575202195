"""The end of every *Skicka*: the frozen content becomes a sending, its message is queued, and the worker begins."""

from datetime import datetime

from verksign.domain.access import Actor
from verksign.domain.content import Content
from verksign.records.models import DigitalDocument, Message, ServiceDocument
from verksign.usecases import digital, history, messages, work
from verksign.usecases.digital.open import Recipient
from verksign.usecases.signing.kinds import done, first_kind
from verksign.usecases.signing.recipients import ON_SITE
from verksign.usecases.signing.words import words_for


def let_go(
    owner: ServiceDocument,
    content: Content,
    recipient: Recipient,
    *,
    kind: Message.Kind | None,
    key: str,
    by: Actor,
    now: datetime,
) -> DigitalDocument:
    """
    Send the frozen content of a held quote or order; without a kind of its own the message is the purpose's first.

    :raises AlreadyOpen: if one of this purpose is waiting for its answer
    """
    document = digital.open_sending(owner, content, recipient=recipient, key=key, by=by, now=now)
    if recipient.method != ON_SITE:
        _queue(document, content, kind or first_kind(document), now=now)
    code = done(document, "sent")
    history.record(
        owner.id, code, by=by, at=now, document=str(document.id), method=recipient.method
    )
    work.enqueue("signing.start", str(document.id))
    return document


def _queue(
    document: DigitalDocument, content: Content, kind: Message.Kind, *, now: datetime
) -> None:
    messages.queue(
        document.service_document,
        kind,
        words_for(kind, content, document.method, to=document),
        channel=document.method,
        to=document.recipient_address,
        document=document,
        now=now,
    )
