"""What the order costs as it stands: what was agreed, what has been added, and how far it is to the ceiling."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from verksign.domain.answers import JobAnswer
from verksign.domain.money import Money, format_kronor
from verksign.domain.prices import Amounts
from verksign.domain.queues import Origin, Queue
from verksign.records.models import Job, ServiceDocument
from verksign.staff.quotes.pricebox import WIDTH
from verksign.usecases.quotes.pricing import price


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPrice:
    amounts: str
    agreed: Money
    added: Money
    asked: Money
    """With the customer: what may be added."""
    ceiling: Money | None

    @property
    def total(self) -> Money:
        return self.agreed + self.added

    @property
    def total_words(self) -> str:
        return gettext("Exkl. moms") if self.amounts == Amounts.EXCL else gettext("Inkl. moms")

    @property
    def room(self) -> Money | None:
        return None if self.ceiling is None else self.ceiling - self.total

    @property
    def agreed_width(self) -> int:
        return self._part(self.agreed)

    @property
    def added_width(self) -> int:
        return self._part(self.total) - self.agreed_width

    def _part(self, amount: Money) -> int:
        whole = max(self.total.ore, self.ceiling.ore if self.ceiling else 0, 1)
        return amount.ore * WIDTH // whole

    @property
    def words(self) -> str:
        """Return the drawing in words."""
        facts = {"agreed": format_kronor(self.agreed.ore), "added": format_kronor(self.added.ore)}
        told = gettext("Avtalat %(agreed)s, godkända tillägg %(added)s") % facts
        if self.room is None or self.ceiling is None:
            return gettext("%(told)s, inget tak") % {"told": told}
        return gettext("%(told)s, utrymme %(room)s upp till taket %(ceiling)s") % {
            "told": told,
            "room": format_kronor(self.room.ore),
            "ceiling": format_kronor(self.ceiling.ore),
        }


def order_price(order: ServiceDocument, jobs: Sequence[Job]) -> OrderPrice:
    """Every agreed job keeps the sum it was agreed with; the ceiling is that of all of them."""
    ordered = [job for job in jobs if job.origin == Origin.ORDERED]
    added = [job for job in jobs if job.origin == Origin.FOUND and job.answer == JobAnswer.ACCEPTED]
    asked = [job for job in jobs if job.queue == Queue.WITH_CUSTOMER]
    return OrderPrice(
        amounts=order.amounts,
        agreed=_sum(ordered),
        added=_sum(added),
        asked=_sum(asked),
        ceiling=price(order, [*ordered, *added]).everything.ceiling,
    )


def _sum(jobs: Sequence[Job]) -> Money:
    return Money(sum(job.amount_ore for job in jobs))
