"""*Prissätt*: one job of an order in the quote's own grid, and for an extra job where it stands in the four steps."""

import hashlib
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from verksign.domain.access import Permission
from verksign.domain.queues import Queue
from verksign.records.models import Job, ServiceDocument
from verksign.staff.attachments.listing import Listing, listing
from verksign.staff.http import StaffRequest, staff_only
from verksign.staff.orders.finding import order_for
from verksign.staff.quotes.jobs import job_views
from verksign.staff.quotes.refused import NOTHING, Refused
from verksign.usecases.quotes.editing import QuoteLocked
from verksign.usecases.quotes.order_jobs import job_lock
from verksign.usecases.quotes.order_taking import OrderClosed
from verksign.usecases.quotes.pricing import price
from verksign.wording.errors import sentence
from verksign.wording.labels import label

PAGE = "staff/orders/extra_job.html"
PARTS = "staff/orders/extra_job/parts.html"


@require_safe
@staff_only
def extra_job(request: StaffRequest, order_id: UUID, job_id: UUID) -> HttpResponse:
    """The page; for its own poll the parts as they are now, or 204 while what is shown is true."""
    context = context_of(request, order_for(request, order_id), job_id, NOTHING)
    if not request.htmx:
        return render(request, PAGE, context)
    if request.GET.get("v") == context["digest"]:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return render(request, PARTS, context)


def answer(
    request: StaffRequest,
    order_id: UUID,
    page_job: UUID,
    refused: Refused = NOTHING,
    *,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """After an edit: htmx gets the parts that may have changed; a plain form the page."""
    if not request.htmx and status == HTTPStatus.OK:
        return redirect("staff:extra-job", request.workshop.slug, order_id, page_job)
    context = context_of(request, order_for(request, order_id), page_job, refused)
    template = PARTS if request.htmx else PAGE
    return render(request, template, context | {"tell": True}, status=status)


def context_of(
    request: StaffRequest, order: ServiceDocument, job_id: UUID, refused: Refused
) -> dict[str, Any]:
    jobs = [job for job in order.jobs.prefetch_related("lines") if job.id == job_id]
    if not jobs:
        raise Http404
    job = jobs[0]
    lock = _lock(order, job)
    views = job_views(order, jobs, price(order, jobs), refused)
    return {
        # The grid is the quote's own, and calls what it belongs to so.
        "quote": order,
        "pricing": True,
        "job": views[0],
        "jobs": views,
        "lock": lock,
        "editable": not lock and request.actor.may(Permission.WRITE),
        "may_send": job.queue == Queue.PRICED and request.actor.may(Permission.SEND),
        "steps": [(queue, label(queue, "queue")) for queue in Queue.steps()] if job.queue else [],
        "now_at": Queue(job.queue).step if job.queue else 0,
        "attachments": _of_job(listing(order, jobs, refused), job.id),
        "digest": digest(order, job),
    }


def _of_job(found: Listing, job_id: UUID) -> Listing:
    """What belongs to the job alone."""
    groups = tuple(group for group in found.groups if group.job_id == job_id)
    return Listing(groups, tuple(choice for choice in found.choices if choice[0] == str(job_id)))


def _lock(order: ServiceDocument, job: Job) -> str:
    """Why it cannot be edited, in words, or nothing."""
    if order.closed_at is not None:
        return sentence(OrderClosed(order.id))
    reason = job_lock(order, job)
    return sentence(QuoteLocked(reason)) if reason else ""


def digest(order: ServiceDocument, job: Job) -> str:
    shown = (order.version, order.closed_at, job.queue, job.queue_at, job.digital_status)
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]
