"""Which page a link shows, by its state, and the pages of the way through."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from verksign.domain.content import Content
from verksign.domain.drafts import Purpose
from verksign.portal.additions import hurry_of, only_confirms, things
from verksign.portal.checking import check_page
from verksign.portal.choices import Replies, cards_of, first_replies
from verksign.portal.confirming import confirming_context
from verksign.portal.gone import gone_of
from verksign.portal.news import news_since
from verksign.portal.pages import frame, kept_together, last_day, script_words
from verksign.portal.reading import ReadingPage, reading_page
from verksign.portal.receipts import receipt_of
from verksign.portal.shelf import STAND_IN, from_shelf
from verksign.portal.speech import asked, speak, spoken, way
from verksign.portal.talk import talk
from verksign.portal.times import long_date, long_time, weekday_date
from verksign.portal.typed import Problem, Typed
from verksign.usecases.signing.visit import CustomerView, UnknownLink, find

STALE, WRONG = 409, 422
OPENING = {
    Purpose.QUOTE: "portal/open.html",
    Purpose.UPSELL: "portal/open-upsell.html",
    Purpose.ORDER_CONFIRMATION: "portal/open-order.html",
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A link that somebody has opened: what it shows, and when."""

    view: CustomerView
    token: str
    now: datetime

    def frame(self) -> dict[str, Any]:
        view = self.view
        context = frame(view.content, content_sha256=view.content_sha256, token=self.token)
        return context | {"on_site": view.on_site}


def opened(request: HttpRequest, token: str, now: datetime) -> Opened:
    """
    What the link shows now, to be said in the sending's language unless the address asks for another.

    :raises UnknownLink: if the token is none of ours
    """
    view = find(token=token, now=now)
    if view is None:
        raise UnknownLink
    speak(request, view.document.language)
    return Opened(view, token, now)


def show(request: HttpRequest, link: Opened) -> HttpResponse:
    if link.view.state == "unopened":
        return _opening(request, link)
    if link.view.state in {"signed", "rejected"}:
        return _receipt(request, link)
    return show_gone(request, link, status=200)


def _opening(request: HttpRequest, link: Opened) -> HttpResponse:
    hurry = hurry_of(link.view.content, link.now)
    template = OPENING[Purpose(link.view.content["purpose"])]
    return _from_shelf(request, link, template, _opening_context, hurry=hurry)


def _opening_context(content: Content) -> dict[str, Any]:
    return {
        "answer_by": weekday_date(last_day(content)),
        "drop_off": kept_together(content["drop_off"]),
        "safe": content["texts"]["safe"],
        "things": things(content),
        "words": script_words(),
        "chooses": bool(cards_of(content)),
    }


def _from_shelf(
    request: HttpRequest,
    link: Opened,
    template: str,
    context_of: Callable[[Content], dict[str, Any]],
    **more: Hashable,
) -> HttpResponse:
    view = link.view

    def make() -> str:
        context = Opened(view, STAND_IN, link.now).frame() | context_of(view.content) | more
        return render_to_string(template, context, request)

    key = (template, view.content_sha256, view.on_site, spoken(), asked(request), *more.values())
    return HttpResponse(from_shelf(key, make, token=link.token))


def show_reading(
    request: HttpRequest,
    link: Opened,
    *,
    key: str = "",
    replies: Replies | None = None,
    problems: Mapping[int, str] | None = None,
    kept: Typed | None = None,
    earlier: str = "",
) -> HttpResponse:
    """
    `key` is what the page's answers are kept under, if they are; `earlier` says when some were chosen before.

    `kept` is what was typed on the check page, so that going back loses nothing.
    """
    content = link.view.content
    if only_confirms(content):
        return show_confirming(request, link)
    more = {
        "kept": kept.fields() if kept else [],
        "talk": talk(link.view),
        "key": key,
        "earlier": earlier,
    }
    news, hurry = news_since(link.view), hurry_of(content, link.now)
    if not replies and not problems and not any(more.values()):
        return _from_shelf(
            request, link, reading_template(content), _untouched, news=news, hurry=hurry
        )
    page = reading_page(content, replies or first_replies(content), problems)
    context = link.frame() | reading_context(content, page) | more | {"news": news, "hurry": hurry}
    context |= {"earlier_way": way(request, "page", link.token, svar="senaste")}
    return render(
        request, reading_template(content), context, status=WRONG if page.problems else 200
    )


def reading_template(content: Content) -> str:
    upsell = content["purpose"] == Purpose.UPSELL
    return "portal/read-upsell.html" if upsell else "portal/read.html"


def show_confirming(request: HttpRequest, link: Opened) -> HttpResponse:
    """What is signed already is confirmed on one page, with one press."""
    view = link.view
    context = link.frame() | confirming_context(view.content)
    context |= {"talk": talk(view), "news": news_since(view)}
    return render(request, "portal/confirm.html", context)


def _untouched(content: Content) -> dict[str, Any]:
    return reading_context(content, reading_page(content, first_replies(content)))


def reading_context(content: Content, page: ReadingPage) -> dict[str, Any]:
    return {
        "page": page,
        "words": script_words(),
        "adviser_role": content["adviser"]["role"],
        "customer_name": content["customer"]["name"],
        "answer_by": weekday_date(last_day(content)),
        "valid_until": long_date(last_day(content)),
        "drop_off": kept_together(content["drop_off"]),
        "reported": content["reported"],
        "things": things(content),
        "found_by": content.get("found_by", ""),
    }


def show_check(
    request: HttpRequest,
    link: Opened,
    replies: Replies,
    typed: Typed,
    *,
    problems: Mapping[str, Problem] | None = None,
    stale: str = "",
) -> HttpResponse:
    """`stale` says that the total shown before is not the total."""
    content = link.view.content
    page = check_page(content, replies, typed, now=link.now, problems=problems)
    context = link.frame() | {
        "page": page,
        "words": script_words(),
        "stale": stale,
        "chooses": bool(cards_of(content)),
    }
    status = STALE if stale else WRONG if page.problems else 200
    return render(request, "portal/check.html", context, status=status)


def _receipt(request: HttpRequest, link: Opened) -> HttpResponse:
    document = link.view.document
    context = link.frame() | {
        "receipt": receipt_of(link.view, now=link.now),
        "talk": talk(link.view),
        "copy_to": document.recipient_address if document.method == "email" else "",
        "answered_at": long_time(document.answered_at or document.status_at),
    }
    if link.view.state != "signed":
        return render(request, "portal/declined.html", context)
    confirmed = only_confirms(link.view.content)
    return render(request, "portal/confirmed.html" if confirmed else "portal/receipt.html", context)


def show_gone(request: HttpRequest, link: Opened, *, status: int = STALE) -> HttpResponse:
    """The link can no longer be answered; a deed that came too late says so by its status."""
    context = link.frame() | {"gone": gone_of(link.view), "asked": "klart" in request.GET}
    return render(request, "portal/gone.html", context, status=status)
