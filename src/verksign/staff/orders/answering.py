"""What shows a document after an edit of its jobs: the quote's card, or the page of the order's job."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse

from verksign.records.models import ServiceDocument
from verksign.staff.http import StaffRequest
from verksign.staff.orders import extra_job
from verksign.staff.quotes import card
from verksign.staff.quotes.dialogs import leave
from verksign.staff.quotes.refused import NOTHING, Refused

PAGE_JOB = "X-Extra-Job"
"""Tells which job of an order the page shows."""


def answer(
    request: StaffRequest,
    document_id: UUID,
    /,
    refused: Refused = NOTHING,
    *,
    status: int = HTTPStatus.OK,
    job_id: UUID | None = None,
) -> HttpResponse:
    orders = ServiceDocument.objects.visible_to(request.actor).orders()
    if not orders.filter(id=document_id).exists():
        return card.answer(request, document_id, refused, status=status, job_id=job_id)
    shown = _page_job(request) or job_id
    if shown is None:
        return leave(request, "order", document_id)
    return extra_job.answer(request, document_id, shown, refused, status=status)


def _page_job(request: StaffRequest) -> UUID | None:
    try:
        return UUID(request.headers.get(PAGE_JOB, "") or request.POST.get("page-job", ""))
    except ValueError:
        return None
