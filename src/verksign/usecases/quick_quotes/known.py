"""Whom the number and the plate lead to, and whom the quote is made out to."""

from dataclasses import dataclass

from verksign.domain.access import Actor
from verksign.domain.customers import CustomerKind
from verksign.domain.quick_quotes import Buyer
from verksign.records.models import Customer, Vehicle
from verksign.usecases.quick_quotes.wishes import Wish

LOOKED_AT = 20
"""A number that stands on more cards than this is a switchboard's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    vehicle: Vehicle | None
    caller: Customer | None
    """Who has that number or address."""
    customer: Customer | None
    """Whom the quote is made out to; None: whoever calls, on a new card."""

    @property
    def owner(self) -> Customer | None:
        return self.vehicle.customer if self.vehicle else None

    @property
    def differ(self) -> bool:
        """Whether number and vehicle lead to different people, so that somebody should choose."""
        return self.owner is not None and self.owner != self.caller

    @property
    def kind(self) -> CustomerKind:
        return CustomerKind(self.customer.kind) if self.customer else CustomerKind.CONSUMER


def known_of(wish: Wish, by: Actor) -> Known:
    """
    Find the cards. Plates are reused and numbers are shared: a pair that belongs together goes before the latest cards.
    """
    callers = _callers(wish, by)
    vehicles = _vehicles(wish, by)
    ids = {caller.id for caller in callers}
    pair = next((each for each in vehicles if each.customer_id in ids), None)
    vehicle = pair or next(iter(vehicles), None)
    caller = pair.customer if pair else next(iter(callers), None)
    owner = vehicle.customer if vehicle else None
    chosen = {
        Buyer.BY_ITSELF: caller or owner,
        Buyer.CALLER: caller,
        Buyer.OWNER: owner or caller,
    }
    return Known(vehicle=vehicle, caller=caller, customer=chosen[wish.buyer])


def _callers(wish: Wish, by: Actor) -> list[Customer]:
    if not wish.address:
        return []
    rows = Customer.objects.visible_to(by)
    column = "phone" if wish.method == "sms" else "email__iexact"
    return list(rows.filter(**{column: wish.address}).order_by("-updated_at", "-id")[:LOOKED_AT])


def _vehicles(wish: Wish, by: Actor) -> list[Vehicle]:
    if not wish.plate.normalised:
        return []
    rows = Vehicle.objects.visible_to(by).filter(plate=wish.plate.normalised)
    rows = rows.select_related("customer").order_by("-updated_at", "-id")
    return list(rows[:LOOKED_AT])
