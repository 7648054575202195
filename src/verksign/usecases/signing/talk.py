"""Questions and replies under a link: the customer asks on the page, staff answer from the quote card."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from verksign.records.models import CustomerRequest, DigitalDocument, Reply

IN_WRITING = "write"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing that was said, by the customer (`by` is empty) or by somebody in the workshop."""

    at: datetime
    text: str
    by: str = ""
    about: str = ""
    """The job that a question is about, as its title stood."""


def may_be_answered(request: CustomerRequest) -> bool:
    """A question, or a wish to have it in writing; who asked to be rung is rung."""
    return request.kind == CustomerRequest.Kind.QUESTION or request.when == IN_WRITING


def same_reader(asked: DigitalDocument, now: DigitalDocument) -> bool:
    """
    Whether a link still goes to the one who asked.

    A corrected recipient has a new link: nobody reads what somebody else has asked.
    """
    return (
        asked.link_id == now.link_id
        and asked.method == now.method
        and asked.recipient_address.casefold() == now.recipient_address.casefold()
    )


def still_reads(request: CustomerRequest, document: DigitalDocument) -> bool:
    """Whether the link still goes to the one who asked, not to who came after a correction in the same version."""
    corrected_at = request.document.corrected_at
    asked_before = corrected_at is not None and request.at < corrected_at
    return same_reader(request.document, document) and not asked_before


def talk_of(document: DigitalDocument) -> list[Said]:
    """Everything said under the link, over all versions, in the order it was said."""
    under_link = CustomerRequest.objects.filter(
        workshop_id=document.workshop_id, document__link=document.link_id
    )
    if not under_link.exists():
        # Most links: to ask this is far cheaper than to load nothing.
        return []
    asked = [
        request
        for request in under_link.select_related("document")
        .defer("document__content", "document__answer")
        .order_by("at", "id")
        if still_reads(request, document) and may_be_answered(request)
    ]
    titles = _titles(asked)
    said = [
        Said(at=row.at, text=row.text, about=titles.get((row.document_id, row.job), ""))
        for row in asked
    ]
    replies = Reply.objects.filter(request__in=asked).select_related("by").order_by("at", "id")
    said += [Said(at=reply.at, text=reply.text, by=reply.by.name) for reply in replies]
    return sorted(said, key=lambda each: each.at)


def _titles(asked: Sequence[CustomerRequest]) -> dict[tuple[object, object], str]:
    about = [row for row in asked if row.job]
    if not about:
        return {}
    documents = {row.document_id: row.document for row in about}
    return {
        (document.pk, job.job): job.title
        for document in documents.values()
        for job in document.jobs.all()
    }
