"""
What every edit of a quote shares: take it, see that it may be edited, and leave its sums right.

The same edits reach an order's jobs, as far as they are free (`order_jobs`). There is no undo there: going back would
also take back what mechanics and customers have done to the order since.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from verksign.domain.access import Actor, Permission
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.identifiers import display_phone
from verksign.domain.quote_changes import Change, Part, Target, differences
from verksign.domain.search_keys import search_text, sort_key
from verksign.records.models import Job, ServiceDocument
from verksign.usecases import history
from verksign.usecases.quotes.order_jobs import job_lock, order_lock, price_free_jobs
from verksign.usecases.quotes.order_taking import hold_order, refuse_closed
from verksign.usecases.quotes.pricing import jobs_of, price_edited
from verksign.usecases.quotes.snapshots import (
    BACK_TO,
    content_of,
    edits_since,
    overwritten,
    remember,
    remember_before,
    remembered,
)
from verksign.usecases.registers.fields import ChangedMeanwhile


class QuoteLocked(Exception):
    """
    The quote is evidence and cannot be edited; `reason` is open, answered or ordered.

    Of an order's job it is one of `order_jobs.job_lock`.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class EditedMeanwhile(ChangedMeanwhile):
    """Somebody else changed the very thing after it was read: `changes` say what, and who did it."""

    def __init__(self, row_id: UUID, changes: Iterable[tuple[Change, str]]) -> None:
        super().__init__(row_id)
        self.changes = tuple(changes)


COLUMNS = {
    "customer_id": ("customer", "contact_name", "phone", "email", "customer_kind", "amounts"),
    "vehicle_id": ("vehicle", "mileage_mil"),
    "adviser_id": ("adviser",),
    "payer_id": ("payer",),
    "customer_kind": ("customer_kind", "amounts"),
    "fixed_price": ("fixed_price_ore",),
    "ceiling": ("ceiling_ore",),
    "unit_price": ("unit_price_ore",),
    "discount": ("discount_percent", "discount_ore"),
}
"""What a typed field writes, where that is not the column of the same name."""


def targets(part: Part, fields: Iterable[str], row_id: UUID | None = None) -> tuple[Target, ...]:
    """Return what an edit of the typed fields would overwrite."""
    key = str(row_id) if row_id else ""
    return tuple(
        Target(part=part, id=key, field=column)
        for field in fields
        for column in COLUMNS.get(field, (field,))
    )


def whole(part: Part, row_id: UUID) -> tuple[Target, ...]:
    """Return the job or the line as such."""
    return (Target(part=part, id=str(row_id)),)


def lock_reason(quote: ServiceDocument) -> str:
    """Why the quote cannot be edited, or nothing."""
    if quote.ordered_at is not None:
        return "ordered"
    if quote.answer in ServiceDocument.APPROVED:
        return "answered"
    if quote.digital_status in DigitalStatus.open():
        return "open"
    return ""


def refuse_unseen(quote: ServiceDocument, version: int | None) -> None:
    """
    Refuse to act on a quote that is no longer the one that was read; None says that nobody read it on a page.

    :raises ChangedMeanwhile: if somebody saved it after `version` was read
    """
    if version is not None and version != quote.version:
        raise ChangedMeanwhile(quote.id)


def refuse_unseen_jobs(
    order: ServiceDocument, version: int | None, job_ids: Iterable[UUID]
) -> None:
    """
    Refuse to act on jobs of an order that are no longer what was read; what else it has may have changed.

    :raises EditedMeanwhile: if somebody changed one of them after `version` was read
    """
    if version is not None and version != order.version:
        about = [target for job_id in job_ids for target in whole(Part.JOB, job_id)]
        _refuse_to_overwrite(order, version, about)


def take(
    quote_id: UUID, *, by: Actor, version: int | None = None, about: Iterable[Target] = ()
) -> ServiceDocument:
    """
    Return the quote, held and free to edit.

    Two people may edit different things at once; `version` is what was read, None by nobody on a page.

    :raises QuoteLocked: if it is with the customer, answered or ordered
    :raises EditedMeanwhile: if what the edit is `about` was changed after `version` was read
    """
    by.require(Permission.WRITE)
    rows = ServiceDocument.objects.visible_to(by).quotes()
    quote = rows.select_related("customer", "vehicle", "adviser", "payer", "workshop").locked(
        quote_id
    )
    reason = lock_reason(quote)
    if reason:
        raise QuoteLocked(reason)
    return begin(quote, by=by, version=version, about=about)


