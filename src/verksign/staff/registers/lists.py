"""The lists *Kunder* and *Fordon*, described."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from verksign.domain.customers import CustomerKind
from verksign.domain.identifiers import display_phone
from verksign.records.models import Customer, Vehicle
from verksign.staff.lists import cells
from verksign.staff.lists.columns import Column, Place
from verksign.staff.lists.filters import Choices
from verksign.staff.lists.listing import Listing
from verksign.wording.labels import label
from verksign.wording.templatetags.words import phone, plate, when, whole


def _kind(customer: Customer) -> str:
    return label(customer.kind, "customer_kind")


CUSTOMERS: Listing[Customer] = Listing(
    code="kunder",
    view="customers",
    title=_("Kunder"),
    symbol="people",
    rows=Customer.objects.visible_to,
    cards=lambda rows: rows,
    columns=(
        Column(
            code="namn",
            title=_("Namn"),
            cell=lambda row, place: cells.opens("customer", place, row.id, row.name),
            value=lambda row: row.name,
            sort=("sort_key",),
            css="n1",
            fixed=True,
        ),
        Column(
            code="nr",
            title=_("Nr"),
            cell=lambda row, place: row.number,
            value=lambda row: row.number,
            sort=("number",),
            css="muted",
            narrow="c3",
        ),
        Column(
            code="kundtyp",
            title=_("Kundtyp"),
            cell=lambda row, place: _kind(row),
            value=_kind,
            sort=("kind", "sort_key"),
            narrow="c2",
        ),
        Column(
            code="telefon",
            title=_("Telefon"),
            cell=lambda row, place: phone(row.phone),
            value=lambda row: display_phone(row.phone) if row.phone else "",
            css="b",
        ),
        Column(
            code="epost",
            title=_("E-post"),
            cell=lambda row, place: row.email,
            value=lambda row: row.email,
            sort=("email",),
            css="nowrap",
            narrow="c3",
        ),
        Column(
            code="ort",
            title=_("Ort"),
            cell=lambda row, place: row.city,
            value=lambda row: row.city,
            sort=("city_key", "sort_key"),
            css="nowrap",
            narrow="c2",
        ),
        Column(
            code="adress",
            title=_("Adress"),
            cell=lambda row, place: row.full_address,
            value=lambda row: row.full_address,
            shown=False,
        ),
        Column(
            code="orgnr",
            title=_("Organisationsnummer"),
            cell=lambda row, place: row.org_number,
            value=lambda row: row.org_number,
            shown=False,
        ),
        Column(
            code="tillagd",
            title=_("Tillagd"),
            cell=lambda row, place: when(row.created_at),
            value=lambda row: row.created_at,
            sort=("created_at",),
            down_first=True,
            css="nowrap",
            shown=False,
        ),
    ),
    usual_sort=lambda values: "namn",
    name_of=lambda row: row.name,
    filters=(
        Choices(
            name="kundtyp",
            title=_("Kundtyp"),
            column="kind",
            words="customer_kind",
            codes=tuple(CustomerKind),
            many=False,
        ),
    ),
    hint=_("Namn, telefon, e-post, ort"),
    caption=_("Kunder"),
    nothing=_("Ingen kund än. Lägg till den första med Ny kund."),
    not_found=_("Ingen kund hittades. Pröva en del av namnet eller telefonnumret."),
)


def _model(row: Vehicle, place: Place) -> SafeString:
    return cells.opens("vehicle", place, row.id, row.model_name or gettext("Okänd modell"))


def _mileage(row: Vehicle) -> str:
    return "" if row.mileage_mil is None else f"{whole(row.mileage_mil)} mil"


VEHICLES: Listing[Vehicle] = Listing(
    code="fordon",
    view="vehicles",
    title=_("Fordon"),
    symbol="car",
    rows=Vehicle.objects.visible_to,
    cards=lambda rows: rows.select_related("customer"),
    columns=(
        Column(
            code="regnr",
            title=_("Reg.nr"),
            cell=lambda row, place: plate(row.plate_display),
            value=lambda row: row.plate_display,
            sort=("sort_key",),
            css="a1",
        ),
        Column(
            code="modell",
            title=_("Modell"),
            cell=_model,
            value=lambda row: row.model_name,
            sort=("make", "model"),
            css="a2 nowrap",
            fixed=True,
        ),
        Column(
            code="ar",
            title=_("Årsmodell"),
            cell=lambda row, place: str(row.year or ""),
            value=lambda row: row.year,
            sort=("year",),
            empty_last=True,
            down_first=True,
            css="num a3",
        ),
        Column(
            code="agare",
            title=_("Ägare"),
            cell=lambda row, place: row.customer.name if row.customer else cells.DASH,
            value=lambda row: row.customer.name if row.customer else "",
            sort=("customer__sort_key",),
            empty_last=True,
            css="b nowrap",
        ),
        Column(
            code="matare",
            title=_("Mätarställning"),
            cell=lambda row, place: _mileage(row),
            value=lambda row: row.mileage_mil,
            sort=("mileage_mil",),
            empty_last=True,
            down_first=True,
            css="num",
            narrow="c2",
        ),
        Column(
            code="chassi",
            title=_("Chassinummer"),
            cell=lambda row, place: row.vin,
            value=lambda row: row.vin,
            css="muted",
            narrow="c3",
        ),
        Column(
            code="tillagd",
            title=_("Tillagd"),
            cell=lambda row, place: when(row.created_at),
            value=lambda row: row.created_at,
            sort=("created_at",),
            down_first=True,
            css="nowrap",
            shown=False,
        ),
    ),
    usual_sort=lambda values: "regnr",
    name_of=lambda row: row.plate_display or row.vin,
    hint=_("Regnr, modell, ägare, chassinr"),
    caption=_("Fordon"),
    nothing=_("Inget fordon än. Lägg till det första med Nytt fordon."),
    not_found=_("Inget fordon hittades. Pröva en del av regnumret eller ägarens namn."),
)
