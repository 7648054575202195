import json
from datetime import datetime
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.domain.content import Content
from verksign.domain.identifiers import clean_text
from verksign.records.models import CustomerRequest, DigitalDocument, Message, Reply
from verksign.usecases import digital, history, messages
from verksign.usecases.messages.caps import TooManySms, refuse_too_many_sms
from verksign.usecases.registers.fields import InvalidFields
from verksign.usecases.signing.requests import LONGEST_TEXT
from verksign.usecases.signing.talk import may_be_answered, still_reads
from verksign.usecases.signing.visit import newest
from verksign.usecases.signing.words import words_for

CHANNELS = ("sms", "email")


class NothingToAnswer(Exception):
    """The row is no question: who asked to be rung is rung."""

    def __init__(self, request_id: UUID) -> None:
        super().__init__(request_id)
        self.request_id = request_id


class AskerIsGone(Exception):
    """The link goes to somebody else by now, so nobody who asked would read the answer."""

    def __init__(self, request_id: UUID) -> None:
        super().__init__(request_id)
        self.request_id = request_id


@transaction.atomic(durable=True)
def reply(*, request_id: UUID, text: str, by: Actor, now: datetime) -> Reply:
    """
    Answer a customer's question: it stands under the link, and the customer is told by the sending's channel.

    The row is done and whoever answered has done it; a second answer adds to the first. The same words once more by
    the same person are a second press, and say nothing new.

    :raises DoesNotExist: also when the row is another workshop's
    :raises InvalidFields: if there is no text, or too much of it
    :raises NothingToAnswer: if the customer asked to be rung
    :raises AskerIsGone: if the link has gone to another recipient since
    """
    by.require(Permission.SEND)
    text = _checked(text)
    asked_in = CustomerRequest.objects.visible_to(by).select_related("document__link")
    document = _held_newest(asked_in.get(pk=request_id).document)
    request = CustomerRequest.objects.visible_to(by).select_related("document").locked(request_id)
    if not may_be_answered(request):
        raise NothingToAnswer(request_id)
    if not still_reads(request, document):
        raise AskerIsGone(request_id)
    last = request.replies.order_by("-at", "-id").first()
    if last is not None and (last.by_id, last.text) == (by.person, text):
        return last
    said = Reply.objects.create(
        workshop_id=request.workshop_id, request=request, text=text, by_id=by.person, at=now
    )
    _finish(request, by, now)
    digital.append(
        document,
        "request.replied",
        at=now,
        facts={"request": str(request.id)},
        personal={"text": text, "by": by.name},
    )
    _tell(document, said, now)
    history.record(request.id, "request.replied", by=by, at=now)
    return said


def _checked(text: str) -> str:
    text = clean_text(text).strip()
    if not text:
        raise InvalidFields({"text": "required"})
    if len(text) > LONGEST_TEXT:
        raise InvalidFields({"text": "too_long"})
    return text


def _held_newest(document: DigitalDocument) -> DigitalDocument:
    """The version that the link shows, held: what is said belongs to its chain."""
    held = digital.hold(document.pk)
    latest = newest(held.link)
    return held if latest is None or latest.pk == held.pk else digital.hold(latest.pk)


def _finish(request: CustomerRequest, by: Actor, now: datetime) -> None:
    if request.done_at is not None:
        return
    request.owner_id, request.done_by_id, request.done_at = by.user_id, by.user_id, now
    request.save(update_fields=["owner", "done_by", "done_at"])


def _tell(document: DigitalDocument, said: Reply, now: datetime) -> None:
    """Nothing to tell by where the answer was given at the desk: the page has it."""
    channel, to = document.method, document.recipient_address
    if channel not in CHANNELS:
        channel, to = "email", document.signer_email
    if not to:
        return
    try:
        refuse_too_many_sms(document.workshop_id, channel, to, now=now)
    except TooManySms:
        # The day's SMS are used up: the answer stands under the link all the same.
        return
    content: Content = json.loads(document.content)
    kind = Message.Kind.REPLY
    more = {"svarande": said.by.first_name, "svar": said.text}
    messages.queue(
        document.service_document,
        kind,
        words_for(kind, content, channel, to=document, more=more),
        channel=channel,
        to=to,
        document=document,
        now=now,
    )