def take_for_jobs(
    document_id: UUID, *, by: Actor, version: int | None = None, about: Iterable[Target] = ()
) -> ServiceDocument:
    """
    Return a quote as `take` does, or an open order, whose jobs are asked for one by one (`refuse_locked`).

    :raises OrderClosed: if it is an order that is closed
    """
    kinds = ServiceDocument.objects.visible_to(by).values_list("kind", flat=True)
    if kinds.get(id=document_id) == ServiceDocument.Kind.QUOTE:
        return take(document_id, by=by, version=version, about=about)
    by.require(Permission.WRITE)
    order = hold_order(document_id, by=by)
    refuse_closed(order)
    return begin(order, by=by, version=version, about=about)


def begin(
    document: ServiceDocument, *, by: Actor, version: int | None, about: Iterable[Target]
) -> ServiceDocument:
    """
    Return the held document, once what it is has been kept.

    :raises EditedMeanwhile: if what the edit is `about` was changed after `version` was read
    """
    if version is not None and version != document.version:
        _refuse_to_overwrite(document, version, about)
    remember_before(document, by=by)
    return document


def refuse_locked(document: ServiceDocument, job: Job | None = None) -> None:
    """
    Refuse to change an order's job that is no longer free, or without one to put a new job on the order.

    :raises QuoteLocked: if it is agreed, or with the customer
    """
    if document.kind == ServiceDocument.Kind.ORDER:
        reason = job_lock(document, job) if job else order_lock(document)
        if reason:
            raise QuoteLocked(reason)


def refuse_locked_place(document: ServiceDocument, job_id: UUID | None) -> None:
    """
    Refuse to change what lies beside a document, or beside one of its jobs; in a quote the job may be gone.

    :raises QuoteLocked: if the document or the order's job is not free to edit
    :raises OrderClosed: if the order is closed
    """
    if document.kind == ServiceDocument.Kind.QUOTE:
        reason = lock_reason(document)
        if reason:
            raise QuoteLocked(reason)
        return
    refuse_closed(document)
    if job_id is not None:
        refuse_locked(document, document.jobs.get(id=job_id))


def _refuse_to_overwrite(quote: ServiceDocument, version: int, about: Iterable[Target]) -> None:
    edits = edits_since(quote, version)
    if edits is None:
        raise EditedMeanwhile(quote.id, ())
    lost = overwritten(edits, about)
    if lost:
        raise EditedMeanwhile(quote.id, lost)


def finish(
    quote: ServiceDocument,
    code: str,
    *,
    by: Actor,
    now: datetime,
    back_to: int | None = None,
    **data: object,
) -> list[Change]:
    """
    Work the sums out anew, count the edit, keep what the quote has become and record what was changed.

    :raises InvalidFields: if the edit would make a job cost less than nothing or more than can be frozen, or share a
        fixed price among none
    """
    jobs = jobs_of(quote)
    before = remembered(quote)
    if quote.kind == ServiceDocument.Kind.ORDER:
        code = code.replace("quote.", "order.")
        price_free_jobs(quote, jobs, at=now)
    else:
        _price(quote, jobs)
        quote.save(update_fields=["total_ore", "gross_ore"])
    quote.version += 1
    quote.updated_at = now
    index(quote)
    quote.save(update_fields=["version", "updated_at", "search", "sort_key"])
    after = content_of(quote, jobs) | ({} if back_to is None else {BACK_TO: back_to})
    remember(quote, after, by=by, now=now)
    changes = differences(before, after)
    told = [change.as_json() for change in changes]
    history.record(quote.id, code, by=by, at=now, changes=told, **data)
    return changes


def _price(quote: ServiceDocument, jobs: list[Job]) -> None:
    priced = price_edited(quote, jobs)
    changed: list[Job] = []
    for job, result in zip(jobs, priced.jobs, strict=True):
        sums = (result.amount.ore, result.gross.ore)
        if (job.amount_ore, job.gross_ore) != sums:
            job.amount_ore, job.gross_ore = sums
            changed.append(job)
    Job.objects.bulk_update(changed, ["amount_ore", "gross_ore"])
    quote.total_ore = priced.everything.amount.ore
    quote.gross_ore = priced.everything.gross.ore


def index(document: ServiceDocument) -> None:
    """Set what a search may hit and what the list sorts by."""
    customer, vehicle = document.customer, document.vehicle
    document.search = search_text(
        document.number,
        customer.name if customer else "",
        vehicle.plate_display if vehicle else "",
        vehicle.plate if vehicle else "",
        document.contact_name,
        document.phone,
        display_phone(document.phone),
        document.email,
    )
    document.sort_key = sort_key(customer.name if customer else "")
