"""*Offerten har ändrats*: somebody answered a version that is no longer the one the link shows."""

import json
import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from verksign.domain.dates import long_time
from verksign.portal.receipts import Change, changes
from verksign.portal.showing import STALE, Opened
from verksign.records.models import DigitalDocument

SHA256 = re.compile(r"[0-9a-f]{64}")


def show_changed(request: HttpRequest, link: Opened) -> HttpResponse:
    context = link.frame() | {
        "sent_at": long_time(link.view.document.created_at),
        "changes": _changes(link, request.POST.get("content", "")),
    }
    return render(request, "portal/changed.html", context, status=STALE)


def _changes(link: Opened, shown_sha256: str) -> list[Change]:
    """What is new since the version that the customer had in hand, if it was one of this link's."""
    if not SHA256.fullmatch(shown_sha256):
        return []
    shown = DigitalDocument.objects.filter(
        link=link.view.document.link_id, content_sha256=shown_sha256
    ).first()
    return changes(json.loads(shown.content), link.view.content) if shown else []
