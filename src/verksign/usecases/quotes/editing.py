"""What every edit of a quote shares: take it, see that it may be edited, and leave its sums right."""

from datetime import datetime
from uuid import UUID

from verksign.domain.access import Actor, Permission
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.identifiers import display_phone
from verksign.domain.prices import NegativeTotal, NothingIncluded
from verksign.domain.search_keys import search_text, sort_key
from verksign.records.models import Job, ServiceDocument
from verksign.usecases import history
from verksign.usecases.quotes.pricing import jobs_of, price
from verksign.usecases.registers.fields import ChangedMeanwhile, InvalidFields

MOST_ORE = 10**13
"""A hundred thousand million kronor: every sum of it is exact in JSON, and fits its column."""


class QuoteLocked(Exception):
    """The quote is evidence and cannot be edited; `reason` is open, answered or ordered."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


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


def take(quote_id: UUID, *, by: Actor, version: int | None = None) -> ServiceDocument:
    """
    Return the quote, held and free to edit.

    :raises QuoteLocked: if it is with the customer, answered or ordered
    :raises ChangedMeanwhile: if somebody saved it after `version` was read
    """
    by.require(Permission.WRITE)
    quote = ServiceDocument.objects.visible_to(by).quotes().locked(quote_id)
    reason = lock_reason(quote)
    if reason:
        raise QuoteLocked(reason)
    refuse_unseen(quote, version)
    return quote


def finish(quote: ServiceDocument, code: str, *, by: Actor, now: datetime, **data: object) -> None:
    """
    Work the sums out anew, count the edit and record it.

    :raises InvalidFields: if the edit would make a job cost less than nothing or more than can be frozen, or share a
        fixed price among none
    """
    jobs = jobs_of(quote)
    try:
        priced = price(quote, jobs)
    except NegativeTotal:
        raise InvalidFields({"price": "negative_total"}) from None
    except NothingIncluded:
        raise InvalidFields({"fixed_price": "nothing_included"}) from None
    if priced.everything.gross.ore > MOST_ORE:
        raise InvalidFields({"price": "too_much"})
    changed: list[Job] = []
    for job, result in zip(jobs, priced.jobs, strict=True):
        if job.amount_ore != result.amount.ore:
            job.amount_ore = result.amount.ore
            changed.append(job)
    Job.objects.bulk_update(changed, ["amount_ore"])
    quote.total_ore = priced.everything.amount.ore
    quote.gross_ore = priced.everything.gross.ore
    quote.version += 1
    quote.updated_at = now
    index(quote)
    quote.save(
        update_fields=["total_ore", "gross_ore", "version", "updated_at", "search", "sort_key"]
    )
    history.record(quote.id, code, by=by, at=now, **data)


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
