"""Links: derived when needed, never stored; looked up by the digest of what the customer shows."""

from datetime import datetime

from django.conf import settings

from verksign.domain.tokens import link_token, looks_like_token, token_digest
from verksign.records.ids import new_id
from verksign.records.models import DigitalDocument, Link, ServiceDocument


def link_for(quote: ServiceDocument, purpose: str, *, to: str, now: datetime) -> Link:
    """
    The quote's permanent link for a purpose: the one its earlier versions went out under, or a new one.

    Sent to another address, the old link dies: whoever had it must not read what is meant for somebody else.
    """
    earlier = (
        DigitalDocument.objects.filter(service_document=quote, purpose=purpose)
        .select_related("link")
        .order_by("-version")
        .first()
    )
    if earlier:
        if earlier.recipient_address.casefold() != to.casefold():
            _renew(earlier.link)
        return earlier.link
    link_id, key_number = new_id(), max(settings.LINK_KEYS)
    token = link_token(settings.LINK_KEYS[key_number], link_id, 1)
    return Link.objects.create(
        id=link_id,
        workshop_id=quote.workshop_id,
        key_number=key_number,
        digest=token_digest(token),
        created_at=now,
    )


def _renew(link: Link) -> None:
    link.generation += 1
    token = link_token(settings.LINK_KEYS[link.key_number], link.id, link.generation)
    link.digest = token_digest(token)
    link.save(update_fields=["generation", "digest"])


def address_of(link: Link) -> str:
    """The customer's address; computed for the message that carries it, never shown to staff."""
    return link_place(link_token(settings.LINK_KEYS[link.key_number], link.id, link.generation))


def link_place(token: str) -> str:
    """Where a token is shown: under the installation's own address, never a Host header's."""
    return f"{settings.URL}/o/{token}"


def find_link(token: str) -> Link | None:
    if not looks_like_token(token):
        return None
    return Link.objects.filter(digest=token_digest(token)).first()
