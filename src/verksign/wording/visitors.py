"""Where a request comes from, as far as the configured proxies can be trusted."""

from django.conf import settings
from django.http import HttpRequest


def from_our_page(request: HttpRequest) -> bool:
    """Whether a form was sent from a page of ours, told by `Sec-Fetch-Site` or, in older browsers, by `Origin`."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == settings.URL


def address_of(request: HttpRequest) -> str:
    """Return the visitor's address: the one that our outermost trusted proxy saw, never one the visitor wrote."""
    peer: str = request.META.get("REMOTE_ADDR", "")
    if not settings.TRUSTED_PROXIES:
        return peer
    chain = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    trusted: list[str] = chain[-settings.TRUSTED_PROXIES :]
    return trusted[0] or peer
