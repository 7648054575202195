"""*Fråga*, *Ring mig* and *Be om en ny offert*: messages to the workshop, which never bind to anything."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from verksign.domain.dates import NBSP
from verksign.domain.identifiers import NotAPhoneNumber, display_phone, parse_phone
from verksign.portal.choices import Replies, cards_of
from verksign.portal.pages import last_day
from verksign.portal.reading import short_title
from verksign.portal.showing import WRONG, Opened, opened
from verksign.portal.speech import way
from verksign.portal.talk import talk
from verksign.portal.times import weekday_date
from verksign.portal.unsent import ASK, changed, keep_and_show, kept_here, too_late
from verksign.portal.walls import by_link, visit_of
from verksign.records.models import CustomerRequest
from verksign.usecases.registers.fields import InvalidFields
from verksign.usecases.signing import requests
from verksign.wording.customer import customer_sentence, too_long

Kind = CustomerRequest.Kind
CALL_TIMES = {
    "asap": gettext_lazy("så snart vi kan"),
    "12_13": gettext_lazy("kl. 12–13"),
    "15_17": gettext_lazy("kl. 15–17"),
    "tomorrow": gettext_lazy("i morgon bitti"),
}
QUESTION_SENT = gettext_lazy("Vi har fått din fråga och hör av oss.")


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def ask(request: HttpRequest, token: str) -> HttpResponse:
    link = opened(request, token, timezone.now())
    if request.method == "POST" and "keep" not in request.POST:
        return _ask(request, link, request.POST.get("kind", ""))
    if link.view.state not in requests.ASKABLE:
        return redirect(way(request, "page", token))
    if request.method == "POST":
        return _keep(request, link)
    unsent = kept_here(request, link, ASK)
    typed, refused = (unsent.typed, unsent.refused) if unsent else ({}, {})
    return _page(request, link, typed=typed, refused=refused, done=_done(request, link))


def _keep(
    request: HttpRequest, link: Opened, refused: Mapping[str, str] | None = None
) -> HttpResponse:
    typed = {name: request.POST.get(name, "") for name in ("text", "phone", "when")}
    return keep_and_show(request, link, "ask", form=ASK, typed=typed, refused=refused)


def _ask(request: HttpRequest, link: Opened, kind: str) -> HttpResponse:
    try:
        if kind == Kind.CALL:
            return _call(request, link)
        return _send(request, link, kind, text=request.POST.get("text", ""))
    except requests.NotAskable as error:
        # A newer version that waits for an answer is not gone: the page it was asked from is.
        newer = error.state in {"unopened", "open"}
        return changed(request, link) if newer else too_late(request, link)
    except InvalidFields as error:
        return _keep(request, link, error.problems)
    except requests.TooManyRequests:
        if kind == Kind.NEW_QUOTE:
            raise
        field = "phone" if kind == Kind.CALL else "text"
        return _keep(request, link, {field: "too_many_waiting"})


def _call(request: HttpRequest, link: Opened) -> HttpResponse:
    when = request.POST.get("when", "")
    typed = request.POST.get("phone", "").strip()
    if not typed and not _known_phone(link):
        raise InvalidFields({"phone": "phone_missing"})
    if not typed:
        return _send(request, link, Kind.CALL, when=when)
    try:
        number = parse_phone(typed)
    except NotAPhoneNumber:
        raise InvalidFields({"phone": "not_a_phone_number"}) from None
    text = f"Ring {number.display}"
    return _send(request, link, Kind.CALL, text=text, when=when, done="call-other")


def _send(
    request: HttpRequest,
    link: Opened,
    kind: str,
    *,
    text: str = "",
    when: str = "",
    done: str = "",
) -> HttpResponse:
    requests.ask(
        token=link.token, kind=kind, text=text, when=when, visit=visit_of(request), now=link.now
    )
    page = "page" if kind == Kind.NEW_QUOTE else "ask"
    query = {"klart": done or kind} | ({"nar": when} if when in CALL_TIMES else {})
    if kind == Kind.CALL and request.POST.get("text", "").strip():
        # A question was begun beside it: it is neither sent with the call nor lost.
        typed = {"text": request.POST["text"]}
        return keep_and_show(request, link, "ask", form=ASK, typed=typed, query=query)
    return HttpResponseRedirect(way(request, page, link.token, **query), status=303)


def _sentences(refused: Mapping[str, str], length: int) -> dict[str, str]:
    return {
        field: too_long(requests.LONGEST_TEXT, length)
        if code == "too_long"
        else customer_sentence(code)
        for field, code in refused.items()
    }


def show_asking_first(request: HttpRequest, link: Opened, replies: Replies) -> HttpResponse:
    """Only questions and no yes: that is no answer yet, so the questions are what may be sent."""
    texts = [
        f"{short_title(card)}: {replies.to(card).question}".rstrip(": ")
        for card in replies.asked(cards_of(link.view.content))
    ]
    return _page(request, link, typed={"text": "\n".join(texts)}, nothing_ordered=True)


def _page(
    request: HttpRequest,
    link: Opened,
    *,
    typed: Mapping[str, str],
    refused: Mapping[str, str] | None = None,
    done: str = "",
    nothing_ordered: bool = False,
) -> HttpResponse:
    problems = _sentences(refused or {}, len(typed.get("text", "")))
    context = link.frame() | {
        "answered": link.view.state != "open",
        "talk": talk(link.view),
        "told_by_sms": link.view.document.method == "sms",
        "answer_by": weekday_date(last_day(link.view.content)),
        "opening_hours": link.view.workshop.opening_hours,
        "phone": _known_phone(link),
        "text": typed.get("text", ""),
        "typed_phone": typed.get("phone", ""),
        "when": typed.get("when", ""),
        "done": done,
        "nothing_ordered": nothing_ordered,
        "problems": problems,
    }
    return render(request, "portal/ask.html", context, status=WRONG if problems else 200)


def _known_phone(link: Opened) -> str:
    """The number that staff will ring: where the link was sent, or what the quote says."""
    document = link.view.document
    if document.method == "sms":
        return display_phone(document.recipient_address)
    return link.view.content["customer"]["phone"]


def _done(request: HttpRequest, link: Opened) -> str:
    done = request.GET.get("klart", "")
    if done == Kind.QUESTION:
        return str(QUESTION_SENT)
    when = CALL_TIMES.get(request.GET.get("nar", ""), CALL_TIMES["asap"])
    if done == Kind.CALL and _known_phone(link):
        number = _known_phone(link).replace(" ", NBSP)
        return _("Vi ringer dig %(when)s på %(number)s. Blir det upptaget försöker vi igen.") % {
            "when": when,
            "number": number,
        }
    if done in {Kind.CALL, "call-other"}:
        return _(
            "Vi ringer dig %(when)s på numret du skrev. Blir det upptaget försöker vi igen."
        ) % {"when": when}
    return ""
