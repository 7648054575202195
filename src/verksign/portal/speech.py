"""The language of the customer's pages: the sending's own, or the one that the address asks for. No cookie keeps it."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

PARAMETER = "sprak"
SWEDISH, ENGLISH = "sv", "en"
NAMES = {SWEDISH: "Svenska", ENGLISH: "English"}


def asked(request: HttpRequest) -> str:
    """Return the language that the address asks for; empty when it asks for none that we have."""
    language = request.GET.get(PARAMETER, "")
    return language if language in NAMES else ""


def speak(request: HttpRequest, own: str) -> None:
    """Speak as the address asks, or else as the sending does, until the page is made."""
    translation.activate(asked(request) or (own if own in NAMES else SWEDISH))


def spoken() -> str:
    language = translation.get_language()
    return language if language in NAMES else SWEDISH


def other() -> str:
    return SWEDISH if spoken() == ENGLISH else ENGLISH


def way(request: HttpRequest, name: str, *args: str, **query: str) -> str:
    """Return the address of a page, with the language that was asked for."""
    kept = asked(request)
    return reverse(
        f"portal:{name}", args=args, query={**query, **({PARAMETER: kept} if kept else {})}
    )
