"""*Offerten har ändrats*: somebody answered a version that is no longer the one the link shows."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from verksign.portal.news import News, news_of
from verksign.portal.showing import STALE, Opened
from verksign.portal.times import long_time
from verksign.records.models import DigitalDocument
from verksign.usecases.signing.talk import same_reader
from verksign.usecases.signing.versions import changes_since

MOST_DIGITS = 4


def show_changed(request: HttpRequest, link: Opened, had: str) -> HttpResponse:
    """`had` is the version that was in hand, as the address says."""
    context = link.frame() | {
        "sent_at": long_time(link.view.document.created_at),
        "news": _news(link, had),
    }
    return render(request, "portal/changed.html", context, status=STALE)


def _news(link: Opened, had: str) -> News | None:
    """What is new since the version that the customer had in hand, if it was this reader's."""
    if not had.isdecimal() or len(had) > MOST_DIGITS:
        return None
    now = link.view.document
    shown = DigitalDocument.objects.filter(link=now.link_id, version=int(had)).first()
    if shown is None or not same_reader(shown, now):
        return None
    return news_of(changes_since(shown, now), json.loads(shown.content), link.view.content)
