"""
Pages that answer a form, each at an address of its own: the way back and a reload never ask to send anything again.

What was typed is kept by the server for a while and found by a key in the address, which holds nothing personal.
"""

import re
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from verksign.domain.content import Content
from verksign.portal.choices import Replies, cards_of, read_replies
from verksign.portal.showing import Opened
from verksign.portal.speech import way
from verksign.portal.times import long_time
from verksign.portal.typed import TICKS, Typed, typed_of
from verksign.records.models import DigitalDocument, Unsent
from verksign.usecases.signing.unsent import keep, kept, last_kept

KEY, LAST = "svar", "senaste"
HAD = "hade"
"""The version that was answered when it was no longer the link's."""
NOTICE, LATE = "besked", "sen"
SHA256 = re.compile(r"[0-9a-f]{64}")
OPEN = {"unopened", "open"}
ANSWER, ASK, DECLINE = "answer", "ask", "decline"


def keep_and_show(
    request: HttpRequest,
    link: Opened,
    page: str,
    *,
    form: str,
    typed: Mapping[str, str],
    refused: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
) -> HttpResponse:
    """`query` is what else the page's address says."""
    key = keep(
        document=link.view.document,
        token=link.token,
        form=form,
        typed=typed,
        refused=refused or {},
        key=request.GET.get(KEY, ""),
        now=link.now,
    )
    return HttpResponseRedirect(
        way(request, page, link.token, **(query or {}), **{KEY: key}), status=303
    )


def keep_answers(
    request: HttpRequest, link: Opened, page: str, refused: Mapping[str, str] | None = None
) -> HttpResponse:
    typed = _fields(link.view.content, request.POST)
    return keep_and_show(request, link, page, form=ANSWER, typed=typed, refused=refused)


def kept_for(request: HttpRequest, link: Opened, form: str) -> Unsent | None:
    return kept(token=link.token, key=request.GET.get(KEY, ""), form=form, now=link.now)


def kept_here(request: HttpRequest, link: Opened, form: str) -> Unsent | None:
    """The same, of the version that the link shows: what was chosen of another is not brought back."""
    unsent = kept_for(request, link, form)
    return unsent if unsent and unsent.document_id == link.view.document.pk else None


def refusal(request: HttpRequest, link: Opened) -> HttpResponse | None:
    """The way to the page for an answer to something that is no longer there, or None."""
    if link.view.state not in OPEN:
        return too_late(request, link)
    shown = request.POST.get("content", "")
    if shown == link.view.content_sha256:
        return None
    if not SHA256.fullmatch(shown):
        return changed(request, link)
    had = DigitalDocument.objects.filter(link=link.view.document.link_id, content_sha256=shown)
    return changed(request, link, had.values_list("version", flat=True).first() or 0)


def too_late(request: HttpRequest, link: Opened) -> HttpResponse:
    return HttpResponseRedirect(way(request, "page", link.token, **{NOTICE: LATE}), status=303)


def changed(request: HttpRequest, link: Opened, had: int = 0) -> HttpResponse:
    return HttpResponseRedirect(way(request, "page", link.token, **{HAD: str(had)}), status=303)


def reading_of(request: HttpRequest, link: Opened) -> dict[str, Any]:
    """What the reading page brings back: what stood on this very page, or what somebody asks for; else an offer to."""
    content, asked_for = link.view.content, request.GET.get(KEY, "")
    unsent = kept_here(request, link, ANSWER)
    if unsent:
        typed = typed_of(content, unsent.typed) if "name" in unsent.typed else None
        return {"replies": read_replies(content, unsent.typed), "kept": typed, "key": unsent.key}
    last = last_kept(document=link.view.document, token=link.token, form=ANSWER, now=link.now)
    ticks = _ticks(last.typed) if last else {}
    if ticks and asked_for == LAST:
        return {"replies": read_replies(content, ticks)}
    return {"earlier": long_time(last.at)} if last and ticks else {}


def _ticks(typed: Mapping[str, str]) -> dict[str, str]:
    """Of what may have been filled in on another device, only the answers themselves."""
    return {name: value for name, value in typed.items() if name.startswith("answer-")}


def _fields(content: Content, posted: Mapping[str, str]) -> dict[str, str]:
    numbers = [card.no for card in cards_of(content)]
    names = [f"{part}-{no}" for no in numbers for part in ("answer", "ask", "when")]
    names += ["name", "email", "drawn", *TICKS]
    return {name: posted[name] for name in names if name in posted}


def answers_of(content: Content, unsent: Unsent) -> tuple[Replies, Typed]:
    return read_replies(content, unsent.typed), typed_of(content, unsent.typed)
