"""The customer's way: open, read and answer, check, order; every deed is one use case."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from verksign.domain.answers import AnswersIncomplete, ChoiceNotAllowed
from verksign.domain.machines import machine_reason
from verksign.portal.asking import show_asking_first
from verksign.portal.changed import show_changed
from verksign.portal.choices import Replies, cards_of, read_replies
from verksign.portal.reading import accepted_ids, job_answers, reply_problems
from verksign.portal.showing import Opened, opened, show, show_check, show_gone, show_reading
from verksign.portal.typed import Typed, problems_of, typed_of
from verksign.portal.walls import a_deed, back_to, by_link, visit_of
from verksign.usecases.registers.fields import InvalidFields
from verksign.usecases.signing.answer import (
    AlreadyAnswered,
    ContentChanged,
    NoLongerOpen,
    Signature,
    sign,
)
from verksign.usecases.signing.fetches import note_fetch
from verksign.usecases.signing.see import see as have_seen
from verksign.usecases.signing.visit import count_access
from verksign.wording.customer import customer_sentence

OPEN = {"unopened", "open"}
MOST_DIGITS = 15


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def page(request: HttpRequest, token: str) -> HttpResponse:
    """What the link shows. POST is *Ändra*: the answers come back with the page, and nothing is done."""
    now = timezone.now()
    link = opened(request, token, now)
    if request.method == "POST":
        return _refusal(request, link) or _read_again(request, link)
    count_access(link=link.view.document.link, now=now)
    _note_machine(request, link)
    return show(request, link)


def _note_machine(request: HttpRequest, link: Opened) -> None:
    """A machine's fetch is written down as what it is; it is no opening, and opens nothing."""
    document, agent = link.view.document, request.headers.get("User-Agent", "")
    reason = machine_reason(
        agent=agent, method=request.method or "", sent_at=document.sent_at, now=link.now
    )
    if reason:
        note_fetch(document=document, reason=reason, agent=agent, now=link.now)


@a_deed
def see(request: HttpRequest, token: str) -> HttpResponse:
    have_seen(token=token, visit=visit_of(request), now=timezone.now())
    return back_to(request, token)


@a_deed
def check(request: HttpRequest, token: str) -> HttpResponse:
    """*Gå vidare*: changes nothing, shows what would be ordered."""
    link = opened(request, token, timezone.now())
    refusal = _refusal(request, link)
    if refusal:
        return refusal
    content = link.view.content
    replies, typed = read_replies(content, request.POST), typed_of(content, request.POST)
    problems = reply_problems(content, replies)
    if problems:
        return show_reading(request, link, replies, problems=problems, kept=_kept(request, link))
    if replies.asked(cards_of(content)) and not accepted_ids(content, replies):
        return show_asking_first(request, link, replies)
    return show_check(request, link, replies, typed)


@a_deed
def order(request: HttpRequest, token: str) -> HttpResponse:
    link = opened(request, token, timezone.now())
    content = link.view.content
    replies, typed = read_replies(content, request.POST), typed_of(content, request.POST)
    try:
        sign(
            token=token,
            content_sha256=request.POST.get("content", ""),
            signature=_signature(request, link, replies, typed),
            visit=visit_of(request),
            now=link.now,
        )
    except AlreadyAnswered as error:
        return (
            back_to(request, token)
            if error.same
            else show_gone(request, opened(request, token, link.now))
        )
    except (NoLongerOpen, ContentChanged):
        return _too_late(request, opened(request, token, link.now))
    except (AnswersIncomplete, ChoiceNotAllowed):
        return check(request, token)
    except InvalidFields as error:
        return show_check(request, link, replies, typed, problems=problems_of(error, typed))
    return back_to(request, token)


def _signature(request: HttpRequest, link: Opened, replies: Replies, typed: Typed) -> Signature:
    content = link.view.content
    total = request.POST.get("total", "")
    return Signature(
        answers=job_answers(content, replies),
        total_ore=int(total) if total.isdecimal() and len(total) <= MOST_DIGITS else -1,
        name=typed.name,
        email=typed.email,
        consents=typed.ticked,
        drawn=typed.drawn,
        questions=replies.questions(cards_of(content)),
    )


def _refusal(request: HttpRequest, link: Opened) -> HttpResponse | None:
    """The page for an answer to something that is no longer there, or None."""
    if link.view.state not in OPEN:
        return show_gone(request, link)
    if request.POST.get("content") != link.view.content_sha256:
        return show_changed(request, link)
    return None


def _too_late(request: HttpRequest, link: Opened) -> HttpResponse:
    refusal = _refusal(request, link)
    if refusal:
        return refusal
    content = link.view.content
    return show_check(
        request,
        link,
        read_replies(content, request.POST),
        typed_of(content, request.POST),
        stale=customer_sentence("total_changed"),
    )


def _read_again(request: HttpRequest, link: Opened) -> HttpResponse:
    replies = read_replies(link.view.content, request.POST)
    return show_reading(request, link, replies, kept=_kept(request, link))


def _kept(request: HttpRequest, link: Opened) -> Typed | None:
    """What the check page had in its fields; nothing before it has been there."""
    return typed_of(link.view.content, request.POST) if "name" in request.POST else None
