"""A card that was made on the way to the quote comes back to it: one press chooses it."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from verksign.records.models import Customer, ServiceDocument, Vehicle
from verksign.staff.http import StaffRequest


@dataclass(frozen=True, slots=True)
class SavedCard:
    name: str
    """The quote's field that it is for."""
    id: UUID
    words: str
    verb: str


def saved_card(request: StaffRequest, quote: ServiceDocument) -> SavedCard | None:
    """Return the card that the address tells of, unless the quote has it already."""
    if customer_id := _id(request.GET.get("kund", "")):
        customer = Customer.objects.visible_to(request.actor).filter(id=customer_id).first()
        if customer and customer.id != quote.customer_id:
            words = gettext("%(name)s är sparad bland kunderna.") % {"name": customer.name}
            return SavedCard("customer_id", customer.id, words, gettext("Välj som kund"))
    if vehicle_id := _id(request.GET.get("fordon", "")):
        vehicle = Vehicle.objects.visible_to(request.actor).filter(id=vehicle_id).first()
        if vehicle and vehicle.id != quote.vehicle_id:
            name = vehicle.plate_display or vehicle.vin
            words = gettext("%(name)s är sparad bland fordonen.") % {"name": name}
            return SavedCard("vehicle_id", vehicle.id, words, gettext("Välj som fordon"))
    return None


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
