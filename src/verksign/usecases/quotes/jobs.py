from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from verksign.domain.access import Actor
from verksign.domain.answers import ChoiceRule
from verksign.domain.customers import CustomerKind
from verksign.domain.order_states import WorkStatus
from verksign.domain.prices import PriceKind
from verksign.domain.queues import Origin
from verksign.domain.quote_changes import Part, Target
from verksign.domain.severity import Severity
from verksign.records.models import Job, Line, Package, PackageLine, ServiceDocument
from verksign.usecases.quotes import typed
from verksign.usecases.quotes.editing import (
    QuoteLocked,
    finish,
    refuse_locked,
    take_for_jobs,
    targets,
    whole,
)
from verksign.usecases.quotes.pricing import jobs_of
from verksign.usecases.quotes.register_prices import line_from_register, shown_price
from verksign.usecases.registers.fields import InvalidFields

FIELDS: dict[str, typed.Parser] = {
    "title": typed.text("title", most=120, required=True),
    "finding": typed.text("finding", most=2000),
    "if_not": typed.text("if_not", most=1000),
    "severity": typed.one_of("severity", Severity, blank=True),
    "choice": typed.one_of("choice", ChoiceRule),
    "group": typed.text("group", most=40),
    "price_kind": typed.one_of("price_kind", PriceKind, blank=True),
    "fixed_price": typed.kronor("fixed_price_ore"),
    "ceiling": typed.kronor("ceiling_ore"),
}
FIRST_GROUP = "Alternativ"
"""What a group of alternatives is called until somebody gives it a name; the customer reads it."""
MOST_JOBS = 60


@transaction.atomic
def add_job(
    *, quote_id: UUID, title: str, by: Actor, now: datetime, version: int | None = None
) -> Job:
    """
    Put a new job last on the quote, or on an order of which nothing is agreed.

    :raises InvalidFields: if the title is missing or too long, or the quote is full
    :raises QuoteLocked: if the quote is with the customer, answered or ordered, or the order is agreed
    """
    quote = take_for_jobs(quote_id, by=by, version=version)
    refuse_locked(quote)
    job = new_job(quote, **typed.read({"title": title}, FIELDS))
    job.save(force_insert=True)
    finish(quote, "quote.job_added", by=by, now=now, job=str(job.id))
    return job


@transaction.atomic
def insert_package(
    *, quote_id: UUID, package_id: UUID, by: Actor, now: datetime, version: int | None = None
) -> Job:
    """
    Put a package last on the quote, as a job with today's prices from the registers.

    :raises Package.DoesNotExist: if the workshop has no such package
    """
    quote = take_for_jobs(quote_id, by=by, version=version)
    refuse_locked(quote)
    package = Package.objects.visible_to(by).get(id=package_id)
    job = new_job(quote, title=package.name, finding=package.finding)
    save_with_package(job, package)
    finish(quote, "quote.package_inserted", by=by, now=now, job=str(job.id), package=package.number)
    return job


