"""The order card: what was agreed, at what price, and where it came from. Read only for now."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from verksign.domain.answers import JobAnswer
from verksign.domain.content_sums import ContentTotals, totals_json
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.order_states import order_status
from verksign.records.models import DigitalDocument, Job, ServiceDocument, VerbalAnswer
from verksign.staff.http import StaffRequest, staff_only
from verksign.staff.quotes.jobs import JobView, job_views
from verksign.usecases.quotes.pricing import jobs_of, price


@dataclass(frozen=True, slots=True)
class OrderedJob:
    view: JobView
    answer: str

    @property
    def ceiling_ore(self) -> int | None:
        """The ceiling as it was agreed, where it says more than the price itself."""
        job = self.view.job
        return job.ceiling_ore if job.ceiling_ore != job.amount_ore else None


@require_safe
@staff_only
def order(request: StaffRequest, order_id: UUID) -> HttpResponse:
    rows = ServiceDocument.objects.visible_to(request.actor).orders().with_cards()
    made = get_object_or_404(rows.select_related("workshop", "quote"), id=order_id)
    jobs = jobs_of(made)
    sendings = list(
        DigitalDocument.objects.filter(service_document=made.quote)
        .defer("content")
        .order_by("-version")
    )
    verbal = (
        VerbalAnswer.objects.filter(service_document=made.quote)
        .defer("content")
        .select_related("recorded_by")
        .order_by("-recorded_at")
        .first()
    )
    offered = list(made.quote.jobs.order_by("position", "id")) if made.quote else []
    context = {
        "order": made,
        "quote": made.quote,
        "jobs": _ordered(made, jobs, offered),
        "left_out": [job for job in offered if job.answer not in {"", JobAnswer.ACCEPTED}],
        "totals": _totals(made, jobs, _answer(sendings, verbal)),
        "sendings": sendings,
        "signed": next((row for row in sendings if row.status == DigitalStatus.SIGNED), None),
        "verbal": verbal,
        "status": order_status([]),
    }
    return render(request, "staff/orders/card.html", context)


def _ordered(
    made: ServiceDocument, jobs: Sequence[Job], offered: Sequence[Job]
) -> list[OrderedJob]:
    """Without an approval no job has an answer, whatever the customer said to some of them before."""
    approved = [] if made.unapproved_reason else offered
    answers: dict[UUID | None, str] = {job.id: job.answer for job in approved}
    views = job_views(made, jobs, price(made, jobs))
    return [OrderedJob(view, answers.get(view.job.source_id, "")) for view in views]


def _answer(sendings: Sequence[DigitalDocument], verbal: VerbalAnswer | None) -> dict[str, Any]:
    """The answer that the order was made from."""
    for sending in sendings:
        if sending.status == DigitalStatus.SIGNED:
            return dict(json.loads(sending.answer))
    return dict(json.loads(verbal.answer)) if verbal else {}


def _totals(made: ServiceDocument, jobs: Sequence[Job], answer: dict[str, Any]) -> ContentTotals:
    """The totals that were agreed, to the öre; those of today's lines when nothing was."""
    agreed: ContentTotals | None = answer.get("total")
    if agreed and agreed["amount_ore"] == made.total_ore:
        return agreed
    return totals_json(price(made, jobs).everything)
