"""The customer's way: open, read and answer, check, order; every deed is one use case."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from verksign.domain.answers import AnswersIncomplete, ChoiceNotAllowed
from verksign.domain.machines import machine_reason
from verksign.portal.asking import show_asking_first
from verksign.portal.changed import show_changed
from verksign.portal.choices import Replies, cards_of, read_replies
from verksign.portal.reading import accepted_ids, job_answers, reply_problems
from verksign.portal.showing import Opened, opened, show, show_check, show_gone, show_reading
from verksign.portal.typed import Typed, problems_of, typed_of
from verksign.portal.unsent import (
    ANSWER,
    HAD,
    LATE,
    NOTICE,
    OPEN,
    answers_of,
    changed,
    keep_answers,
    kept_for,
    reading_of,
    refusal,
    too_late,
)
from verksign.portal.walls import a_deed, back_to, by_link, by_link_keeping, visit_of
from verksign.records.models import Unsent
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

MOST_DIGITS = 15


@require_http_methods(["GET", "HEAD", "POST"])
@by_link_keeping
def page(request: HttpRequest, token: str) -> HttpResponse:
    """What the link shows. POST is *Ändra*: the answers come back with the page, and nothing is done."""
    now = timezone.now()
    link = opened(request, token, now)
    if request.method == "POST":
        return refusal(request, link) or keep_answers(request, link, "page")
    count_access(link=link.view.document.link, now=now)
    _note_machine(request, link)
    state, had = link.view.state, request.GET.get(HAD, "")
    if state in OPEN and had not in {"", str(link.view.document.version)}:
        return show_changed(request, link, had)
    if state not in OPEN and request.GET.get(NOTICE) == LATE:
        return show_gone(request, link)
    if state == "open":
        return show_reading(request, link, **reading_of(request, link))
    return show(request, link)


@require_safe
@by_link
def capital(request: HttpRequest, token: str) -> HttpResponse:
    """A keyboard began the address with a capital; of the token itself no letter can be guessed."""
    return back_to(request, token)


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


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def check(request: HttpRequest, token: str) -> HttpResponse:
    """*Gå vidare*: nothing is answered by it; what would be ordered is shown by GET."""
    link = opened(request, token, timezone.now())
    if request.method == "POST":
        return refusal(request, link) or keep_answers(request, link, "check")
    unsent = kept_for(request, link, ANSWER)
    if unsent is None or link.view.state not in OPEN:
        return back_to(request, token)
    if unsent.document_id != link.view.document.pk:
        return changed(request, link, unsent.document.version)
    return _checked(request, link, unsent)


def _checked(request: HttpRequest, link: Opened, unsent: Unsent) -> HttpResponse:
    content, refused = link.view.content, unsent.refused
    replies, typed = answers_of(content, unsent)
    problems = reply_problems(content, replies)
    if problems:
        return show_reading(request, link, problems=problems, **reading_of(request, link))
    if replies.asked(cards_of(content)) and not accepted_ids(content, replies):
        return show_asking_first(request, link, replies)
    if "total" in refused:
        stale = customer_sentence(refused["total"])
        return show_check(request, link, replies, typed, stale=stale)
    return show_check(request, link, replies, typed, problems=problems_of(refused, typed))


@a_deed
def order(request: HttpRequest, token: str) -> HttpResponse:
    link = opened(request, token, timezone.now())
    content = link.view.content
    try:
        sign(
            token=token,
            content_sha256=request.POST.get("content", ""),
            signature=_signature(
                request, link, read_replies(content, request.POST), typed_of(content, request.POST)
            ),
            visit=visit_of(request),
            now=link.now,
        )
    except AlreadyAnswered as error:
        return back_to(request, token) if error.same else too_late(request, link)
    except (NoLongerOpen, ContentChanged):
        return _too_late(request, opened(request, token, link.now))
    except (AnswersIncomplete, ChoiceNotAllowed):
        return refusal(request, link) or keep_answers(request, link, "check")
    except InvalidFields as error:
        return keep_answers(request, link, "check", error.problems)
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


def _too_late(request: HttpRequest, link: Opened) -> HttpResponse:
    total = {"total": "total_changed"}
    return refusal(request, link) or keep_answers(request, link, "check", total)
