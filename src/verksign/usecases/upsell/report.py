"""*Ny anmärkning*: what a mechanic found during the work becomes an extra job of the order."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.domain.answers import ChoiceRule
from verksign.domain.findings import title_of
from verksign.domain.severity import Severity
from verksign.records.models import Job, Package, ServiceDocument
from verksign.usecases.digital import extra_jobs
from verksign.usecases.quotes import typed
from verksign.usecases.quotes.editing import finish
from verksign.usecases.quotes.jobs import new_job, save_with_package
from verksign.usecases.quotes.order_taking import hold_order, refuse_closed
from verksign.usecases.quotes.snapshots import remember_before

FIELDS: dict[str, typed.Parser] = {
    "finding": typed.text("finding", most=2000, required=True),
    "severity": typed.one_of("severity", Severity),
    "title": typed.text("title", most=120),
    "key": typed.text("report_key", most=40, required=True),
}


@transaction.atomic
def report_finding(
    *,
    order_id: UUID,
    finding: str,
    severity: str,
    title: str = "",
    package_id: UUID | None = None,
    key: str,
    by: Actor,
    now: datetime,
) -> Job:
    """
    Put what was found on the order, in the queue *Upptäckta*; priced at once when a package says all of its price.

    :raises InvalidFields: with a code for each field; nothing is changed then
    :raises OrderClosed: if the order is closed
    :raises DoesNotExist: of order and package: also when the order is no mechanic's own
    """
    by.require(Permission.REPORT_FINDING)
    order = hold_order(order_id, by=by)
    told = {"finding": finding, "severity": severity, "title": title, "key": key}
    values = typed.read(told, FIELDS)
    known = Job.objects.visible_to(by).filter(report_key=values["report_key"]).first()
    if known:
        return known
    refuse_closed(order)
    package = Package.objects.visible_to(by).get(id=package_id) if package_id else None
    remember_before(order, by=by)
    job = _found(order, values, package, by=by, now=now)
    if package:
        save_with_package(job, package)
    else:
        job.save(force_insert=True)
    finish(order, "order.finding_reported", by=by, now=now, job=str(job.id), title=job.title)
    job.refresh_from_db()
    return job


def _found(
    order: ServiceDocument,
    values: dict[str, Any],
    package: Package | None,
    *,
    by: Actor,
    now: datetime,
) -> Job:
    named = package.name if package else title_of(values["finding"])
    job = new_job(order, title=values["title"] or named, finding=values["finding"])
    job.severity, job.report_key = values["severity"], values["report_key"]
    job.choice = ChoiceRule.OPTIONAL
    job.reported_by_id, job.reported_at = by.person, now
    extra_jobs.enter(job, at=now)
    return job
