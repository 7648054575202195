"""Making a demo order the way an adviser would for a vehicle that comes today: its jobs, times, key and mechanic."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor
from verksign.domain.answers import ChoiceRule
from verksign.domain.dates import local_date
from verksign.records.models import Job, ServiceDocument
from verksign.usecases.attachments.change import change_attachment
from verksign.usecases.demo.moments import working_day
from verksign.usecases.demo.plans import FindingPlan, OrderPlan
from verksign.usecases.demo.quotes import PHOTOS, WRITING, write_job, write_line
from verksign.usecases.demo.stock import Stock
from verksign.usecases.orders.change import change_order
from verksign.usecases.orders.create_empty import create_empty_order
from verksign.usecases.orders.work import change_work
from verksign.usecases.quotes.jobs import change_job
from verksign.usecases.upsell.photograph import add_photo
from verksign.usecases.upsell.report import report_finding


@transaction.atomic
def write_order(
    plan: OrderPlan,
    stock: Stock,
    *,
    by: Actor,
    mechanic: Actor | None,
    at: datetime,
    now: datetime,
) -> ServiceDocument:
    """Make the order, begun at `at`; its vehicle comes and goes as told from today, `now`."""
    order = create_empty_order(by=by, now=at, vehicle_id=stock.vehicles[plan.plate].id)
    changes = {name: _told_from(now, text) for name, text in plan.fields.items()}
    change_order(order_id=order.id, changes=changes, by=by, now=at)
    for place, job in enumerate(plan.jobs, start=1):
        write_job(order.id, job, stock, by=by, at=at + place * WRITING)
    if mechanic:
        changes = {"mechanic_id": str(mechanic.user_id)}
        for job_id in order.jobs.values_list("id", flat=True):
            change_work(order_id=order.id, job_id=job_id, changes=changes, by=by, now=at)
    return order


def _told_from(now: datetime, text: str) -> str:
    """`i dag 7.30` of the table with its date; the order was made on an earlier day."""
    today = local_date(now)
    days = {"i dag": today, "i morgon": working_day(today, 1)}
    for word, day in days.items():
        if text.startswith(word):
            return text.replace(word, day.isoformat(), 1)
    return text


@transaction.atomic
def find(
    order_id: UUID,
    plan: FindingPlan,
    stock: Stock,
    *,
    key: str,
    by: Actor,
    adviser: Actor,
    at: datetime,
) -> Job:
    """The mechanic reports it with its photo; what is known of its price the adviser writes at once."""
    job = report_finding(
        order_id=order_id,
        finding=plan.finding,
        severity=plan.severity,
        title=plan.title,
        package_id=stock.packages[plan.package][0].id if plan.package else None,
        key=key,
        by=by,
        now=at,
    )
    if plan.photo:
        _photograph(job, plan.photo, key=f"{key}-0", by=by, adviser=adviser, at=at)
    for line in plan.lines:
        write_line(order_id, job, line, stock, by=adviser, at=at + WRITING)
    changes = {"price_kind": plan.price_kind}
    if plan.group:
        changes |= {"choice": ChoiceRule.ALTERNATIVE, "group": plan.group}
    changes = {name: text for name, text in changes.items() if text}
    if changes:
        change_job(quote_id=order_id, job_id=job.id, changes=changes, by=adviser, now=at + WRITING)
    return job


def _photograph(job: Job, photo: str, *, key: str, by: Actor, adviser: Actor, at: datetime) -> None:
    """The mechanic takes it; the adviser says what it shows."""
    name, _, alt = photo.partition(" ")
    data = (PHOTOS / name).read_bytes()
    row = add_photo(job_id=job.id, data=data, name=name, key=key, by=by, now=at)
    change_attachment(
        quote_id=job.document_id,
        attachment_id=row.id,
        changes={"alt": alt},
        by=adviser,
        now=at,
    )
