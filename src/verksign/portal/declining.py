"""*Nej tack till hela offerten*: one page, one button, and no reason is asked twice."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from verksign.domain.drafts import Purpose
from verksign.domain.severity import Severity
from verksign.portal.showing import WRONG, Opened, opened
from verksign.portal.speech import SWEDISH, way
from verksign.portal.unsent import DECLINE, keep_and_show, kept_here, refusal, too_late
from verksign.portal.walls import back_to, by_link, visit_of
from verksign.usecases.registers.fields import InvalidFields
from verksign.usecases.signing import answer
from verksign.wording.customer import too_long

REASONS = {
    "price": _("Det blev för dyrt"),
    "elsewhere": _("Någon annan gör jobbet"),
    "wait": _("Jag vill vänta"),
    "sold": _("Jag säljer bilen"),
    "other": _("Något annat"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def decline(request: HttpRequest, token: str) -> HttpResponse:
    link = opened(request, token, timezone.now())
    if request.method == "POST" and "keep" not in request.POST:
        return _say_no(request, link)
    if link.view.state != "open":
        return redirect(way(request, "page", token))
    return _keep(request, link) if request.method == "POST" else _page(request, link)


def _keep(
    request: HttpRequest, link: Opened, refused: Mapping[str, str] | None = None
) -> HttpResponse:
    typed = {name: request.POST.get(name, "") for name in ("reason", "text")}
    return keep_and_show(request, link, "decline", form=DECLINE, typed=typed, refused=refused)


def _say_no(request: HttpRequest, link: Opened) -> HttpResponse:
    try:
        answer.decline(
            token=link.token,
            content_sha256=request.POST.get("content", ""),
            reason=_reason(request.POST),
            visit=visit_of(request),
            now=link.now,
        )
    except answer.AlreadyAnswered as error:
        if not error.same:
            return too_late(request, link)
    except (answer.NoLongerOpen, answer.ContentChanged):
        fresh = opened(request, link.token, link.now)
        return refusal(request, fresh) or back_to(request, link.token)
    except InvalidFields as error:
        return _keep(request, link, error.problems)
    return back_to(request, link.token)


def _page(request: HttpRequest, link: Opened) -> HttpResponse:
    unsent = kept_here(request, link, DECLINE)
    typed, refused = (unsent.typed, unsent.refused) if unsent else ({}, {})
    length = len(_reason(typed))
    context: dict[str, Any] = link.frame() | {
        "urgent": [
            job["title"] for job in link.view.content["jobs"] if job["severity"] == Severity.URGENT
        ],
        "reasons": REASONS,
        "corrects": link.view.document.purpose == Purpose.ORDER_CONFIRMATION,
        "reason": typed.get("reason", ""),
        "text": typed.get("text", ""),
        "problem": too_long(answer.LONGEST_REASON, length) if refused else "",
    }
    return render(request, "portal/decline.html", context, status=WRONG if refused else 200)


def _reason(typed: Mapping[str, str]) -> str:
    # Staff read it and the paper prints it: in Swedish, whatever language the page speaks.
    with translation.override(SWEDISH):
        chosen = str(REASONS.get(typed.get("reason", ""), ""))
    return ": ".join(part for part in (chosen, typed.get("text", "").strip()) if part)
