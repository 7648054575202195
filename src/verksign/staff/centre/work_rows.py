"""What a row of *Kräver svar först* is, whatever it is about, and the order that rows come in."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from verksign.records.models import CustomerRequest, Job, ServiceDocument

LENGTH = 14


class WorkKind(StrEnum):
    CALL = "call"
    FAILED = "failed"
    DEADLINE = "deadline"
    """Until when a customer can answer extra jobs so that the vehicle is ready as promised: soon, or gone by."""
    PRICE_NOW = "price_now"
    """Found, dangerous, and without a price."""
    ACKNOWLEDGE = "acknowledge"
    QUESTION = "question"
    NEW_QUOTE = "new_quote"
    TO_SEND = "to_send"
    """Extra jobs that have their price and have not been sent."""
    LAST_DAY = "last_day"
    TO_ORDER = "to_order"
    DECLINED = "declined"
    WAITING = "waiting"


ORDER = tuple(WorkKind)
"""A customer who waits by the telephone first; what can wait until tomorrow last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    kind: WorkKind
    document: ServiceDocument
    at: datetime
    """Since when it has waited; of a quote that waits for the customer, until when."""
    request: CustomerRequest | None = None
    """Of a sending's questions the latest, which stands for all."""
    asked: int = 1
    """How many questions the row stands for."""
    jobs: tuple[Job, ...] = ()
    """The extra jobs of one order that the row is about."""

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.request.id if self.request else self.document.id}"

    @property
    def stamp(self) -> str:
        """Return what changes when the row does."""
        owner = self.request.owner_id if self.request else ""
        jobs = " ".join(f"{job.id} {job.answer} {job.gross_ore}" for job in self.jobs)
        return f"{self.kind} {self.document.version} {self.at:%s} {owner} {self.asked} {jobs}"
