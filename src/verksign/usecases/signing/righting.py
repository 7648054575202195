"""Who gets a sending: what is put right on the way out is put right on the quote or the order, too."""

from uuid import UUID

from verksign.domain.identifiers import clean_name
from verksign.records.models import ServiceDocument
from verksign.usecases.digital.open import Recipient
from verksign.usecases.quotes.editing import index
from verksign.usecases.quotes.snapshots import put_right
from verksign.usecases.signing.recipients import LONGEST_NAME, BadRecipient

FIELDS = {"sms": "phone", "email": "email"}


def recipient_of(order: ServiceDocument, method: str, address: str, name: str) -> Recipient:
    """
    Return whom an order's sending goes to, and keep what was typed for the next one.

    :raises BadRecipient: if the name is too long
    """
    known = order.contact_name or (order.customer.name if order.customer else "")
    named = clean_name(name) or known
    if len(named) > LONGEST_NAME:
        raise BadRecipient("name_too_long")
    right = {"contact_name": named} if named != known else {}
    if method in FIELDS and getattr(order, FIELDS[method]) != address:
        right[FIELDS[method]] = address
    if right:
        put_recipient_right(order.id, right)
        for field, value in right.items():
            setattr(order, field, value)
    return Recipient(name=named, method=method, address=address)


def put_recipient_right(owner_id: UUID, right: dict[str, str]) -> None:
    """
    The next version, whoever rings, a search and an undo must not take the wrong one again.

    Another name is the contact, as when it is typed in the send dialog: the customer's card stays.
    """
    owner = ServiceDocument.objects.select_related("customer", "vehicle").get(pk=owner_id)
    for field, value in right.items():
        put_right(owner, field, value)
        setattr(owner, field, value)
    index(owner)
    owner.save(update_fields=[*right, "search"])
