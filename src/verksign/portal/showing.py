"""Which page a link shows, by its state."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from verksign.domain.dates import long_date, long_time, weekday_date
from verksign.portal.choices import Replies, cards_of, first_replies
from verksign.portal.pages import frame, last_day
from verksign.portal.reading import problems_heading, reading_page
from verksign.portal.receipts import receipt_of
from verksign.usecases.signing.visit import CustomerView, UnknownLink, find

CLOSED = 409


def opened(token: str, now: datetime) -> CustomerView:
    """
    What the link shows.

    :raises UnknownLink: if the token is none of ours
    """
    view = find(token=token, now=now)
    if view is None:
        raise UnknownLink
    return view


def frame_of(view: CustomerView, token: str) -> dict[str, Any]:
    return frame(view.content, content_sha256=view.content_sha256, token=token)


def show(request: HttpRequest, view: CustomerView, token: str, *, now: datetime) -> HttpResponse:
    if view.state == "unopened":
        return show_opening(request, view, token)
    if view.state == "open":
        return show_reading(request, view, token, first_replies(view.content))
    if view.state in {"signed", "rejected"}:
        return show_receipt(request, view, token, now=now)
    return show_gone(request, view, token)


def show_opening(request: HttpRequest, view: CustomerView, token: str) -> HttpResponse:
    content = view.content
    context = frame_of(view, token) | {
        "answer_by": weekday_date(last_day(content)),
        "drop_off": content["drop_off"],
        "safe": content["texts"]["safe"]["text"],
        "chooses": bool(cards_of(content)),
    }
    return render(request, "portal/open.html", context)


def show_reading(
    request: HttpRequest,
    view: CustomerView,
    token: str,
    replies: Replies,
    *,
    problems: Mapping[int, str] | None = None,
    kept: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    """`kept` carries what was typed on the check page, so that going back loses nothing."""
    content = view.content
    page = reading_page(content, replies, problems)
    context = frame_of(view, token) | {
        "page": page,
        "heading": problems_heading(page.problems),
        "kept": kept or [],
        "adviser_role": content["adviser"]["role"],
        "customer_name": content["customer"]["name"],
        "answer_by": weekday_date(last_day(content)),
        "valid_until": long_date(last_day(content)),
        "drop_off": content["drop_off"],
        "reported": content["reported"],
    }
    return render(request, "portal/read.html", context, status=422 if page.problems else 200)


def show_receipt(
    request: HttpRequest, view: CustomerView, token: str, *, now: datetime
) -> HttpResponse:
    document = view.document
    context = frame_of(view, token) | {
        "receipt": receipt_of(view, now=now),
        "copy_to": document.recipient_address if document.method == "email" else "",
        "answered_at": long_time(document.answered_at or document.status_at),
    }
    page = "portal/receipt.html" if view.state == "signed" else "portal/declined.html"
    return render(request, page, context)


@dataclass(frozen=True, slots=True)
class Gone:
    state: str
    title: str
    text: str
    next: str
    tone: str


def show_gone(
    request: HttpRequest, view: CustomerView, token: str, *, status: int = 200
) -> HttpResponse:
    context = frame_of(view, token) | {
        "gone": gone_of(view),
        "asked": "klart" in request.GET,
    }
    return render(request, "portal/gone.html", context, status=status)


def gone_of(view: CustomerView) -> Gone:
    """Return why the link cannot be answered; one that was answered meanwhile is *answered*."""
    at = long_time(view.document.status_at)
    if view.state == "withdrawn":
        return Gone(
            "withdrawn",
            "Offerten är återkallad",
            f"Verkstaden tog tillbaka offerten {at}. Du behöver inte göra något.",
            "Undrar du varför, eller vill du ha en ny? Ring oss, så hjälper vi dig.",
            "dull",
        )
    if view.state == "expired":
        return Gone(
            "expired",
            "Offerten har gått ut",
            f"Den gällde till och med {long_date(view.document.valid_until)}. Inget är beställt.",
            "Vill du fortfarande ha jobbet gjort? Be om en ny offert, så räknar vi på dagens pris.",
            "dull",
        )
    if view.state == "replaced":
        return Gone(
            "replaced",
            "Offerten har ändrats",
            "Den gamla gäller inte längre, och det du hade valt är inte skickat.",
            "Du får ett nytt meddelande när den nya offerten är klar.",
            "",
        )
    if view.verbal:
        return Gone(
            "verbal",
            "Du har redan svarat på telefon",
            f"Svaret är noterat {long_time(view.verbal.answered_at)}.",
            "Stämmer det inte? Ring oss.",
            "good",
        )
    return Gone(
        "answered",
        "Offerten är redan besvarad",
        f"Någon svarade på en annan telefon eller dator {at}. Det du valde här sparades inte.",
        "Var det inte du, eller blev det fel? Ring oss direkt.",
        "good",
    )
