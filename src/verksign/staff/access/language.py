"""The language of the pages before anybody is known: Swedish, until English is asked for; the browser remembers it."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

PARAMETER = "sprak"
COOKIE = "verksign_language"
KEPT_FOR = timedelta(days=365)
SWEDISH = "sv"
CHOSEN_AT = frozenset({"staff:login", "staff:first-login"})
"""Where people choose it; elsewhere a script may ask for a page in its user's own."""
LANGUAGES = frozenset({SWEDISH, "en"})


def asked(request: HttpRequest) -> str:
    """Return the language that the address asks for; empty when it asks for none that we have."""
    language = request.GET.get(PARAMETER, "")
    return language if language in LANGUAGES else ""


def speak(request: HttpRequest) -> None:
    """As the address asks, or as it asked once: whoever logs in has a language of their own from there on."""
    kept = request.COOKIES.get(COOKIE, "")
    translation.activate(asked(request) or (kept if kept in LANGUAGES else SWEDISH))


def remember(request: HttpRequest, response: HttpResponse) -> None:
    if (
        (language := asked(request))
        and request.resolver_match
        and request.resolver_match.view_name in CHOSEN_AT
    ):
        response.set_cookie(
            COOKIE,
            language,
            max_age=KEPT_FOR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
