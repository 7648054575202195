"""A demo quote on its way through its story: what a step needs to know, and what the worker does after each."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from verksign.domain.access import Actor
from verksign.domain.message_states import MessageState
from verksign.records.models import DigitalDocument, Message, ServiceDocument
from verksign.usecases import digital
from verksign.usecases.demo.plans import Plan
from verksign.usecases.demo.stock import Stock
from verksign.usecases.signing.deliver import deliver
from verksign.usecases.signing.visit import Visit

SOON = timedelta(seconds=1)
"""What the worker needs for a task."""
LIKE_GECKO = "AppleWebKit/537.36 (KHTML, like Gecko)"
AGENTS = (
    f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) {LIKE_GECKO} Version/18.5 Mobile Safari/604.1",
    f"Mozilla/5.0 (Linux; Android 15; Pixel 8) {LIKE_GECKO} Chrome/137.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:139.0) Gecko/20100101 Firefox/139.0",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A quote, or an order: `quote_id` is the service document's."""

    plan: Plan
    stock: Stock
    by: Actor
    quote_id: UUID
    mechanic: Actor | None = None

    def quote(self) -> ServiceDocument:
        return ServiceDocument.objects.get(id=self.quote_id)

    def sending(self) -> DigitalDocument:
        """The newest one."""
        return (
            DigitalDocument.objects.filter(service_document_id=self.quote_id)
            .select_related("link")
            .latest("created_at", "version")
        )

    def asking(self) -> Message:
        """The newest message that asks for an answer."""
        return Message.objects.filter(
            service_document_id=self.quote_id, kind__in=Message.ASKING
        ).latest("created_at", "id")

    def job_id(self, number: str) -> UUID:
        """The id of the quote's first, second … job."""
        ids = self.quote().jobs.order_by("position", "id").values_list("id", flat=True)
        return ids[int(number) - 1]

    def token(self) -> str:
        """What the customer's address ends in, as it stands in the message that was handed over."""
        link = self.sending().link
        return digital.address_of(link, link.generation).rpartition("/")[2]

    def visit(self) -> Visit:
        """The customer's telephone; its address is from the range that RFC 5737 keeps for examples."""
        return Visit(ip=f"203.0.113.{self.plan.no}", agent=AGENTS[self.plan.no % len(AGENTS)])

    def key(self, at: datetime) -> str:
        """A one-time key, as the dialog would make one."""
        return f"demo-{self.plan.no}-{at:%Y%m%d%H%M%S}"


def hand_over(case: Case, at: datetime) -> None:
    """What the worker does with the quote's messages in line."""
    waiting = Message.objects.filter(
        service_document_id=case.quote_id, state=MessageState.QUEUED
    ).order_by("created_at", "id")
    for message_id in waiting.values_list("id", flat=True):
        deliver(message_id, now=at)
