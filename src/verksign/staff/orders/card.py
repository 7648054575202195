"""The order card: the page, and the same parts sent again after an edit or when something has happened."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from verksign.domain.access import Permission
from verksign.domain.answers import JobAnswer
from verksign.domain.content_sums import ContentTotals, totals_json
from verksign.domain.dates import local_date
from verksign.domain.order_states import WorkStatus
from verksign.domain.queues import Origin
from verksign.records.models import Job, Membership, ServiceDocument
from verksign.staff.attachments.listing import listing
from verksign.staff.http import StaffRequest, poll, staff_only
from verksign.staff.orders.extra import answered_words, extra_rows
from verksign.staff.orders.fields import mechanics_among, order_fields, place_of_work, work_fields
from verksign.staff.orders.finding import order_for, orders_of
from verksign.staff.orders.following import OrderFollowing, digest_parts, following
from verksign.staff.orders.pricebox import order_price
from verksign.staff.quotes.chosen import saved_card
from verksign.staff.quotes.fields import NEW_JOB, Choices, FieldView, builder
from verksign.staff.quotes.jobs import JobView, job_views
from verksign.staff.quotes.refused import NOTHING, Refused
from verksign.staff.quotes.sections import ORDER
from verksign.usecases.orders.evidence import evidence_of
from verksign.usecases.quotes.order_jobs import order_lock
from verksign.usecases.quotes.pricing import jobs_of, price

PAGE = "staff/orders/card.html"
PARTS = "staff/orders/card/parts.html"


@dataclass(frozen=True, slots=True)
class OrderedJob:
    view: JobView
    answer: str
    fields: dict[str, FieldView]
    """How its work goes, and whose it is."""

    @property
    def place(self) -> str:
        return place_of_work(self.view.job.id)

    @property
    def ceiling_ore(self) -> int | None:
        """The ceiling as it was agreed, where it says more than the price itself."""
        job = self.view.job
        return job.ceiling_ore if job.ceiling_ore != job.amount_ore else None

    @property
    def errors(self) -> list[FieldView]:
        return [field for field in self.fields.values() if field.error]


@require_safe
@staff_only
def order(request: StaffRequest, order_id: UUID) -> HttpResponse:
    return page(request, order_for(request, order_id))


@require_safe
@staff_only
@poll
def order_box(request: StaffRequest, order_id: UUID) -> HttpResponse:
    """The card's parts as they are now; 204 while what is shown is true."""
    context = context_of(request, order_for(request, order_id), NOTHING, now=timezone.now())
    if request.GET.get("v") == context["digest"]:
        return HttpResponse(status=204)
    return render(request, PARTS, context)


def page(
    request: StaffRequest, made: ServiceDocument, refused: Refused = NOTHING, status: int = 200
) -> HttpResponse:
    context = context_of(request, made, refused, now=timezone.now())
    context |= {"saved_card": saved_card(request, made) if context["free"] else None}
    context |= {"sections": ORDER.opened_by(request)}
    context |= {"newer": _made_after(request, made), "older": _made_before(request, made)}
    return render(request, PAGE, context, status=status)


def answer(
    request: StaffRequest,
    order_id: UUID,
    /,
    refused: Refused = NOTHING,
    *,
    status: int = HTTPStatus.OK,
    job_id: UUID | None = None,
) -> HttpResponse:
    """After an edit: htmx gets the parts that may have changed; a plain form the card."""
    if not request.htmx:
        if status == HTTPStatus.OK:
            return to_order(request, order_id)
        return page(request, order_for(request, order_id), refused, status)
    context = context_of(request, order_for(request, order_id), refused, now=timezone.now())
    return render(request, PARTS, context | {"tell": True}, status=status)


def to_order(request: StaffRequest, order_id: UUID) -> HttpResponseRedirect:
    return redirect("staff:order", request.workshop.slug, order_id)


