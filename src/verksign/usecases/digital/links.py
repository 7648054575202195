"""Links: derived when needed, never stored; looked up by the digest of what the customer shows."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings

from verksign.domain.drafts import Purpose
from verksign.domain.tokens import link_token, looks_like_token, on_site_token, token_digest
from verksign.records.ids import new_id
from verksign.records.models import DigitalDocument, Link, ServiceDocument

ON_SITE_FOR = timedelta(hours=1)
"""Long enough to read a large quote with a child on the arm; a tablet that is forgotten shows it no longer."""


def link_for(quote: ServiceDocument, purpose: str, *, to: str, now: datetime) -> Link:
    """
    The quote's permanent link for a purpose: the one its earlier versions went out under, or a new one.

    Sent to another address, the old link dies: whoever had it must not read what is meant for somebody else. Each
    sending of extra jobs has a link of its own, since several may wait at once.
    """
    if purpose == Purpose.UPSELL:
        return _new_link(quote, now)
    versions = DigitalDocument.objects.filter(service_document=quote, purpose=purpose)
    earlier = versions.select_related("link").order_by("-version").first()
    if earlier:
        # At the desk nothing is sent: it is the same customer, and the link that went out shows the new version.
        sent = versions.exclude(recipient_address="").order_by("-version").first()
        if sent and to and sent.recipient_address.casefold() != to.casefold():
            renew(earlier.link)
        return earlier.link
    return _new_link(quote, now)


def _new_link(quote: ServiceDocument, now: datetime) -> Link:
    link_id, key_number = new_id(), max(settings.LINK_KEYS)
    token = link_token(settings.LINK_KEYS[key_number], link_id, 1)
    return Link.objects.create(
        id=link_id,
        workshop_id=quote.workshop_id,
        key_number=key_number,
        digest=token_digest(token),
        created_at=now,
    )


def renew(link: Link) -> None:
    """Let the link that went out die; what is sent from now on carries another one."""
    link.generation += 1
    token = link_token(settings.LINK_KEYS[link.key_number], link.id, link.generation)
    link.digest, link.on_site_digest, link.on_site_until = token_digest(token), None, None
    link.save(update_fields=["generation", "digest", "on_site_digest", "on_site_until"])


def open_on_site(link: Link, now: datetime) -> str:
    """Give the link a token for the workshop's own device, instead of any it had; return what it is made of."""
    nonce = secrets.token_hex(16)
    link.on_site_digest = token_digest(_on_site_token(link, nonce))
    link.on_site_until = now + ON_SITE_FOR
    link.save(update_fields=["on_site_digest", "on_site_until"])
    return nonce


def close_on_site(link: Link, nonce: str) -> bool:
    """Let the token die that was made of the nonce, and no other device's; return whether it was alive."""
    if not is_on_site(link, _on_site_token(link, nonce)):
        return False
    link.on_site_digest, link.on_site_until = None, None
    link.save(update_fields=["on_site_digest", "on_site_until"])
    return True


def on_site_address(link: Link, nonce: str, now: datetime) -> str:
    """Where the device shows the sending while it is handed over; empty once it shows it no more."""
    token = _on_site_token(link, nonce)
    return link_place(token) if is_on_site(link, token) and not on_site_ended(link, now) else ""


def _on_site_token(link: Link, nonce: str) -> str:
    return on_site_token(settings.LINK_KEYS[link.key_number], link.id, nonce)


def is_on_site(link: Link, token: str) -> bool:
    return link.on_site_digest is not None and link.on_site_digest == token_digest(token)


def on_site_ended(link: Link, now: datetime) -> bool:
    return link.on_site_until is not None and now >= link.on_site_until


def is_alive(link: Link, token: str) -> bool:
    """Return whether the token is still the link's; asked under the locks, since it may have been corrected away."""
    return token_digest(token) in {link.digest, link.on_site_digest}


def address_of(link: Link, generation: int) -> str:
    """The customer's address; computed for the message that carries it, never shown to staff."""
    return link_place(link_token(settings.LINK_KEYS[link.key_number], link.id, generation))


def link_place(token: str) -> str:
    """Where a token is shown: under the installation's own address, never a Host header's."""
    return f"{settings.URL}/o/{token}"


def find_link(token: str) -> Link | None:
    if not looks_like_token(token):
        return None
    digest = token_digest(token)
    links = Link.objects.all()
    return links.filter(digest=digest).first() or links.filter(on_site_digest=digest).first()
