"""Writing a demo quote the way an adviser would: customer and vehicle, packages and lines, words and prices."""

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor
from verksign.domain.answers import ChoiceRule
from verksign.domain.dates import local_date, weekday_date
from verksign.records.models import Article, Job, ServiceDocument
from verksign.usecases.attachments.add import add_attachment
from verksign.usecases.attachments.change import change_attachment
from verksign.usecases.demo.moments import day_of, working_day
from verksign.usecases.demo.plans import JobPlan, QuotePlan
from verksign.usecases.demo.stock import Stock, split_line
from verksign.usecases.quotes.change import change_quote
from verksign.usecases.quotes.create import create_quote
from verksign.usecases.quotes.jobs import add_job, change_job, insert_package
from verksign.usecases.quotes.lines import add_line, change_line

PHOTOS = Path(__file__).parent / "photos"
WRITING = timedelta(seconds=40)
"""What an adviser needs for a job."""


@transaction.atomic
def write_quote(
    plan: QuotePlan, stock: Stock, *, by: Actor, at: datetime, now: datetime
) -> ServiceDocument:
    """Make the quote, begun at `at`; `now` is today, which its last day may be told from."""
    quote = create_quote(
        by=by,
        now=at,
        vehicle_id=stock.vehicles[plan.plate].id if plan.plate else None,
        customer_id=stock.customers[plan.customer].id if plan.customer else None,
    )
    changes = dict(plan.fields)
    if plan.valid:
        changes["valid_until"] = day_of(plan.valid, now).isoformat()
    if plan.drop_off:
        day = working_day(local_date(at), plan.drop_off)
        changes |= {"drop_off": f"{weekday_date(day)} kl. 07:30", "ready": "samma dag kl. 16:00"}
    fixed_price = changes.pop("fixed_price", "")
    if changes:
        change_quote(quote_id=quote.id, changes=changes, by=by, now=at)
    for place, job in enumerate(plan.jobs, start=1):
        write_job(quote.id, job, stock, by=by, at=at + place * WRITING)
    if fixed_price:
        # Shared by the jobs that are included, so they must be there first.
        change_quote(
            quote_id=quote.id,
            changes={"fixed_price": fixed_price},
            by=by,
            now=at + (len(plan.jobs) + 1) * WRITING,
        )
    return quote


def write_job(quote_id: UUID, plan: JobPlan, stock: Stock, *, by: Actor, at: datetime) -> None:
    """Put a job on the quote; the package lends it its words."""
    changes = dict(plan.fields)
    if plan.package:
        package, words = stock.packages[plan.package]
        job = insert_package(quote_id=quote_id, package_id=package.id, by=by, now=at)
        lent = {"finding": words.finding, "if_not": words.if_not, "severity": words.severity}
        changes = {name: text for name, text in lent.items() if text} | changes
    else:
        job = add_job(quote_id=quote_id, title=plan.title, by=by, now=at)
    if plan.optional:
        changes["choice"] = ChoiceRule.OPTIONAL
    for line in plan.lines:
        write_line(quote_id, job, line, stock, by=by, at=at)
    if changes:
        change_job(quote_id=quote_id, job_id=job.id, changes=changes, by=by, now=at)
    if plan.discount:
        give_discount(quote_id, job.id, plan.discount, by=by, at=at)
    for photo in plan.photos:
        _attach(quote_id, job.id, photo, by=by, at=at)


def _attach(quote_id: UUID, job_id: UUID, photo: str, *, by: Actor, at: datetime) -> None:
    name, _, alt = photo.partition(" ")
    data = (PHOTOS / name).read_bytes()
    row = add_attachment(quote_id=quote_id, job_id=job_id, data=data, name=name, by=by, now=at)
    changes = {"alt": alt}
    change_attachment(quote_id=quote_id, attachment_id=row.id, changes=changes, by=by, now=at)


def give_discount(quote_id: UUID, job_id: UUID, discount: str, *, by: Actor, at: datetime) -> None:
    """Give a discount on the job's first line."""
    first = Job.objects.get(id=job_id).lines.order_by("position").first()
    if first is None:
        raise LookupError(job_id)
    change_line(quote_id=quote_id, line_id=first.id, changes={"discount": discount}, by=by, now=at)


def write_line(
    quote_id: UUID, job: Job, text: str, stock: Stock, *, by: Actor, at: datetime
) -> None:
    quantity, name = split_line(text)
    if quantity is None:
        add_line(quote_id=quote_id, job_id=job.id, text=name, by=by, now=at)
        return
    thing = stock.goods[name]
    if isinstance(thing, Article):
        line = add_line(quote_id=quote_id, job_id=job.id, article_id=thing.id, by=by, now=at)
        changes = {"quantity": str(quantity)}
        change_line(quote_id=quote_id, line_id=line.id, changes=changes, by=by, now=at)
    else:
        add_line(quote_id=quote_id, job_id=job.id, operation_id=thing.id, by=by, now=at)
