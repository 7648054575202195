"""
The photos and PDFs themselves: a link gives those that its own document froze, and no others.

A picture is asked for by what it is, so the browser may keep it; what lies on the way may not.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from verksign.domain.content import Content
from verksign.domain.content_files import all_files, picture_digests
from verksign.domain.tokens import looks_like_token
from verksign.portal.papers import SHOWS_OFFER
from verksign.portal.showing import opened
from verksign.portal.walls import private, public, spend_paper
from verksign.records.models import Blob, Workshop
from verksign.usecases.signing.preview_pass import PassExpired, preview_by_pass
from verksign.usecases.signing.visit import CustomerView, UnknownLink

type OneOf = Callable[[Content, Workshop, str], HttpResponse]

KEPT_BY_THE_BROWSER = "private, max-age=86400, immutable"


@require_safe
@csp_override(settings.PICTURE_CSP)
@public
def picture(request: HttpRequest, token: str, sha256: str) -> HttpResponse:
    """One size of one photo, once the page has been opened; machines follow links, too."""
    view = _shown(request, token)
    if view is None:
        return HttpResponseNotFound()
    return _picture(view.content, view.workshop, sha256)


@require_safe
@csp_override(settings.FILE_CSP)
@public
def logo(request: HttpRequest, token: str, sha256: str) -> HttpResponse:
    """The workshop's logo as it was frozen: it stands on the opening page too, and tells nothing of the matter."""
    if not looks_like_token(token):
        raise UnknownLink
    view = opened(request, token, timezone.now()).view
    return _logo(view.content, view.workshop, sha256)


@require_safe
@csp_override(settings.FILE_CSP)
@public
def attached(request: HttpRequest, token: str, sha256: str) -> HttpResponse:
    view = _shown(request, token)
    files = {file["sha256"]: file for file in all_files(view.content)} if view else {}
    if view is None or sha256 not in files:
        return HttpResponseNotFound()
    spend_paper(request, token, timezone.now())
    name = files[sha256]["name"]
    response = _file(view.workshop, sha256)
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    return response


@require_safe
@csp_override(settings.PICTURE_CSP)
def preview_picture(request: HttpRequest, given: str, sha256: str) -> HttpResponse:
    """A photo of the preview, for the holder of its pass."""
    return _previewed(given, _picture, sha256)


@require_safe
@csp_override(settings.FILE_CSP)
def preview_logo(request: HttpRequest, given: str, sha256: str) -> HttpResponse:
    return _previewed(given, _logo, sha256)


def _previewed(given: str, one_of: OneOf, sha256: str) -> HttpResponse:
    try:
        seen = preview_by_pass(given=given, now=timezone.now())
    except PassExpired:
        return private(HttpResponseNotFound())
    if seen.content is None or seen.workshop is None:
        return private(HttpResponseNotFound())
    return private(one_of(seen.content, seen.workshop, sha256))


def _shown(request: HttpRequest, token: str) -> CustomerView | None:
    if not looks_like_token(token):
        raise UnknownLink
    view = opened(request, token, timezone.now()).view
    return view if view.state in SHOWS_OFFER else None


def _logo(content: Content, workshop: Workshop, sha256: str) -> HttpResponse:
    frozen = content["workshop"].get("logo")
    if not frozen or frozen["sha256"] != sha256:
        return HttpResponseNotFound()
    response = _file(workshop, sha256)
    response["Cache-Control"] = KEPT_BY_THE_BROWSER
    return response


def _picture(content: Content, workshop: Workshop, sha256: str) -> HttpResponse:
    if sha256 not in picture_digests(content):
        return HttpResponseNotFound()
    response = _file(workshop, sha256)
    response["Cache-Control"] = KEPT_BY_THE_BROWSER
    return response


def _file(workshop: Workshop, sha256: str) -> HttpResponse:
    blob = Blob.objects.select_related("workshop").get(workshop=workshop, sha256=sha256)
    return HttpResponse(blob.read(), content_type=blob.mime)
