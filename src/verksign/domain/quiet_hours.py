"""The hours in which nothing goes out that no person has just asked for, by the clock in Sweden."""

from dataclasses import dataclass
from datetime import UTC, datetime, time

from verksign.domain.dates import MINUTE, stockholm


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `start` until `end`, over midnight when `end` is the earlier; the same time twice means never."""

    start: time
    end: time

    def cover(self, at: datetime) -> bool:
        clock = stockholm(at).time()
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end

    def over(self, at: datetime) -> datetime:
        """
        Return the first instant from `at` on that is not quiet, in UTC.

        Walked minute by minute, so that it is right also in the nights when the clocks are set.
        """
        at = at.astimezone(UTC)
        while self.cover(at):
            at = at.replace(second=0, microsecond=0) + MINUTE
        return at
