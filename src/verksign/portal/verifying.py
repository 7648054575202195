"""*Är PDF:en äkta?*: anybody may ask; the file is read in memory and kept nowhere."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from verksign.documents.keys import NoRoot
from verksign.documents.verdict import LARGEST_PDF, Verdict, VerdictKind
from verksign.domain.canonical import from_utc_text
from verksign.portal.showing import WRONG
from verksign.portal.times import to_the_second
from verksign.portal.trouble import NO_SEALS_YET, trouble_page
from verksign.portal.walls import FILES_BY_ADDRESS, public
from verksign.usecases.setup.throttle import spend
from verksign.usecases.signing.verify import root_pem, verify_file
from verksign.wording.customer import customer_sentence
from verksign.wording.visitors import address_of

GENUINE, CHANGED, FOREIGN, NOT_PDF = "genuine", "changed", "foreign", "not-pdf"
OUTCOMES = {
    VerdictKind.IDENTICAL: GENUINE,
    VerdictKind.UNCHANGED: GENUINE,
    VerdictKind.CHANGED: CHANGED,
    VerdictKind.SOMEONE_ELSE: FOREIGN,
    VerdictKind.NOT_SEALED: FOREIGN,
    VerdictKind.UNREADABLE: NOT_PDF,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is told of a file that is byte for byte ours."""

    document_id: str
    version: int
    answered_at: str
    sealed_at: str
    level: str
    amounts_agree: bool
    sha256: str


@require_http_methods(["GET", "HEAD", "POST"])
@public
def verify(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request)
    spend(limit=FILES_BY_ADDRESS, subject=address_of(request), now=timezone.now())
    file = request.FILES.get("file")
    if file is None or not file.size:
        return _page(request, problem="file_missing")
    if file.size > LARGEST_PDF:
        return _page(request, problem="file_too_large")
    try:
        return _verdict(request, verify_file(file.read()))
    except NoRoot:
        return trouble_page(request, NO_SEALS_YET)


@require_safe
@public
def root(request: HttpRequest) -> HttpResponse:
    """The root certificate, for whoever wants to verify without us."""
    try:
        return HttpResponse(root_pem(), content_type="application/x-pem-file")
    except NoRoot:
        return trouble_page(request, NO_SEALS_YET)


def _page(request: HttpRequest, *, problem: str = "") -> HttpResponse:
    context = {"problem": customer_sentence(problem) if problem else ""}
    return render(request, "portal/verify.html", context, status=WRONG if problem else 200)


def _verdict(request: HttpRequest, verdict: Verdict) -> HttpResponse:
    outcome = OUTCOMES[verdict.kind]
    context = {
        "outcome": "disagrees" if outcome == GENUINE and not verdict.holds else outcome,
        "organisation": (verdict.seal and verdict.seal.organisation) or _("oss"),
        "facts": _facts(verdict) if verdict.kind is VerdictKind.IDENTICAL else None,
    }
    return render(request, "portal/verdict.html", context)


def _facts(verdict: Verdict) -> Facts | None:
    enclosed, seal = verdict.enclosed, verdict.seal
    if enclosed is None or seal is None:
        return None
    return Facts(
        document_id=enclosed.document_id,
        version=enclosed.version,
        answered_at=to_the_second(from_utc_text(enclosed.answered_at)),
        sealed_at=to_the_second(seal.sealed_at) if seal.sealed_at else "",
        level=seal.level,
        amounts_agree=enclosed.amounts_agree,
        sha256=verdict.sha256,
    )
