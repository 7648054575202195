"""The columns that quotes and orders have alike."""

from collections.abc import Callable
from dataclasses import replace

from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from verksign.domain.identifiers import display_phone
from verksign.domain.money import format_amount
from verksign.domain.prices import Amounts
from verksign.records.models import ServiceDocument
from verksign.staff.lists import cells
from verksign.staff.lists.columns import Column, Place, kronor
from verksign.wording.labels import label
from verksign.wording.templatetags.words import phone, plate, when


def _plate(document: ServiceDocument, place: Place) -> SafeString:
    return plate(_plate_value(document))


def _plate_value(document: ServiceDocument) -> str:
    return document.vehicle.plate_display if document.vehicle else ""


def _customer(document: ServiceDocument, place: Place) -> str:
    return _customer_value(document) or cells.DASH


def _customer_value(document: ServiceDocument) -> str:
    return document.customer.name if document.customer else ""


def _vehicle(document: ServiceDocument) -> str:
    return document.vehicle.model_name if document.vehicle else ""


def _amount(document: ServiceDocument, place: Place) -> SafeString | str:
    """Incl. VAT like the foot's sum; a company reads its own amount below it."""
    if document.amounts != Amounts.EXCL:
        return cells.amount(document.gross_ore)
    own = gettext("exkl. %(amount)s") % {"amount": format_amount(document.total_ore)}
    return cells.amount(document.gross_ore, own)


def _price_kind(document: ServiceDocument) -> str:
    return label(document.price_kind, "price_kind") if document.price_kind else ""


def number(cell: Callable[[ServiceDocument, Place], str]) -> Column[ServiceDocument]:
    """Return the column that opens the row; numbers are given in the order that documents are made in."""
    return Column(
        code="nr",
        title=_("Nr"),
        cell=cell,
        value=lambda document: document.number,
        sort=("created_at",),
        down_first=True,
        css="b",
        fixed=True,
    )


PLATE: Column[ServiceDocument] = Column(
    code="regnr",
    title=_("Reg.nr"),
    cell=_plate,
    value=_plate_value,
    sort=("vehicle__sort_key",),
    empty_last=True,
    css="a1",
)
CUSTOMER: Column[ServiceDocument] = Column(
    code="kund",
    title=_("Kund"),
    cell=_customer,
    value=_customer_value,
    sort=("sort_key",),
    css="a2 nowrap",
)
VEHICLE: Column[ServiceDocument] = Column(
    code="fordon",
    title=_("Fordon"),
    cell=lambda document, place: _vehicle(document),
    value=_vehicle,
    css="muted nowrap",
    narrow="c5",
)
AMOUNT: Column[ServiceDocument] = Column(
    code="belopp",
    title=_("Belopp inkl. moms"),
    short=_("Belopp"),
    cell=_amount,
    value=lambda document: kronor(document.gross_ore),
    sort=("gross_ore",),
    down_first=True,
    css="num b3",
)
CREATED_SHOWN: Column[ServiceDocument] = Column(
    code="skapad",
    title=_("Skapad"),
    cell=lambda document, place: when(document.created_at),
    value=lambda document: document.created_at,
    sort=("created_at",),
    down_first=True,
    css="nowrap",
    narrow="c2",
)
CREATED = replace(CREATED_SHOWN, shown=False)
CUSTOMER_KIND: Column[ServiceDocument] = Column(
    code="kundtyp",
    title=_("Kundtyp"),
    cell=lambda document, place: label(document.customer_kind, "customer_kind"),
    value=lambda document: label(document.customer_kind, "customer_kind"),
    shown=False,
)
PRICE_KIND: Column[ServiceDocument] = Column(
    code="pristyp",
    title=_("Pristyp"),
    cell=lambda document, place: _price_kind(document),
    value=_price_kind,
    css="nowrap",
    shown=False,
)
PHONE: Column[ServiceDocument] = Column(
    code="telefon",
    title=_("Telefon"),
    cell=lambda document, place: phone(document.phone),
    value=lambda document: display_phone(document.phone) if document.phone else "",
    shown=False,
)
ADVISER: Column[ServiceDocument] = Column(
    code="km",
    title=_("Kundmottagare"),
    short=_("KM"),
    cell=lambda document, place: cells.who(document.adviser),
    value=lambda document: document.adviser.name,
    sort=("adviser__sort_key",),
    narrow="c5",
)
