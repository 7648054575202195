"""
The files themselves, behind the workshop's wall: pictures drawn anew by us, PDFs as something to save.

A picture's address holds its digest, so a browser may keep it for as long as it likes; nobody on the way may.
"""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from verksign.records.models import Attachment, Blob
from verksign.staff.http import StaffRequest, staff_only

KEPT_BY_THE_BROWSER = "private, max-age=31536000, immutable"


@require_safe
@csp_override(settings.PICTURE_CSP)
@staff_only
def picture(
    request: StaffRequest, quote_id: UUID, attachment_id: UUID, sha256: str
) -> HttpResponse:
    """One of the photo's sizes, with or without what has been drawn on it."""
    return photo_of(request, quote_id, attachment_id, sha256)


def photo_of(
    request: StaffRequest, quote_id: UUID, attachment_id: UUID, sha256: str
) -> HttpResponse:
    row = _row(request, quote_id, attachment_id, Attachment.Kind.PHOTO)
    kept = (row.blob, row.page, row.thumbnail, row.original)
    blob = next((each for each in kept if each and each.sha256 == sha256), None)
    if blob is None:
        raise Http404
    response = _file(blob)
    response["Cache-Control"] = KEPT_BY_THE_BROWSER
    return response


@require_safe
@csp_override(settings.FILE_CSP)
@staff_only
def attached_pdf(request: StaffRequest, quote_id: UUID, attachment_id: UUID) -> HttpResponse:
    row = _row(request, quote_id, attachment_id, Attachment.Kind.PDF)
    response = _file(row.blob)
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=row.name) or "attachment"
    )
    return response


def _row(
    request: StaffRequest, quote_id: UUID, attachment_id: UUID, kind: Attachment.Kind
) -> Attachment:
    rows = Attachment.objects.visible_to(request.actor).filter(kind=kind)
    files = ("blob", "page", "thumbnail", "original")
    found = rows.select_related(*(f"{name}__workshop" for name in files))
    return get_object_or_404(found, id=attachment_id, document_id=quote_id)


def _file(blob: Blob) -> HttpResponse:
    return HttpResponse(blob.read(), content_type=blob.mime)
