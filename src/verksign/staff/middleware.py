"""The workshop wall: below `/v/<slug>/` there is always somebody who works in that workshop."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, cast
from urllib.parse import urlencode, urlsplit

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from verksign.domain.access import NotPermitted
from verksign.records.models import Membership
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
        response = self.get_response(request)
        if _is_staff_page(request) and "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
        return response

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if not _is_staff_page(request):
            return None
        if request.user.is_authenticated:
            _end_when_idle(request, timezone.now(), polls=hasattr(view, POLLS))
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


def _end_when_idle(request: HttpRequest, now: datetime, *, polls: bool) -> None:
    seen_at = datetime.fromtimestamp(request.session.get(SEEN_AT, now.timestamp()), tz=now.tzinfo)
    if now - seen_at > IDLE:
        logout(request)
    elif not polls and now - seen_at > NOTED_EVERY:
        note_presence(request, now)


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
    """A fragment cannot show the log-in page: htmx is told to leave the page that it stands on."""
    page = request.headers.get("HX-Current-URL", "")
    back = urlsplit(page)._replace(scheme="", netloc="").geturl() or request.get_full_path()
    address = f"{reverse('staff:login')}?{urlencode({'next': back})}"
    if request.headers.get("HX-Request") != "true":
        return redirect(address)
    response = HttpResponse(status=401)
    response["HX-Redirect"] = address
    return response