@transaction.atomic
def insert_package_lines(
    *,
    quote_id: UUID,
    job_id: UUID,
    package_id: UUID,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Job:
    """
    Put a package's lines last in a job; an empty job is also priced as the package is.

    :raises DoesNotExist: of job or package: also when it is another workshop's
    """
    about = (Target(part=Part.JOB, id=str(job_id), field="lines"),)
    quote = take_for_jobs(quote_id, by=by, version=version, about=about)
    job = quote.jobs.get(id=job_id)
    refuse_locked(quote, job)
    package = Package.objects.visible_to(by).get(id=package_id)
    last = job.lines.aggregate(last=Max("position"))["last"] or 0
    if not last:
        _price_as(job, package)
        job.save(update_fields=["price_kind", "fixed_price_ore"])
    lines = package_lines(job, package)
    for place, line in enumerate(lines, start=last + 1):
        line.position = place
    job.lines.bulk_create(lines)
    finish(quote, "quote.package_inserted", by=by, now=now, job=str(job.id), package=package.number)
    return job


@transaction.atomic
def change_job(
    *,
    quote_id: UUID,
    job_id: UUID,
    changes: Mapping[str, str],
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Job:
    """
    Change a job's fields, given as staff typed them.

    :raises InvalidFields: with a code for each field; nothing is changed then
    :raises EditedMeanwhile: if somebody changed the same after `version` was read
    """
    about = targets(Part.JOB, changes, job_id)
    quote = take_for_jobs(quote_id, by=by, version=version, about=about)
    job = quote.jobs.get(id=job_id)
    refuse_locked(quote, job)
    values = typed.read(changes, FIELDS)
    for column, value in values.items():
        setattr(job, column, value)
    if {"choice", "group"} & set(values):
        _keep_choice_right(quote, job)
    job.save(update_fields={*values, "group"})
    finish(quote, "quote.job_changed", by=by, now=now, job=str(job.id), fields=sorted(changes))
    return job


def offered_choices(document: ServiceDocument, job: Job) -> tuple[ChoiceRule, ...]:
    """
    Return the choice rules that the job may have: what is found is never included.

    Pre-ticked extras do not bind a consumer, so there they are not even offered.
    """
    found = job.origin == Origin.FOUND
    consumer = document.customer_kind == CustomerKind.CONSUMER
    return tuple(
        rule
        for rule in ChoiceRule
        if not (found and rule is ChoiceRule.INCLUDED)
        and not (consumer and rule is ChoiceRule.PRESELECTED)
    )


def _keep_choice_right(document: ServiceDocument, job: Job) -> None:
    """An alternative is one of a group: the last that the document has, until another is named."""
    if job.choice not in offered_choices(document, job):
        consumers = job.choice == ChoiceRule.PRESELECTED
        raise InvalidFields({"choice": "not_for_consumers" if consumers else "not_a_choice"})
    if job.choice != ChoiceRule.ALTERNATIVE:
        job.group = ""
    elif not job.group:
        others = document.jobs.filter(choice=ChoiceRule.ALTERNATIVE).exclude(group="")
        last = others.exclude(id=job.id).order_by("-position").first()
        job.group = last.group if last else FIRST_GROUP


@transaction.atomic
def move_job(
    *,
    quote_id: UUID,
    job_id: UUID,
    steps: int,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> None:
    """Move a job down by `steps` places, up when negative; it stops at the ends."""
    quote = take_for_jobs(quote_id, by=by, version=version, about=whole(Part.JOB, job_id))
    jobs = jobs_of(quote)
    here = next((place for place, job in enumerate(jobs) if job.id == job_id), None)
    if here is None:
        raise Job.DoesNotExist
    refuse_locked(quote)
    job = jobs.pop(here)
    jobs.insert(max(0, min(len(jobs), here + steps)), job)
    for place, moved in enumerate(jobs, start=1):
        moved.position = place
    Job.objects.bulk_update(jobs, ["position"])
    finish(quote, "quote.job_moved", by=by, now=now, job=str(job_id))


@transaction.atomic
def remove_job(
    *, quote_id: UUID, job_id: UUID, by: Actor, now: datetime, version: int | None = None
) -> None:
    quote = take_for_jobs(quote_id, by=by, version=version, about=whole(Part.JOB, job_id))
    job = quote.jobs.get(id=job_id)
    refuse_locked(quote)
    if job.origin == Origin.FOUND:
        # Somebody found it: it is dismissed with a reason (`upsell.drop`), and stays in the archive.
        raise QuoteLocked("job_found")
    job.delete()
    finish(quote, "quote.job_removed", by=by, now=now, job=str(job_id), title=job.title)


def new_job(quote: ServiceDocument, *, title: str, finding: str = "") -> Job:
    """
    A job to put last on the quote or the order, not saved yet.

    :raises InvalidFields: if it is full
    """
    places = quote.jobs.aggregate(last=Max("position"))
    if quote.jobs.count() >= MOST_JOBS:
        raise InvalidFields({"title": "too_many_jobs"})
    return Job(
        workshop_id=quote.workshop_id,
        document=quote,
        position=(places["last"] or 0) + 1,
        title=title,
        finding=finding,
        choice=ChoiceRule.INCLUDED,
        work=WorkStatus.UPCOMING if quote.kind == ServiceDocument.Kind.ORDER else "",
    )


def save_with_package(job: Job, package: Package) -> None:
    """Save a new job with the package's lines and price kind, at today's prices from the registers."""
    _price_as(job, package)
    job.save(force_insert=True)
    job.lines.bulk_create(package_lines(job, package))


def _price_as(job: Job, package: Package) -> None:
    job.price_kind = package.price_kind
    if package.price_ore is not None:
        job.fixed_price_ore = shown_price(job.document, package.price_ore)


def package_lines(job: Job, package: Package) -> list[Line]:
    """The package's lines with today's prices, as the job's document shows them; nothing is stored."""
    rows = PackageLine.objects.filter(package=package).select_related("article", "operation")
    lines = []
    for row in rows.order_by("position"):
        line = line_from_register(
            job.document, job, article=row.article, operation=row.operation, text=row.text
        )
        line.position = row.position
        if row.article or not (row.operation and row.operation.hours):
            line.quantity = row.quantity
        lines.append(line)
    return lines
