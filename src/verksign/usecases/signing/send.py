from datetime import datetime
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.domain.content import freeze
from verksign.domain.identifiers import NotAPhoneNumber, email_problem, parse_phone
from verksign.records.models import DigitalDocument, Message, ServiceDocument
from verksign.usecases import digital, history, messages, work
from verksign.usecases.digital.open import Recipient, next_version
from verksign.usecases.quotes.editing import QuoteLocked, lock_reason, refuse_unseen
from verksign.usecases.quotes.freezing import draft_of
from verksign.usecases.quotes.pricing import jobs_of
from verksign.usecases.registers.fields import ChangedMeanwhile, demand_key
from verksign.usecases.signing.words import words_for

METHODS = ("sms", "email")


class BadRecipient(Exception):
    """The message cannot go there; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


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
) -> DigitalDocument:
    """
    Freeze the quote and queue it for delivery to the customer.

    A second press with the same one-time key returns the first result.

    :raises QuoteIncomplete: with everything that must be put right first
    :raises BadRecipient: if the number or the address cannot be one
    :raises AlreadyOpen: if a sending of this quote is waiting for its answer
    :raises QuoteLocked: if the quote is answered or ordered
    :raises ChangedMeanwhile: if somebody saved it after `version` was previewed: what was read is what goes out
    """
    by.require(Permission.SEND)
    demand_key(key)
    quote = (
        ServiceDocument.objects.visible_to(by)
        .quotes()
        .select_related("customer", "vehicle", "adviser", "workshop")
        .locked(quote_id)
    )
    earlier = DigitalDocument.objects.visible_to(by).filter(key=key).first()
    if earlier:
        if earlier.service_document_id != quote.id:
            raise ChangedMeanwhile(quote.id)
        return earlier
    _refuse_answered(quote)
    refuse_unseen(quote, version)
    recipient = _recipient(quote, method, to)
    content = freeze(
        draft_of(
            quote,
            jobs_of(quote),
            version=next_version(quote, "quote"),
            document_id=digital.new_document_id(),
        ),
        now=now,
    )
    document = digital.open_sending(quote, content, recipient=recipient, key=key, by=by, now=now)
    kind = kind or (Message.Kind.QUOTE if document.version == 1 else Message.Kind.VERSION)
    messages.queue(
        quote,
        kind,
        words_for(kind, content, method),
        channel=method,
        to=recipient.address,
        document=document,
        now=now,
    )
    history.record(quote.id, "quote.sent", by=by, at=now, document=str(document.id), method=method)
    work.enqueue("signing.start", str(document.id))
    return document


def _refuse_answered(quote: ServiceDocument) -> None:
    reason = lock_reason(quote)
    if reason in {"answered", "ordered"}:
        raise QuoteLocked(reason)


def _recipient(quote: ServiceDocument, method: str, to: str) -> Recipient:
    return Recipient(
        name=quote.contact_name or (quote.customer.name if quote.customer else ""),
        method=method,
        address=recipient_address(method, to),
    )


def recipient_address(method: str, to: str) -> str:
    """
    The number as E.164, or the e-mail address.

    :raises BadRecipient: if it cannot be one
    """
    to = to.strip()
    if method == "email":
        if not to or email_problem(to) is not None:
            raise BadRecipient("not_an_email")
        return to
    if method != "sms":
        raise BadRecipient("unknown_method")
    try:
        phone = parse_phone(to)
    except NotAPhoneNumber:
        raise BadRecipient("not_a_phone_number") from None
    if not phone.is_mobile:
        raise BadRecipient("not_a_mobile_number")
    return phone.e164
