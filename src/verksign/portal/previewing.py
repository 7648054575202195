"""The customer's page before anything is sent: shown to staff by a pass, with no link and nothing to press."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from verksign.domain.content import Content, digest
from verksign.portal.additions import hurry_of, only_confirms
from verksign.portal.choices import first_replies
from verksign.portal.confirming import confirming_context
from verksign.portal.pages import frame
from verksign.portal.reading import reading_page
from verksign.portal.showing import reading_context, reading_template
from verksign.portal.speech import SWEDISH, speak
from verksign.portal.trouble import NO_PREVIEW, trouble_page
from verksign.portal.walls import CSP, private
from verksign.usecases.signing.preview_pass import PassExpired, preview_by_pass

NO_LINK = "forhandsvisning"
PREVIEW = "/forhandsvisning/"
"""Stands where the token will be: it is made when the message is handed over."""
CSP_IN_A_FRAME: dict[str, list[str]] = {
    **CSP,
    "sandbox": [""],
    "form-action": ["'none'"],
    "frame-ancestors": ["'self'"],
}


@require_safe
@xframe_options_sameorigin
@csp_override(CSP_IN_A_FRAME)
def preview(request: HttpRequest, given: str) -> HttpResponse:
    try:
        content = preview_by_pass(given=given, now=timezone.now()).content
    except PassExpired:
        content = None
    if content is None:
        return private(trouble_page(request, NO_PREVIEW))
    with translation.override(SWEDISH):
        speak(request, SWEDISH)
        return private(HttpResponse(_page(request, content, given)))


def _page(request: HttpRequest, content: Content, given: str) -> str:
    context = frame(content, content_sha256=digest(content), token=NO_LINK)
    context |= {"pictures": f"{PREVIEW}{given}/bild/", "logos": f"{PREVIEW}{given}/logo/"}
    context |= _matter_of(content)
    page = render_to_string("portal/preview.html", context, request)
    # The links of the real page lead on by its token; here they lead nowhere.
    return page.replace('href="/o/', 'data-to="/o/').replace(
        f'href="{PREVIEW}', f'data-to="{PREVIEW}'
    )


def _matter_of(content: Content) -> dict[str, Any]:
    if only_confirms(content):
        return {"shown": "portal/confirm.html", **confirming_context(content)}
    page = reading_page(content, first_replies(content))
    hurry = hurry_of(content, timezone.now())
    return {"shown": reading_template(content), "hurry": hurry, **reading_context(content, page)}
