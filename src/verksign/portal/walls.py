"""What every public page promises: nothing kept by anyone on the way, deeds only from our own pages, tries counted."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Concatenate, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.csp import csp_override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from verksign.domain.machines import is_machine
from verksign.domain.tokens import looks_like_token, token_in
from verksign.portal.speech import SWEDISH, speak, way
from verksign.portal.trouble import NOT_FROM_HERE, TOO_MANY, trouble_page
from verksign.usecases.setup.throttle import Limit, TriedTooOften, spend
from verksign.usecases.signing.requests import TooManyRequests
from verksign.usecases.signing.visit import HandOverEnded, UnknownLink, Visit
from verksign.wording.visitors import address_of, from_our_page

type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponse]

CSP = {
    **settings.SECURE_CSP,
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["'none'"],
}
GONE = 410
DEEDS_BY_LINK = Limit("portal.link", 120, timedelta(minutes=10))
DEEDS_BY_ADDRESS = Limit("portal.address", 600, timedelta(minutes=10))
KEPT_BY_LINK = Limit("portal.kept", 600, timedelta(minutes=10))
KEPT_BY_ADDRESS = Limit("portal.kept.address", 3000, timedelta(minutes=10))
"""What a page keeps by itself, at each choice, must not use up what an order needs."""
MISSES_BY_ADDRESS = Limit("portal.miss", 60, timedelta(minutes=10))
PAPERS_BY_LINK = Limit("portal.paper", 60, timedelta(minutes=10))
PAPERS_BY_MACHINES = Limit("portal.paper.machine", 60, timedelta(minutes=10))
FILES_BY_ADDRESS = Limit("portal.verify", 20, timedelta(minutes=10))


def public[**P](view: View[P]) -> View[P]:
    """
    A page that anybody with its address may open; the secret in the address stands in for the CSRF cookie.

    POST must come from our own pages, told by `Sec-Fetch-Site` or, in older browsers, by `Origin`.
    """

    @csrf_exempt
    @csp_override(CSP)
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        # The language is the page's alone: whoever this thread serves next has another.
        with translation.override(SWEDISH):
            speak(request, SWEDISH)
            return answered(request, *args, **kwargs)

    def answered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method == "POST" and not from_our_page(request):
            return private(trouble_page(request, NOT_FROM_HERE))
        try:
            return private(view(request, *args, **kwargs))
        except HandOverEnded as error:
            return private(_ended(request, error))
        except UnknownLink:
            return private(_unknown(request))
        except (TriedTooOften, TooManyRequests):
            return private(trouble_page(request, TOO_MANY))

    return cast("View[P]", guarded)


def by_link(view: Callable[[HttpRequest, str], HttpResponse]) -> View[[str]]:
    """A public page below `/o/<token>`; its deeds are counted per link and per address."""
    return _counted(view, DEEDS_BY_LINK, DEEDS_BY_ADDRESS)


def by_link_keeping(view: Callable[[HttpRequest, str], HttpResponse]) -> View[[str]]:
    """The same for a page whose only deed is to keep what was chosen."""
    return _counted(view, KEPT_BY_LINK, KEPT_BY_ADDRESS)


def _counted(
    view: Callable[[HttpRequest, str], HttpResponse], of_link: Limit, of_address: Limit
) -> View[[str]]:
    @wraps(view)
    def counted(request: HttpRequest, /, token: str) -> HttpResponse:
        if not looks_like_token(token):
            return _mended(request, token)
        if request.method == "POST":
            spend(limit=of_link, subject=token, now=timezone.now())
            spend(limit=of_address, subject=address_of(request), now=timezone.now())
        return view(request, token)

    return public(counted)


def a_deed(view: Callable[[HttpRequest, str], HttpResponse]) -> View[[str]]:
    """What only a POST does; whoever opens its address, kept in a tab or a bookmark, comes to the link's page."""

    @wraps(view)
    def done(request: HttpRequest, /, token: str) -> HttpResponse:
        return view(request, token) if request.method == "POST" else back_to(request, token)

    return require_http_methods(["GET", "HEAD", "POST"])(by_link(done))


def _mended(request: HttpRequest, text: str) -> HttpResponse:
    """
    A link with the sentence's full stop in it leads to its page.

    :raises UnknownLink: if there is no token in it, or something was to be done
    """
    token = token_in(text)
    if not token or request.method == "POST":
        raise UnknownLink
    return back_to(request, token)


def spend_paper(request: HttpRequest, token: str, now: datetime) -> None:
    """
    Count a paper that is fetched; asking for its head costs nothing.

    A scanner has a count of its own: it must not use up what the customer has.

    :raises TriedTooOften: if there is none left
    """
    if request.method == "HEAD":
        return
    machine = is_machine(request.headers.get("User-Agent", ""))
    spend(limit=PAPERS_BY_MACHINES if machine else PAPERS_BY_LINK, subject=token, now=now)


def private(response: HttpResponse) -> HttpResponse:
    response.setdefault("Cache-Control", "no-store")
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def back_to(request: HttpRequest, token: str) -> HttpResponse:
    """After a deed the browser is sent to the page by GET: a reload repeats nothing."""
    return HttpResponseRedirect(way(request, "page", token), status=303)


def visit_of(request: HttpRequest) -> Visit:
    return Visit(
        ip=address_of(request),
        forwarded=request.headers.get("X-Forwarded-For", "")[:300],
        agent=request.headers.get("User-Agent", ""),
    )


def _ended(request: HttpRequest, ended: HandOverEnded) -> HttpResponse:
    """The workshop's own device has had its time; it is to be given back, and shows nothing of the matter."""
    speak(request, ended.language)
    context = {"answered": ended.answered, "on_site": True}
    return render(request, "portal/ended.html", context, status=GONE)


def _unknown(request: HttpRequest) -> HttpResponse:
    """The one page for every link that is none of ours; whoever guesses is soon refused."""
    try:
        spend(limit=MISSES_BY_ADDRESS, subject=address_of(request), now=timezone.now())
    except TriedTooOften:
        return trouble_page(request, TOO_MANY)
    return render(request, "portal/unknown.html", status=404)
