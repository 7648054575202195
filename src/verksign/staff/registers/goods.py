"""The lists *Artiklar*, *Arbeten* and *Paket*: what jobs are priced from."""

from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from verksign.domain.prices import PriceKind
from verksign.records.models import Article, LabourOperation, Package
from verksign.records.models.registers import RegisterQuerySet
from verksign.staff.http import StaffRequest, staff_only
from verksign.staff.lists import cells
from verksign.staff.lists.columns import Column, Place, kronor
from verksign.staff.lists.filters import Between, Choices
from verksign.staff.lists.listing import Listing
from verksign.staff.lists.pages import Shown, show
from verksign.wording.labels import label
from verksign.wording.templatetags.words import kr, quantity

ARTICLES: Listing[Article] = Listing(
    code="artiklar",
    view="articles",
    title=_("Artiklar"),
    symbol="article",
    rows=Article.objects.visible_to,
    cards=lambda rows: rows,
    columns=(
        Column(
            code="nr",
            title=_("Nr"),
            cell=lambda row, place: row.number,
            value=lambda row: row.number,
            sort=("number",),
            css="a1 muted",
        ),
        Column(
            code="namn",
            title=_("Namn"),
            cell=lambda row, place: row.name,
            value=lambda row: row.name,
            sort=("sort_key",),
            css="a2",
            fixed=True,
        ),
        Column(
            code="enhet",
            title=_("Enhet"),
            cell=lambda row, place: row.unit,
            value=lambda row: row.unit,
            sort=("unit", "sort_key"),
            narrow="c2",
        ),
        Column(
            code="moms",
            title=_("Moms"),
            cell=lambda row, place: f"{quantity(row.vat_rate)} %",
            value=lambda row: row.vat_rate,
            sort=("vat_rate", "sort_key"),
            css="num",
            narrow="c2",
        ),
        Column(
            code="pris",
            title=_("Pris exkl. moms"),
            cell=lambda row, place: kr(row.price_ore),
            value=lambda row: kronor(row.price_ore),
            sort=("price_ore",),
            down_first=True,
            css="num a3",
        ),
    ),
    usual_sort=lambda values: "namn",
    name_of=lambda row: row.name,
    filters=(Between(name="pris", title=_("Pris"), column="price_ore"),),
    hint=_("Nummer eller namn"),
    caption=_("Artiklar"),
    nothing=_("Ingen artikel än."),
    not_found=_("Ingen artikel hittades. Pröva en del av namnet eller numret."),
)


def _hours(row: LabourOperation) -> str:
    return "" if row.hours is None else f"{quantity(row.hours)} tim"


OPERATIONS: Listing[LabourOperation] = Listing(
    code="arbeten",
    view="operations",
    title=_("Arbeten"),
    symbol="clock",
    rows=LabourOperation.objects.visible_to,
    cards=lambda rows: rows,
    columns=(
        Column(
            code="nr",
            title=_("Nr"),
            cell=lambda row, place: row.number,
            value=lambda row: row.number,
            sort=("number",),
            css="a1 muted",
        ),
        Column(
            code="namn",
            title=_("Namn"),
            cell=lambda row, place: row.name,
            value=lambda row: row.name,
            sort=("sort_key",),
            css="a2",
            fixed=True,
        ),
        Column(
            code="tid",
            title=_("Tid"),
            cell=lambda row, place: _hours(row),
            value=lambda row: row.hours,
            sort=("hours",),
            empty_last=True,
            down_first=True,
            css="num a3",
        ),
        Column(
            code="pris",
            title=_("Fast belopp exkl. moms"),
            cell=lambda row, place: "" if row.price_ore is None else kr(row.price_ore),
            value=lambda row: kronor(row.price_ore),
            sort=("price_ore",),
            empty_last=True,
            down_first=True,
            css="num b3",
        ),
    ),
    usual_sort=lambda values: "namn",
    name_of=lambda row: row.name,
    hint=_("Nummer eller namn"),
    caption=_("Arbeten"),
    nothing=_("Inget arbete än."),
    not_found=_("Inget arbete hittades. Pröva en del av namnet eller numret."),
)


def _price_kind(row: Package) -> str:
    return label(row.price_kind, "price_kind")


def _package_price(row: Package, place: Place) -> SafeString | str:
    return cells.muted(gettext("Summan av raderna")) if row.price_ore is None else kr(row.price_ore)


def _lines(row: Package) -> int:
    """Counted by the list's own query."""
    number: int = getattr(row, "contents")  # noqa: B009 (an annotation, which the type does not know)
    return number


def _counted(rows: RegisterQuerySet[Package]) -> RegisterQuerySet[Package]:
    counted: RegisterQuerySet[Any] = rows.annotate(contents=Count("lines"))
    return counted


PACKAGES: Listing[Package] = Listing(
    code="paket",
    view="packages",
    title=_("Paket"),
    symbol="package",
    rows=Package.objects.visible_to,
    cards=_counted,
    columns=(
        Column(
            code="nr",
            title=_("Nr"),
            cell=lambda row, place: row.number,
            value=lambda row: row.number,
            sort=("number",),
            css="a1 muted",
        ),
        Column(
            code="namn",
            title=_("Namn"),
            cell=lambda row, place: row.name,
            value=lambda row: row.name,
            sort=("sort_key",),
            css="a2",
            fixed=True,
        ),
        Column(
            code="pristyp",
            title=_("Pristyp"),
            cell=lambda row, place: cells.tag(_price_kind(row)),
            value=_price_kind,
            sort=("price_kind", "sort_key"),
            narrow="c2",
        ),
        Column(
            code="rader",
            title=_("Rader"),
            cell=lambda row, place: str(_lines(row)),
            value=_lines,
            css="num",
            narrow="c2",
        ),
        Column(
            code="pris",
            title=_("Fast pris exkl. moms"),
            cell=_package_price,
            value=lambda row: kronor(row.price_ore),
            sort=("price_ore",),
            empty_last=True,
            down_first=True,
            css="num a3",
        ),
    ),
    usual_sort=lambda values: "namn",
    name_of=lambda row: row.name,
    filters=(
        Choices(
            name="pristyp",
            title=_("Pristyp"),
            column="price_kind",
            words="price_kind",
            codes=tuple(PriceKind),
            many=False,
        ),
    ),
    hint=_("Nummer eller namn"),
    caption=_("Paket"),
    nothing=_("Inget paket än."),
    not_found=_("Inget paket hittades. Pröva en del av namnet eller numret."),
)


@require_safe
@staff_only
def articles(request: StaffRequest) -> HttpResponse:
    return show(Shown.of(request, ARTICLES), sub=gettext("Priser exkl. moms"))


@require_safe
@staff_only
def operations(request: StaffRequest) -> HttpResponse:
    rate = kr(request.workshop.hourly_rate_ore)
    return show(
        Shown.of(request, OPERATIONS), sub=gettext("Timpris %(rate)s exkl. moms") % {"rate": rate}
    )


@require_safe
@staff_only
def packages(request: StaffRequest) -> HttpResponse:
    return show(Shown.of(request, PACKAGES), sub=gettext("Färdiga jobb med sina rader"))
