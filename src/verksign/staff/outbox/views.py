"""
The demo's outbox: every message that would have been sent, to be read as the customer reads it.

On this machine nobody need be logged in, since customers are not; whoever is sees the own workshops' messages only.
"""

import re
from base64 import b64encode
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.csp import CSP
from django.utils.http import urlencode
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from verksign.integrations import outbox as stored
from verksign.records.models import Membership, Message, User

PAGE = 50
LINK = re.compile(r"(https?://\S+?)(?=[.,)]?(?:\s|$))")
MAIL_CSP: dict[str, Any] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:"],
    "frame-ancestors": [CSP.SELF],
}
"""A mail's own styles are inline, since mail programs read no other; nothing else of it may act."""

type View = Callable[..., HttpResponse]


def demo_only(view: View) -> View:
    """Whoever reads the outbox can answer for the customer: demo mode only, and signed in unless on this machine."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        if not (settings.LOOPBACK or request.user.is_authenticated):
            return redirect(f"{reverse('staff:login')}?{urlencode({'next': request.path})}")
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@demo_only
def outbox(request: HttpRequest) -> HttpResponse:
    readable = _readable(request)
    found = stored.messages(PAGE + 1, request.GET.get("before", ""), readable)
    more = found[PAGE - 1].id if len(found) > PAGE else ""
    context = {
        "messages_sent": [_shown(message) for message in found[:PAGE]],
        "more": more,
        "everybodys": readable is None,
    }
    return render(request, "staff/outbox/list.html", context)


@require_safe
@demo_only
def message(request: HttpRequest, message_id: str) -> HttpResponse:
    return render(
        request, "staff/outbox/message.html", {"sent": _shown(_find(request, message_id))}
    )


@require_safe
@demo_only
@xframe_options_sameorigin
@csp_override(MAIL_CSP)
def html_part(request: HttpRequest, message_id: str) -> HttpResponse:
    """The pictures that the mail carries stand in it: its frame may ask nobody for anything."""
    found = _find(request, message_id)
    html = found.html
    for part in found.parts:
        if part.cid:
            picture = stored.attachment(message_id, part.cid)
            data = b64encode(picture.content).decode("ascii")
            html = html.replace(f"cid:{part.cid}", f"data:{picture.mime};base64,{data}")
    return HttpResponse(html)


@require_safe
@demo_only
def attachment(request: HttpRequest, message_id: str, name: str) -> HttpResponse:
    _find(request, message_id)
    try:
        found = stored.attachment(message_id, name)
    except stored.NotInOutbox:
        raise Http404 from None
    response = HttpResponse(found.content, content_type=found.mime)
    response["Content-Disposition"] = f'attachment; filename="{message_id}.pdf"'
    return response


def _readable(request: HttpRequest) -> set[str] | None:
    """The ids of whoever is logged in; None is all of them. A demo has not many."""
    if not isinstance(request.user, User):
        return None
    workshops = Membership.objects.of(request.user).values("workshop")
    rows = Message.objects.filter(workshop__in=workshops)
    return {str(each) for each in rows.values_list("id", flat=True)}


def _find(request: HttpRequest, message_id: str) -> stored.OutboxMessage:
    readable = _readable(request)
    if readable is not None and message_id not in readable:
        raise Http404
    try:
        return stored.message(message_id)
    except stored.NotInOutbox:
        raise Http404 from None


def _shown(found: stored.OutboxMessage) -> dict[str, Any]:
    """The message, its text cut where its links are, so that a template can make them links."""
    pieces = [
        {"text": piece, "link": bool(LINK.fullmatch(piece))} for piece in LINK.split(found.text)
    ]
    return {"message": found, "pieces": pieces}
