from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.domain.content import Content, freeze
from verksign.domain.identifiers import clean_name
from verksign.records.models import DigitalDocument, Message, ServiceDocument
from verksign.usecases import digital
from verksign.usecases.digital.open import AlreadyOpen, Recipient, next_version
from verksign.usecases.messages.caps import refuse_too_many_sms
from verksign.usecases.quotes.change import change_quote
from verksign.usecases.quotes.editing import QuoteLocked, lock_reason, refuse_unseen
from verksign.usecases.quotes.freezing import draft_of
from verksign.usecases.quotes.pricing import jobs_of
from verksign.usecases.registers.fields import demand_key
from verksign.usecases.signing.let_go import let_go
from verksign.usecases.signing.recipients import LONGEST_NAME, BadRecipient, recipient_address
from verksign.usecases.signing.taking import earlier_press, held_quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the dialog lets one put right on the way out; empty: as it stands on the quote."""

    name: str = ""
    """The person who is to read and answer: the contact or the driver."""
    valid_until: str = ""


AS_IT_STANDS = Wanted()


@transaction.atomic(durable=True)
def send_quote(
    *,
    quote_id: UUID,
    method: str,
    to: str,
    key: str,
    by: Actor,
    now: datetime,
    kind: Message.Kind | None = None,
    version: int | None = None,
    wanted: Wanted = AS_IT_STANDS,
) -> DigitalDocument:
    """
    Freeze the quote and queue it for delivery to the customer, or have it ready for the workshop's own device.

    A second press with the same one-time key returns the first result.

    :raises QuoteIncomplete: with everything that must be put right first
    :raises BadRecipient: if the number or the address cannot be one
    :raises InvalidFields: if the name or the last day cannot be read
    :raises AlreadyOpen: if a sending of this quote is waiting for its answer
    :raises QuoteLocked: if the quote is answered or ordered
    :raises ChangedMeanwhile: if somebody saved it after `version` was previewed: what was read is what goes out
    :raises TooManySms: if the day's SMS are used up
    """
    by.require(Permission.SEND)
    demand_key(key)
    quote = held_quote(quote_id, by)
    earlier = earlier_press(DigitalDocument.objects.visible_to(by), key, quote)
    if earlier:
        return earlier
    _refuse_locked(quote)
    refuse_unseen(quote, version)
    return send_held(quote, method, to, wanted, kind=kind, key=key, by=by, now=now)


def send_held(
    quote: ServiceDocument,
    method: str,
    to: str,
    wanted: Wanted = AS_IT_STANDS,
    *,
    kind: Message.Kind | None = None,
    key: str,
    by: Actor,
    now: datetime,
) -> DigitalDocument:
    """Send a quote that is held (`held_quote`) and free to be sent, as a step of what the caller does."""
    address = recipient_address(method, to)
    refuse_too_many_sms(quote.workshop_id, method, address, now=now)
    quote = _put_right(quote, method, address, wanted, by=by, now=now)
    content = _frozen(quote, now)
    recipient = Recipient(name=_name(quote), method=method, address=address)
    first = content["version"] == 1
    kind = kind or (Message.Kind.QUOTE if first else Message.Kind.VERSION)
    return let_go(quote, content, recipient, kind=kind, key=key, by=by, now=now)


def _refuse_locked(quote: ServiceDocument) -> None:
    reason = lock_reason(quote)
    if reason == "open":
        raise AlreadyOpen
    if reason:
        raise QuoteLocked(reason)


def _put_right(
    quote: ServiceDocument, method: str, address: str, wanted: Wanted, *, by: Actor, now: datetime
) -> ServiceDocument:
    """What was put right in the dialog is put right on the quote: the next version, and whoever rings, has it too."""
    name = clean_name(wanted.name)
    if len(name) > LONGEST_NAME:
        raise BadRecipient("name_too_long")
    typed = {
        "contact_name": (name if name != _name(quote) else "", quote.contact_name),
        "valid_until": (
            wanted.valid_until,
            quote.valid_until.isoformat() if quote.valid_until else "",
        ),
        "phone": (address if method == "sms" else "", quote.phone),
        "email": (address if method == "email" else "", quote.email),
    }
    changes = {field: new for field, (new, old) in typed.items() if new and new != old}
    if not changes:
        return quote
    change_quote(quote_id=quote.id, changes=changes, by=by, now=now)
    return held_quote(quote.id, by)


def _name(quote: ServiceDocument) -> str:
    return quote.contact_name or (quote.customer.name if quote.customer else "")


def _frozen(quote: ServiceDocument, now: datetime) -> Content:
    draft = draft_of(
        quote,
        jobs_of(quote),
        version=next_version(quote, "quote"),
        document_id=digital.new_document_id(),
    )
    return freeze(draft, now=now)
