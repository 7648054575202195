from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor
from verksign.domain.customers import CustomerKind, Language
from verksign.domain.prices import PriceKind
from verksign.domain.quote_changes import Part
from verksign.domain.typed_times import NotATime, parse_time
from verksign.records.models import ServiceDocument
from verksign.usecases.orders.editing import take_order
from verksign.usecases.orders.evidence import evidence_of
from verksign.usecases.quotes import typed
from verksign.usecases.quotes.change import CHOSEN, show_prices_for
from verksign.usecases.quotes.editing import finish, targets
from verksign.usecases.registers.fields import InvalidFields

PLAIN: dict[str, typed.Parser] = {
    "contact_name": typed.text("contact_name", most=120),
    "phone": typed.phone("phone"),
    "email": typed.email("email"),
    "language": typed.one_of("language", Language),
    "customer_kind": typed.one_of("customer_kind", CustomerKind),
    "price_kind": typed.one_of("price_kind", PriceKind, blank=True),
    "mileage_mil": typed.whole_number("mileage_mil", most=1_000_000),
    "key_tag": typed.text("key_tag", most=20),
    "reported": typed.text("reported", most=2000),
    "notes": typed.text("notes", most=5000),
}
TIMES = ("drop_off_at", "ready_at")
AGREED = frozenset({"customer_id", "vehicle_id", "customer_kind", "price_kind"})
"""Whom and what an agreement is about: free while nothing is agreed."""
FIELDS = (*PLAIN, *TIMES, *CHOSEN)
EDITED = (
    *PLAIN,
    *TIMES,
    "customer",
    "payer",
    "vehicle",
    "adviser",
    "amounts",
)
"""Never the columns that follow sendings and extra jobs: `usecases.digital` alone writes those."""


@transaction.atomic
def change_order(
    *,
    order_id: UUID,
    changes: Mapping[str, str],
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> ServiceDocument:
    """
    Change the order's own fields, given as staff typed them.

    :raises InvalidFields: with a code for each field; nothing is changed then
    :raises OrderClosed: if it is closed
    :raises EditedMeanwhile: if somebody changed the same after `version` was read
    """
    order = take_order(order_id, by=by, version=version, about=targets(Part.QUOTE, changes))
    _refuse_agreed(order, changes)
    plain = {field: value for field, value in changes.items() if field not in CHOSEN}
    values = typed.read(plain, {**PLAIN, **{name: _moment(name, now) for name in TIMES}})
    for column, value in values.items():
        setattr(order, column, value)
    for field, choose in CHOSEN.items():
        if field in changes:
            choose(order, changes[field], by)
    if "customer_kind" in values:
        show_prices_for(order, CustomerKind(order.customer_kind).amounts)
    order.save(update_fields=EDITED)
    finish(order, "order.changed", by=by, now=now, fields=sorted(changes))
    return order


def _refuse_agreed(order: ServiceDocument, changes: Mapping[str, str]) -> None:
    wanted = AGREED & set(changes)
    if wanted and evidence_of(order):
        raise InvalidFields(dict.fromkeys(wanted, "agreed"))


def _moment(column: str, now: datetime) -> Callable[[str], dict[str, Any]]:
    def parse(text: str) -> dict[str, Any]:
        try:
            return {column: parse_time(text, now) if text else None}
        except NotATime:
            raise typed.BadText("not_a_moment") from None

    return parse
