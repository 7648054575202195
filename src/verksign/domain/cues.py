"""How old the oldest behind a tile may be before the tile says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from verksign.domain.digital_states import DigitalStatus
from verksign.domain.queues import Queue


@dataclass(frozen=True, slots=True)
class Limit:
    watch: timedelta
    """Worth a look."""
    bad: timedelta
    """Too long."""

    def cue(self, oldest: datetime, now: datetime) -> str:
        if now - oldest >= self.bad:
            return "bad"
        return "watch" if now - oldest >= self.watch else ""


DEFAULTS: Mapping[str, Limit] = {
    DigitalStatus.DRAFT: Limit(timedelta(minutes=10), timedelta(hours=1)),
    DigitalStatus.SENT: Limit(timedelta(days=1), timedelta(days=3)),
    DigitalStatus.SEEN: Limit(timedelta(days=1), timedelta(days=3)),
    DigitalStatus.FAILED: Limit(timedelta(0), timedelta(hours=1)),
    "to_order": Limit(timedelta(hours=2), timedelta(days=1)),
    Queue.FOUND: Limit(timedelta(minutes=15), timedelta(minutes=30)),
    Queue.PRICED: Limit(timedelta(minutes=30), timedelta(minutes=45)),
    Queue.WITH_CUSTOMER: Limit(timedelta(hours=1), timedelta(hours=3)),
    Queue.ANSWERED: Limit(timedelta(minutes=10), timedelta(minutes=30)),
}
"""Of every tile that has a bar, until the workshop sets its own."""
