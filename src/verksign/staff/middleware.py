"""The workshop wall: below `/v/<slug>/` there is always somebody who works in that workshop."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, cast
from urllib.parse import urlencode, urlsplit

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation

from verksign.domain.access import NotPermitted
from verksign.records.models import Membership
from verksign.staff.access.carrying import Carried
from verksign.staff.access.forms import LogInForm
from verksign.staff.access.language import remember, speak
from verksign.staff.access.pages import login_page
from verksign.staff.handover.lock import Lock
from verksign.staff.handover.page import OPEN_WHEN_LOCKED, locked_page
from verksign.staff.http import POLLS, StaffRequest
from verksign.wording.pages import forbidden

GetResponse = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponse]

IDLE = timedelta(hours=10)
"""Long enough for a workshop's day, too short for the next morning."""
NOTED_EVERY = timedelta(minutes=5)
SEEN_AT = "seen_at"
NAMESPACE = "staff"


class StaffSession:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            response = self.get_response(request)
        finally:
            # The thread's next request is somebody else's.
            translation.deactivate()
        if _is_staff_page(request):
            response.setdefault("Cache-Control", "no-store")
            remember(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if not _is_staff_page(request):
            return None
        if request.user.is_authenticated:
            _end_when_idle(request, timezone.now(), polls=hasattr(view, POLLS))
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            lock = Lock.of(request)
            if lock and not _is_open_when_locked(request):
                return locked_page(request, lock)
        else:
            speak(request)
        slug = kwargs.pop("slug", None)
        if slug is None:
            return None
        if not request.user.is_authenticated:
            return _to_login(request)
        _let_act(cast("StaffRequest", request), slug)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return forbidden(request) if isinstance(exception, NotPermitted) else None


def _is_staff_page(request: HttpRequest) -> bool:
    return bool(request.resolver_match and NAMESPACE in request.resolver_match.namespaces)


def _is_open_when_locked(request: HttpRequest) -> bool:
    return bool(request.resolver_match and request.resolver_match.view_name in OPEN_WHEN_LOCKED)


def _end_when_idle(request: HttpRequest, now: datetime, *, polls: bool) -> None:
    seen_at = _seen_at(request, now)
    if now - seen_at > IDLE:
        logout(request)
    elif not polls and now - seen_at > NOTED_EVERY:
        note_presence(request, now)


def is_idle(request: HttpRequest, now: datetime) -> bool:
    return now - _seen_at(request, now) > IDLE


def _seen_at(request: HttpRequest, now: datetime) -> datetime:
    return datetime.fromtimestamp(request.session.get(SEEN_AT, now.timestamp()), tz=now.tzinfo)


def note_presence(request: HttpRequest, now: datetime) -> None:
    request.session[SEEN_AT] = int(now.timestamp())


def _let_act(request: StaffRequest, slug: str) -> None:
    membership = (
        Membership.objects.of(request.user)
        .filter(workshop__slug=slug)
        .select_related("user")
        .first()
    )
    if membership is None:
        raise Http404
    request.actor = membership.actor()
    request.workshop = membership.workshop


def _to_login(request: HttpRequest) -> HttpResponse:
    """
    What was posted is kept on the log-in page that answers it.

    A fragment cannot show a page: htmx is told where to go, and our script to bring the log-in over the page instead.
    """
    page = request.headers.get("HX-Current-URL", "")
    back = urlsplit(page)._replace(scheme="", netloc="").geturl() or request.get_full_path()
    if carried := Carried.of(request):
        return login_page(request, LogInForm({"carried": carried.sealed()}))
    address = f"{reverse('staff:login')}?{urlencode({'next': back})}"
    if request.headers.get("HX-Request") != "true":
        return redirect(address)
    response = HttpResponse(status=401)
    response["HX-Redirect"] = address
    return response
