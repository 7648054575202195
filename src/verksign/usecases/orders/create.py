"""A service order, made from the jobs that the customer accepted."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from verksign.domain.access import Actor
from verksign.domain.answers import ChoiceRule, JobAnswer
from verksign.domain.order_states import WorkStatus
from verksign.records.models import Job, Line, ServiceDocument
from verksign.usecases import history
from verksign.usecases.digital.extra_jobs import follow_order
from verksign.usecases.numbers import next_number

CARRIED = (
    "workshop_id",
    "customer_id",
    "contact_name",
    "payer_id",
    "language",
    "vehicle_id",
    "adviser_id",
    "customer_kind",
    "amounts",
    "price_kind",
    "phone",
    "email",
    "reported",
    "drop_off",
    "ready",
    "mileage_mil",
    "notes",
    "sort_key",
)
"""What an order takes over from its quote as it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderedLine:
    kind: str
    text: str
    quantity: Decimal
    unit: str
    unit_price_ore: int
    discount_percent: Decimal | None
    discount_ore: int | None
    vat_rate: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderedJob:
    """A job to put on an order, with the price that was agreed; `source_id` is the quote's job, as text."""

    source_id: str
    title: str
    finding: str
    if_not: str
    severity: str
    price_kind: str
    fixed_price_ore: int | None
    ceiling_ore: int | None
    amount_ore: int
    gross_ore: int
    lines: Sequence[OrderedLine]


def accepted_jobs(content: Mapping[str, Any], answer: Mapping[str, Any]) -> list[OrderedJob]:
    """The accepted jobs of frozen content, with the prices they were frozen with."""
    accepted = {job["id"] for job in answer["jobs"] if job["answer"] == JobAnswer.ACCEPTED}
    return [_frozen_job(job) for job in content["jobs"] if job["id"] in accepted]


def create_order(
    quote: ServiceDocument,
    jobs: Sequence[OrderedJob],
    *,
    by: Actor,
    now: datetime,
    unapproved_reason: str = "",
) -> ServiceDocument:
    """Make the order of these jobs; `quote` must be held, so that it becomes one order and never two."""
    order = ServiceDocument(
        kind=ServiceDocument.Kind.ORDER,
        quote=quote,
        unapproved_reason=unapproved_reason,
        created_at=now,
        updated_at=now,
        total_ore=sum(job.amount_ore for job in jobs),
        gross_ore=sum(job.gross_ore for job in jobs),
        work_status=WorkStatus.UPCOMING,
        **{column: getattr(quote, column) for column in CARRIED},
    )
    order.number = next_number(quote.workshop_id, "order")
    order.search = f"{order.number.casefold()} {quote.search}"
    order.save(force_insert=True)
    ServiceDocument.objects.filter(pk=quote.pk).update(ordered_at=now)
    _add(order, jobs, first=1)
    history.record(order.id, "order.created", by=by, at=now, quote=str(quote.id))
    return order


def join_order(
    order: ServiceDocument, jobs: Sequence[OrderedJob], *, by: Actor, now: datetime
) -> None:
    """Put jobs that were accepted later on the same order; those it has already stay as they are."""
    present = {str(source) for source in order.jobs.values_list("source_id", flat=True)}
    new = [job for job in jobs if job.source_id not in present]
    if not new:
        return
    _add(order, new, first=order.jobs.count() + 1)
    order.updated_at = now
    # There is work again: a closed order is open for it.
    order.closed_at = None
    order.save(update_fields=["updated_at", "closed_at"])
    follow_order(order.id)
    history.record(order.id, "order.jobs_joined", by=by, at=now, jobs=len(new))


def _add(order: ServiceDocument, jobs: Sequence[OrderedJob], *, first: int) -> None:
    known = _known_sources({job.source_id for job in jobs})
    rows = [
        Job(
            workshop_id=order.workshop_id,
            document=order,
            position=position,
            title=job.title,
            finding=job.finding,
            if_not=job.if_not,
            severity=job.severity,
            choice=ChoiceRule.INCLUDED,
            price_kind=job.price_kind,
            fixed_price_ore=job.fixed_price_ore,
            ceiling_ore=job.ceiling_ore,
            amount_ore=job.amount_ore,
            gross_ore=job.gross_ore,
            work=WorkStatus.UPCOMING,
            source_id=job.source_id if job.source_id in known else None,
        )
        for position, job in enumerate(jobs, start=first)
    ]
    Job.objects.bulk_create(rows)
    Line.objects.bulk_create(
        Line(workshop_id=order.workshop_id, job=row, position=position, **asdict(line))
        for row, job in zip(rows, jobs, strict=True)
        for position, line in enumerate(job.lines, start=1)
    )


def _known_sources(ids: Collection[str]) -> set[str]:
    """The quote's jobs that still exist: a frozen job may be gone from the quote since."""
    return {str(job_id) for job_id in Job.objects.filter(id__in=ids).values_list("id", flat=True)}


def _frozen_job(job: Mapping[str, Any]) -> OrderedJob:
    return OrderedJob(
        source_id=job["id"],
        title=job["title"],
        finding=job["finding"],
        if_not=job["if_not"],
        severity=job["severity"],
        price_kind=job["price_kind"],
        fixed_price_ore=job["amount_ore"] if job["fixed"] else None,
        ceiling_ore=job["ceiling_ore"],
        amount_ore=job["amount_ore"],
        gross_ore=sum(part["gross_ore"] for part in job["vat"]),
        lines=[_frozen_line(line) for line in job["lines"]],
    )


def _frozen_line(line: Mapping[str, Any]) -> OrderedLine:
    discount = line["discount"] or {}
    return OrderedLine(
        kind=line["kind"],
        text=line["text"],
        quantity=Decimal(line["quantity"] or 0),
        unit=line["unit"],
        unit_price_ore=line["unit_price_ore"] or 0,
        discount_percent=Decimal(discount["percent"]) if "percent" in discount else None,
        discount_ore=discount.get("ore"),
        vat_rate=Decimal(line["vat_rate"]),
    )
