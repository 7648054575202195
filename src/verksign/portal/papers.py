"""The two papers of a link: the offer as it was frozen, and the sealed answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from verksign.domain.content import Content
from verksign.domain.drafts import Purpose
from verksign.portal.showing import Opened, opened
from verksign.portal.speech import way
from verksign.portal.trouble import NOT_READY, trouble_page
from verksign.portal.walls import by_link, spend_paper
from verksign.records.models import Blob

NOUNS: dict[str, str] = {Purpose.UPSELL: "Tillägg", Purpose.ORDER_CONFIRMATION: "Orderbekräftelse"}
SHOWS_OFFER = {"open", "signed", "rejected"}


@require_safe
@by_link
def offer(request: HttpRequest, token: str) -> HttpResponse:
    """Only once the page has been opened: the paper has names and prices, and machines follow links."""
    link = _opened(request, token)
    if link.view.state not in SHOWS_OFFER:
        return redirect(way(request, "page", token))
    return _paper(request, link.view.document.pdf, _name(link.view.content, "Offert"))


@require_safe
@by_link
def agreement(request: HttpRequest, token: str) -> HttpResponse:
    link = _opened(request, token)
    if link.view.state not in {"signed", "rejected"}:
        return redirect(way(request, "page", token))
    word = "Avtal" if link.view.state == "signed" else "Svar"
    return _paper(request, link.view.document.sealed, _name(link.view.content, word))


def _name(content: Content, word: str) -> str:
    noun = NOUNS.get(content["purpose"], word)
    return f"{noun} {content['number']}.pdf"


def _opened(request: HttpRequest, token: str) -> Opened:
    now = timezone.now()
    link = opened(request, token, now)
    spend_paper(request, token, now)
    return link


def _paper(request: HttpRequest, blob: Blob | None, name: str) -> HttpResponse:
    if blob is None:
        return trouble_page(request, NOT_READY)
    response = HttpResponse(blob.read(), content_type="application/pdf")
    disposition = content_disposition_header(as_attachment=False, filename=name)
    response["Content-Disposition"] = disposition or "inline"
    return response
