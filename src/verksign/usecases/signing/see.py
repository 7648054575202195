from datetime import datetime

from django.db import transaction

from verksign.domain.digital_states import DigitalAction, DigitalStatus
from verksign.domain.message_states import MessageAction, MessageState
from verksign.records.models import DigitalDocument, Message
from verksign.usecases import digital, messages
from verksign.usecases.signing.deliver import got_through
from verksign.usecases.signing.visit import UnknownLink, Visit, is_on_site, newest, state_of


@transaction.atomic(durable=True)
def see(*, token: str, visit: Visit, now: datetime) -> None:
    """
    *Visa offerten* was pressed: a person has opened it. Pressed again, or too late, it changes nothing.

    :raises UnknownLink: if the token is none of ours
    """
    document = hold_newest(token, now=now)
    if state_of(document, now=now) != "unopened":
        return
    personal = visit.personal()
    if document.status in {DigitalStatus.DRAFT, DigitalStatus.SENT, DigitalStatus.FAILED}:
        digital.change(
            document,
            DigitalAction.SEE,
            "document.seen",
            at=now,
            personal=personal,
            seen_at=now,
            failure="",
        )
        messages.finish_asking_alarms(document, at=now)
    settle_doubt(document, now=now)


def hold_newest(token: str, *, now: datetime) -> DigitalDocument:
    """
    The link's newest sending, held.

    :raises UnknownLink: if the token is none of ours
    :raises HandOverEnded: if it is the workshop's own device's, and its time is over
    """
    link = digital.find_link(token)
    found = newest(link) if link else None
    if found is None:
        raise UnknownLink
    held = digital.hold(found.pk)
    # A newer version may have come while we waited: it is the one that the link shows.
    latest = newest(held.link)
    if latest is not None and latest.pk != held.pk:
        held = digital.hold(latest.pk)
    # Or the recipient was corrected: then this link is nobody's any more.
    if not digital.is_alive(held.link, token):
        raise UnknownLink
    is_on_site(held, token, now=now)
    return held


def settle_doubt(document: DigitalDocument, *, now: datetime) -> None:
    """Somebody acted on the link: whatever was in doubt has arrived. The document must be held."""
    doubtful = Message.objects.filter(
        document=document, state=MessageState.UNSURE, kind__in=Message.ASKING
    )
    for message in doubtful.select_for_update(no_key=True):
        messages.move(message, MessageAction.DELIVER, delivered_at=now, failure="")
        messages.finish_message_alarms(message, at=now)
        message.document = document
        got_through(message, "message.delivered", now=now)
