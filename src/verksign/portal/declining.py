"""*Nej tack till hela offerten*: one page, one button, and no reason is asked twice."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from verksign.domain.severity import Severity
from verksign.portal.changed import show_changed
from verksign.portal.showing import WRONG, Opened, opened, show_gone
from verksign.portal.speech import SWEDISH, way
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
    if request.method == "POST":
        return _say_no(request, link)
    if link.view.state != "open":
        return redirect(way(request, "page", token))
    return _page(request, link)


def _say_no(request: HttpRequest, link: Opened) -> HttpResponse:
    reason = _reason(request)
    try:
        answer.decline(
            token=link.token,
            content_sha256=request.POST.get("content", ""),
            reason=reason,
            visit=visit_of(request),
            now=link.now,
        )
    except answer.AlreadyAnswered as error:
        if not error.same:
            return show_gone(request, opened(request, link.token, link.now))
    except answer.NoLongerOpen:
        return show_gone(request, opened(request, link.token, link.now))
    except answer.ContentChanged:
        return show_changed(request, opened(request, link.token, link.now))
    except InvalidFields:
        return _page(request, link, problem=too_long(answer.LONGEST_REASON, len(reason)))
    return back_to(request, link.token)


def _page(request: HttpRequest, link: Opened, *, problem: str = "") -> HttpResponse:
    context: dict[str, Any] = link.frame() | {
        "urgent": [
            job["title"] for job in link.view.content["jobs"] if job["severity"] == Severity.URGENT
        ],
        "reasons": REASONS,
        "reason": request.POST.get("reason", ""),
        "text": request.POST.get("text", ""),
        "problem": problem,
    }
    return render(request, "portal/decline.html", context, status=WRONG if problem else 200)


def _reason(request: HttpRequest) -> str:
    # Staff read it and the paper prints it: in Swedish, whatever language the page speaks.
    with translation.override(SWEDISH):
        chosen = str(REASONS.get(request.POST.get("reason", ""), ""))
    return ": ".join(part for part in (chosen, request.POST.get("text", "").strip()) if part)