def context_of(
    request: StaffRequest, made: ServiceDocument, refused: Refused, *, now: datetime
) -> dict[str, Any]:
    jobs = jobs_of(made)
    ordered = [job for job in jobs if job.origin == Origin.ORDERED]
    members = _members(request)
    people = mechanics_among(members)
    box = following(made)
    offered = list(made.quote.jobs.order_by("position", "id")) if made.quote else []
    attachments = listing(made, jobs)
    photos = [each.row for each in attachments.photos]
    found = [job for job in jobs if job.origin == Origin.FOUND]
    sendings = {each.sending.id: each.sending for each in box.sent}
    extra = extra_rows(
        made,
        found,
        photos=photos,
        sendings=sendings,
        people=people,
        refused=refused,
        now=now,
    )
    editable = made.closed_at is None and request.actor.may(Permission.WRITE)
    return {
        "order": made,
        # What the quote's card has, and the order's too, goes by its name there.
        "quote": made,
        "look_up_view": "staff:order-look-up",
        "editable": editable,
        "free": editable and evidence_of(made) is None,
        # What is ordered without a quote is written here, until it is agreed.
        "writable": editable and not order_lock(made),
        "new_job": builder(NEW_JOB, refused)("title", ""),
        "fields": order_fields(made, members, refused),
        "jobs": _ordered(made, ordered, offered, people, refused),
        "extra": extra,
        "answered": answered_words(extra),
        "mechanics": _mechanics(jobs),
        "left_out": [job for job in offered if job.answer not in {"", JobAnswer.ACCEPTED}],
        "totals": _totals(made, ordered, _answer(box)),
        "price": order_price(made, jobs),
        "box": box,
        "refused": refused,
        "attachments": attachments,
        "promised": _promised(made, now),
        "digest": digest(made, jobs, box, photos),
    }


def _members(request: StaffRequest) -> list[Membership]:
    rows = Membership.objects.filter(workshop_id=request.actor.workshop_id)
    return list(rows.select_related("user").order_by("user__sort_key", "id"))


def digest(
    made: ServiceDocument, jobs: Sequence[Job], box: OrderFollowing, photos: Sequence[object]
) -> str:
    """Return a few letters that change when anything shown changes."""
    shown = (
        (made.version, made.updated_at, made.work_status, made.closed_at, made.total_ore),
        [
            (job.id, job.queue, job.queue_at, job.digital_at, job.answer, job.acknowledged_at)
            for job in jobs
        ],
        [(job.work, job.mechanic_id, job.amount_ore) for job in jobs],
        digest_parts(box),
        len(photos),
    )
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]


def _ordered(
    made: ServiceDocument,
    jobs: Sequence[Job],
    offered: Sequence[Job],
    people: Choices,
    refused: Refused,
) -> list[OrderedJob]:
    """Without an approval no job has an answer, whatever the customer said to some of them before."""
    approved = [] if made.unapproved_reason else offered
    answers: dict[UUID | None, str] = {job.id: job.answer for job in approved}
    return [
        OrderedJob(
            view, answers.get(view.job.source_id, ""), work_fields(view.job, people, refused)
        )
        for view in job_views(made, jobs, price(made, jobs), refused)
    ]


def _mechanics(jobs: Sequence[Job]) -> list[str]:
    """Who is at it: the mechanics of what is not finished, or else of all."""
    work = [job for job in jobs if job.work and job.mechanic]
    going = [job for job in work if job.work != WorkStatus.FINISHED] or work
    return list(dict.fromkeys(job.mechanic.name for job in going if job.mechanic))


def _promised(made: ServiceDocument, now: datetime) -> str:
    """Which cue the promise has: it is for today, or it has not been kept."""
    if made.ready_at is None or made.closed_at or made.work_status == WorkStatus.FINISHED:
        return ""
    if made.ready_at < now:
        return "bad"
    return "watch" if local_date(made.ready_at) == local_date(now) else ""


def _answer(box: OrderFollowing) -> dict[str, Any]:
    """The answer that the order was made from."""
    if box.signed:
        return dict(json.loads(box.signed.answer))
    return dict(json.loads(box.spoken.answer)) if box.spoken else {}


def _totals(made: ServiceDocument, jobs: Sequence[Job], answer: dict[str, Any]) -> ContentTotals:
    """The totals that were agreed, to the öre; those of today's lines when nothing was."""
    agreed: ContentTotals | None = answer.get("total")
    if agreed and agreed["amount_ore"] == sum(job.amount_ore for job in jobs):
        return agreed
    return totals_json(price(made, jobs).everything)


def _made_after(request: StaffRequest, made: ServiceDocument) -> ServiceDocument | None:
    rows = orders_of(request.actor).filter(created_at__gt=made.created_at)
    return rows.only("id", "number").order_by("created_at", "id").first()


def _made_before(request: StaffRequest, made: ServiceDocument) -> ServiceDocument | None:
    rows = orders_of(request.actor).filter(created_at__lt=made.created_at)
    return rows.only("id", "number").order_by("-created_at", "-id").first()
