"""*Snabboffert*: one small form becomes cards, an ordinary quote with one job, and its sending, or nothing at all."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.domain.dates import local_date
from verksign.domain.identifiers import display_phone
from verksign.domain.prices import PriceKind
from verksign.records.models import Customer, DigitalDocument, ServiceDocument, User, Vehicle
from verksign.usecases.quick_quotes.look import Look, look
from verksign.usecases.quick_quotes.wishes import Form, Wish
from verksign.usecases.quotes.change import change_quote
from verksign.usecases.quotes.create import create_quote
from verksign.usecases.quotes.jobs import add_job, insert_package
from verksign.usecases.quotes.lines import add_line, change_line
from verksign.usecases.registers import CustomerData, VehicleData, save_customer, save_vehicle
from verksign.usecases.registers.fields import ChangedMeanwhile, InvalidFields, demand_key
from verksign.usecases.signing.recipients import LONGEST_NAME
from verksign.usecases.signing.send import Wanted, send_held
from verksign.usecases.signing.taking import held_quote


@dataclass(frozen=True, slots=True)
class Read:
    """What whoever presses has had before them."""

    seen: str
    """`Look.seen`: whose cards they are, and what a package costs."""
    warned_of: UUID | None = None
    """The vehicle that they know has something under way."""


class ShownAnew(Exception):
    """The cards or the price are others than those that were shown: somebody should read before it is sent."""


class VehicleUnderWay(Exception):
    """The vehicle has an open quote or an order already: a warning, which a second press passes."""

    def __init__(self, vehicle_id: UUID) -> None:
        super().__init__(vehicle_id)
        self.vehicle_id = vehicle_id


@transaction.atomic(durable=True)
def send_quick_quote(
    *, form: Form, key: str, by: Actor, now: datetime, read: Read | None = None
) -> DigitalDocument:
    """
    Find or make the customer's and the vehicle's cards, write the quote and send it: all of it or nothing.

    A second press with the same one-time key returns the first result. `read`: None when nobody reads a page.

    :raises InvalidFields: with a code for each field that cannot be read
    :raises QuoteIncomplete: if the package cannot be sent as it is, or the workshop's own details are missing
    :raises TooManySms: if the day's SMS are used up
    :raises Package.DoesNotExist: also when it is another workshop's
    :raises ShownAnew: if it is no longer what was read
    :raises VehicleUnderWay: unless they were warned of it
    """
    by.require(Permission.SEND)
    demand_key(key)
    earlier = _earlier_press(key, by)
    if earlier:
        return earlier
    shown = look(form=form, by=by)
    if shown.problems:
        raise InvalidFields(shown.problems)
    if read:
        _refuse_unread(shown, read, by=by, now=now)
    wish, known = shown.wish, shown.known
    customer = known.customer or _new_customer(wish, by=by, now=now)
    vehicle = known.vehicle or _new_vehicle(wish, customer, by=by, now=now)
    quote = create_quote(customer_id=customer.id, vehicle_id=vehicle.id, quick=True, by=by, now=now)
    _write(quote, wish, by=by, now=now)
    return send_held(
        held_quote(quote.id, by),
        wish.method,
        wish.address,
        Wanted(name=wish.name),
        key=key,
        by=by,
        now=now,
    )


def _earlier_press(key: str, by: Actor) -> DigitalDocument | None:
    """
    Return what this key has sent already. The person's own row is held: of two presses at once the second one waits.

    :raises ChangedMeanwhile: if it was pressed about something else
    """
    User.objects.select_for_update(no_key=True).only("pk").get(pk=by.person)
    rows = DigitalDocument.objects.visible_to(by).select_related("service_document")
    earlier = rows.filter(key=key).first()
    if earlier is not None and not earlier.service_document.quick:
        raise ChangedMeanwhile(earlier.service_document_id)
    return earlier


def _refuse_unread(shown: Look, read: Read, *, by: Actor, now: datetime) -> None:
    if shown.seen != read.seen:
        raise ShownAnew
    vehicle = shown.known.vehicle
    if vehicle is None or vehicle.id == read.warned_of:
        return
    rows = ServiceDocument.objects.visible_to(by).filter(vehicle=vehicle)
    if rows.under_way(local_date(now)).exists():
        raise VehicleUnderWay(vehicle.id)


def _new_customer(wish: Wish, *, by: Actor, now: datetime) -> Customer:
    """Until somebody knows the name, the number or the address is what the customer is called."""
    by_sms = wish.method == "sms"
    shown = display_phone(wish.address) if by_sms else wish.address
    data = CustomerData(
        name=wish.name or shown[:LONGEST_NAME],
        phone=wish.address if by_sms else "",
        email="" if by_sms else wish.address,
    )
    return save_customer(data=data, by=by, now=now)


def _new_vehicle(wish: Wish, owner: Customer, *, by: Actor, now: datetime) -> Vehicle:
    data = VehicleData(plate=wish.plate.display, customer_id=str(owner.id))
    return save_vehicle(data=data, by=by, now=now)


def _write(quote: ServiceDocument, wish: Wish, *, by: Actor, now: datetime) -> None:
    changes = {"price_kind": PriceKind.FAST.value}
    change_quote(quote_id=quote.id, changes=changes, by=by, now=now)
    if wish.package_id:
        insert_package(quote_id=quote.id, package_id=wish.package_id, by=by, now=now)
        return
    job = add_job(quote_id=quote.id, title=wish.title, by=by, now=now)
    _put_price(quote.id, job.id, wish, by=by, now=now)


def _put_price(quote_id: UUID, job_id: UUID, wish: Wish, *, by: Actor, now: datetime) -> None:
    line = add_line(quote_id=quote_id, job_id=job_id, text=wish.title, by=by, now=now)
    priced = {"unit": "st", "unit_price": f"{wish.price_ore // 100},{wish.price_ore % 100:02}"}
    change_line(quote_id=quote_id, line_id=line.id, changes=priced, by=by, now=now)
