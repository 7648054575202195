"""*Offerten har ändrats*: somebody answered a version that is no longer the one the link shows."""

import json
import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from verksign.portal.news import News, news_of
from verksign.portal.showing import STALE, Opened
from verksign.portal.times import long_time
from verksign.records.models import DigitalDocument
from verksign.usecases.signing.versions import changes_since

SHA256 = re.compile(r"[0-9a-f]{64}")


def show_changed(request: HttpRequest, link: Opened) -> HttpResponse:
    context = link.frame() | {
        "sent_at": long_time(link.view.document.created_at),
        "news": _news(link, request.POST.get("content", "")),
    }
    return render(request, "portal/changed.html", context, status=STALE)


def _news(link: Opened, shown_sha256: str) -> News | None:
    """What is new since the version that the customer had in hand, if it was one of this link's."""
    if not SHA256.fullmatch(shown_sha256):
        return None
    now = link.view.document
    shown = DigitalDocument.objects.filter(link=now.link_id, content_sha256=shown_sha256).first()
    if shown is None:
        return None
    return news_of(changes_since(shown, now), json.loads(shown.content), link.view.content)
