"""How often something may be tried; the counts lie in the database, so that every process sees them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from verksign.domain.canonical import sha256_hex
from verksign.records.models import RateCount


@dataclass(frozen=True, slots=True)
class Limit:
    name: str
    times: int
    within: timedelta

    def key(self, subject: str) -> str:
        return sha256_hex(f"{self.name}\n{subject}".encode())


class TriedTooOften(Exception):
    def __init__(self, limit: Limit, until: datetime) -> None:
        super().__init__(limit.name, until)
        self.limit = limit
        self.until = until


@transaction.atomic(durable=True)
def spend(*, limit: Limit, subject: str, now: datetime) -> None:
    """
    Count one try, before it is known how it ends: tries side by side must not slip through.

    :raises TriedTooOften: if the subject has no try left
    """
    key = limit.key(subject)
    RateCount.objects.get_or_create(key=key, defaults={"window_at": now, "count": 0})
    row = RateCount.objects.select_for_update(no_key=True).get(key=key)
    if row.window_at + limit.within <= now:
        row.window_at, row.count = now, 0
    if row.count >= limit.times:
        raise TriedTooOften(limit, row.window_at + limit.within)
    row.count += 1
    row.save(update_fields=["window_at", "count"])


@transaction.atomic(durable=True)
def forget(*, limit: Limit, subject: str) -> None:
    """Give the subject all its tries back."""
    RateCount.objects.filter(key=limit.key(subject)).delete()
