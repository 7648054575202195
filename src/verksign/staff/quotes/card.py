"""The quote card: the page, and the same parts sent again after an edit or when something has happened."""

import hashlib
from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from verksign.domain.access import Permission
from verksign.domain.dates import valid_until_passed
from verksign.domain.prices import profile
from verksign.records.models import Membership, ServiceDocument
from verksign.staff.attachments.listing import listing
from verksign.staff.http import StaffRequest, poll, staff_only
from verksign.staff.quotes.chosen import saved_card
from verksign.staff.quotes.fields import NEW_JOB, builder, quote_fields
from verksign.staff.quotes.finding import quote_for
from verksign.staff.quotes.following import digest_parts, following
from verksign.staff.quotes.jobs import job_views
from verksign.staff.quotes.pricebox import price_box
from verksign.staff.quotes.refused import NOTHING, Refused
from verksign.staff.quotes.sections import QUOTE
from verksign.staff.quotes.selections import quotes_of
from verksign.usecases.quotes.editing import lock_reason
from verksign.usecases.quotes.pricing import jobs_of, price
from verksign.usecases.quotes.undo import may_be_undone

PAGE = "staff/quotes/card.html"
PARTS = "staff/quotes/card/parts.html"
SHOWN_COPIES = 3
PAGE_HAS = "X-Quote-Version"
"""Tells which version of the quote the page shows."""


@require_safe
@staff_only
def quote(request: StaffRequest, quote_id: UUID) -> HttpResponse:
    return page(request, quote_for(request, quote_id))


@require_safe
@staff_only
@poll
def fact_box(request: StaffRequest, quote_id: UUID) -> HttpResponse:
    """The card's parts as they are now; 204 while what is shown is true."""
    document = quote_for(request, quote_id)
    now = timezone.now()
    box = following(document, now=now)
    if request.GET.get("v") == digest(document, digest_parts(box)):
        return HttpResponse(status=204)
    return render(request, PARTS, context_of(request, document, NOTHING, now=now))


def page(
    request: StaffRequest, document: ServiceDocument, refused: Refused = NOTHING, status: int = 200
) -> HttpResponse:
    context = context_of(request, document, refused, now=timezone.now())
    context |= {"saved_card": saved_card(request, document) if context["editable"] else None}
    context |= {"sections": QUOTE.opened_by(request)}
    context |= {"newer": _made_after(request, document), "older": _made_before(request, document)}
    return render(request, PAGE, context, status=status)


def answer(
    request: StaffRequest,
    quote_id: UUID,
    refused: Refused = NOTHING,
    *,
    status: int = HTTPStatus.OK,
    job_id: UUID | None = None,
) -> HttpResponse:
    """
    After an edit: htmx gets the parts that may have changed; a plain form the card.

    With `job_id` the edit touched that job alone: the others are not sent again, unless the page is behind.
    """
    if not request.htmx:
        if status == HTTPStatus.OK:
            return to_card(request, quote_id)
        return page(request, quote_for(request, quote_id), refused, status)
    document = quote_for(request, quote_id)
    alone = job_id if _may_send_one(request, document) else None
    context = context_of(request, document, refused, now=timezone.now(), alone=alone)
    return render(request, PARTS, context | {"tell": True}, status=status)


def _may_send_one(request: StaffRequest, document: ServiceDocument) -> bool:
    """The page has every edit but this one, and no price is shared between the jobs."""
    has = request.headers.get(PAGE_HAS, "")
    up_to_date = has in {str(document.version), str(document.version - 1)}
    return up_to_date and document.fixed_price_ore is None


def to_card(request: StaffRequest, quote_id: UUID) -> HttpResponseRedirect:
    return redirect("staff:quote", request.workshop.slug, quote_id)


def context_of(
    request: StaffRequest,
    document: ServiceDocument,
    refused: Refused,
    *,
    now: datetime,
    alone: UUID | None = None,
) -> dict[str, Any]:
    """What the card shows; `alone` is the one job whose rows are wanted."""
    jobs = jobs_of(document)
    priced = price(document, jobs)
    lock = lock_reason(document)
    box = following(document, now=now)
    members = Membership.objects.filter(workshop_id=request.actor.workshop_id)
    return {
        "quote": document,
        "lock": lock,
        "copies": _copies(request, document),
        "may_undo": may_be_undone(document),
        "editable": not lock and request.actor.may(Permission.WRITE),
        "fields": quote_fields(
            document, members.select_related("user").order_by("user__sort_key", "id"), refused
        ),
        "jobs": job_views(document, jobs, priced, refused, alone),
        "alone": alone,
        "attachments": listing(document, jobs, refused),
        "new_job": builder(NEW_JOB, refused)("title", ""),
        "price": price_box(document.amounts, priced),
        "terms": profile(document.workshop.terms_profile),
        "box": box,
        "refused": refused,
        "too_late": document.valid_until and valid_until_passed(document.valid_until, now),
        "approved": document.answer in ServiceDocument.APPROVED,
        "order": getattr(document, "order", None),
        "digest": digest(document, digest_parts(box)),
    }


def digest(document: ServiceDocument, parts: object) -> str:
    """Return a few letters that change when anything shown changes."""
    made = getattr(document, "order", None)
    shown = (document.version, document.answer, made.id if made else None, parts)
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]


def _copies(request: StaffRequest, document: ServiceDocument) -> list[ServiceDocument]:
    """The newest quotes that were made of this one."""
    rows = quotes_of(request.actor).filter(copied_from=document)
    return list(rows.only("id", "number").order_by("-created_at", "-id")[:SHOWN_COPIES])


def _made_after(request: StaffRequest, document: ServiceDocument) -> ServiceDocument | None:
    rows = quotes_of(request.actor).filter(created_at__gt=document.created_at)
    return rows.only("id", "number").order_by("created_at", "id").first()


def _made_before(request: StaffRequest, document: ServiceDocument) -> ServiceDocument | None:
    rows = quotes_of(request.actor).filter(created_at__lt=document.created_at)
    return rows.only("id", "number").order_by("-created_at", "-id").first()
