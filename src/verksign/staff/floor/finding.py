"""
*Ny anmärkning*: what was seen, how urgent it is, and photos of it.

A plain form sends everything at once. The script sends the same form once for each photo, each time with all that was
told and the report's key, so that a network that is lost in between doubles nothing and loses nothing.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from verksign.documents.files import LARGEST_FILE, Fault, FileRefused
from verksign.domain.access import Permission
from verksign.domain.severity import Severity
from verksign.records.models import Job, Package
from verksign.records.models.registers import RegisterQuerySet
from verksign.staff.floor.today import Car
from verksign.staff.floor.views import car_within
from verksign.staff.http import StaffRequest, requires
from verksign.usecases.attachments.rows import NoRoom
from verksign.usecases.quotes.editing import QuoteLocked
from verksign.usecases.quotes.order_taking import OrderClosed
from verksign.usecases.registers.fields import InvalidFields
from verksign.usecases.upsell.photograph import add_photo
from verksign.usecases.upsell.report import report_finding
from verksign.wording.errors import sentence, sentences

PAGE = "staff/floor/finding.html"
JSON = "application/json"
LONGEST = 4000
KEY = re.compile(r"[0-9a-f]{32}")
PHOTO_KEY = re.compile(r"[0-9a-f]{32}-[0-9]{1,2}")
MOST_AT_ONCE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    key: str
    finding: str = ""
    severity: str = ""
    package_id: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.REPORT_FINDING)
def report(request: StaffRequest, order_id: UUID) -> HttpResponse:
    if request.method != "POST":
        return _page(request, car_within(request, order_id), Typed(key=secrets.token_hex(16)))
    if JSON in request.headers.get("Accept", ""):
        return _for_script(request, order_id)
    try:
        job = _report(request, order_id)
    except InvalidFields as error:
        return _refused(request, order_id, _typed(request, problems=sentences(error)))
    except OrderClosed as error:
        return _refused(request, order_id, _typed(request, problem=sentence(error)))
    for number, file in enumerate(request.FILES.getlist("file")[:MOST_AT_ONCE]):
        _put_or_tell(request, job, file, f"{job.report_key}-{number}")
    messages.success(request, _told(job))
    return redirect("staff:floor-order", request.workshop.slug, order_id)


def _for_script(request: StaffRequest, order_id: UUID) -> JsonResponse:
    """200 when it is kept, 422 with what is wrong, 409 when the person or the order is no longer what it was."""
    if request.POST.get("user", str(request.user.pk)) != str(request.user.pk):
        return _answer(HTTPStatus.CONFLICT, _("Det här skrev någon annan, som får skicka det."))
    try:
        job = _report(request, order_id)
        for file in request.FILES.getlist("file")[:1]:
            _put(request, job, file, request.POST.get("photo_key", ""))
    except InvalidFields as error:
        return _answer(HTTPStatus.UNPROCESSABLE_ENTITY, sentence(error))
    except FileRefused as error:
        busy = error.fault is Fault.BUSY
        status = HTTPStatus.SERVICE_UNAVAILABLE if busy else HTTPStatus.UNPROCESSABLE_ENTITY
        return _answer(status, sentence(error), photo=True)
    except (NoRoom, QuoteLocked) as error:
        return _answer(HTTPStatus.UNPROCESSABLE_ENTITY, sentence(error), photo=True)
    except OrderClosed as error:
        return _answer(HTTPStatus.CONFLICT, sentence(error))
    return _answer(HTTPStatus.OK, _told(job))


def _answer(status: HTTPStatus, words: str, *, photo: bool = False) -> JsonResponse:
    return JsonResponse({"sentence": words, "photo": photo}, status=status)


def _report(request: StaffRequest, order_id: UUID) -> Job:
    typed = _typed(request)
    try:
        return report_finding(
            order_id=order_id,
            finding=typed.finding,
            severity=typed.severity,
            package_id=_package(request, typed.package_id),
            key=typed.key,
            by=request.actor,
            now=timezone.now(),
        )
    except ObjectDoesNotExist:
        raise Http404 from None


def _typed(
    request: StaffRequest, *, problems: Mapping[str, str] | None = None, problem: str = ""
) -> Typed:
    key = request.POST.get("key", "")
    # Without a key of ours, as from a page that is not ours, each press is a finding of its own.
    return Typed(
        key=key if KEY.fullmatch(key) else secrets.token_hex(16),
        finding=request.POST.get("finding", "")[:LONGEST].replace("\x00", ""),
        severity=request.POST.get("severity", "")[:20],
        package_id=request.POST.get("package_id", "")[:40],
        problems=problems or {},
        problem=problem,
    )


def _package(request: StaffRequest, typed: str) -> UUID | None:
    if not typed:
        return None
    known = {str(row) for row in _packages(request).values_list("id", flat=True)}
    if typed not in known:
        raise Http404
    return UUID(typed)


def _packages(request: StaffRequest) -> RegisterQuerySet[Package]:
    return Package.objects.visible_to(request.actor).sorted()


def _put_or_tell(
    request: StaffRequest, job: Job, file: "UploadedFile[bytes]", photo_key: str
) -> None:
    """One photo that cannot be read loses nothing of the others."""
    try:
        _put(request, job, file, photo_key)
    except (FileRefused, NoRoom, OrderClosed, QuoteLocked) as error:
        messages.error(request, f"{file.name}: {sentence(error)}")


def _put(request: StaffRequest, job: Job, file: "UploadedFile[bytes]", photo_key: str) -> None:
    if (file.size or 0) > LARGEST_FILE:
        raise FileRefused(Fault.TOO_LARGE)
    ours = PHOTO_KEY.fullmatch(photo_key) and photo_key.startswith(f"{job.report_key}-")
    add_photo(
        job_id=job.id,
        data=file.read(),
        name=file.name or "",
        key=photo_key if ours else secrets.token_hex(16),
        by=request.actor,
        now=timezone.now(),
    )


def _told(job: Job) -> str:
    return _("Anmärkningen är skickad: %(title)s") % {"title": job.title}


def _refused(request: StaffRequest, order_id: UUID, typed: Typed) -> HttpResponse:
    return _page(request, car_within(request, order_id), typed, HTTPStatus.UNPROCESSABLE_ENTITY)


def _page(
    request: StaffRequest, car: Car, typed: Typed, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    context = {
        "car": car,
        "order": car.order,
        "typed": typed,
        "grades": list(Severity),
        "packages": _packages(request)[:60],
        "phrases": _phrases(),
        "adviser": car.order.adviser.name.split(" ")[0],
    }
    return render(request, PAGE, context, status=status)


def _phrases() -> list[str]:
    """What is found most often; one tap writes it."""
    return [
        _("Bromsbelägg slitna"),
        _("Däck slitna"),
        _("Oljeläckage"),
        _("Glapp"),
        _("Lampa trasig"),
        _("Rost"),
        _("Vänster fram"),
        _("Höger fram"),
        _("Vänster bak"),
        _("Höger bak"),
    ]
