"""The one way out over HTTP: short patience, no redirects, a name to be known by."""

import ssl
from functools import cache

import httpx

USER_AGENT = "Verksign"
CONNECT_SECONDS = 5.0


def client(
    url: str, *, user: str = "", password: str = "", read_seconds: float = 20.0
) -> httpx.Client:
    """Return a client for one service; the credentials go in a header, never in an address."""
    return httpx.Client(
        base_url=url,
        auth=httpx.BasicAuth(user, password) if user else None,
        headers={"User-Agent": USER_AGENT},
        timeout=httpx.Timeout(read_seconds, connect=min(CONNECT_SECONDS, read_seconds)),
        follow_redirects=False,
        verify=_certificates(),
    )


@cache
def _certificates() -> ssl.SSLContext:
    """Reading the roots costs more than the call itself: once per process."""
    return httpx.create_ssl_context()
