"""How old the oldest behind a tile may be before the tile says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from verksign.domain.digital_states import DigitalStatus


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
}
"""Of every tile that has a bar, until the workshop sets its own."""
