"""Fetches of a link by machines: counted by their reason beside the chain, and never taken for an opening."""

from datetime import datetime, timedelta

from django.db.models import F

from verksign.domain.machines import FetchReason
from verksign.records.models import DigitalDocument, LinkFetch

BURST = timedelta(seconds=10)
LONGEST_AGENT = 200


def note_fetch(
    *, document: DigitalDocument, reason: FetchReason, agent: str, now: datetime
) -> None:
    """`link.fetched`: one row for each reason, so that no scanner can fill the table; a burst counts as one."""
    row, made = LinkFetch.objects.get_or_create(
        document=document,
        reason=reason,
        defaults={
            "workshop_id": document.workshop_id,
            "agent": agent[:LONGEST_AGENT],
            "first_at": now,
            "last_at": now,
        },
    )
    if not made and now - row.last_at >= BURST:
        LinkFetch.objects.filter(pk=row.pk).update(
            times=F("times") + 1, last_at=now, agent=agent[:LONGEST_AGENT]
        )
