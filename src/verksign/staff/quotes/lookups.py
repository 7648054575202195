"""Finding by typing: vehicles, customers, articles, operations, packages. The last choice is to go on without."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from verksign.domain.access import Permission
from verksign.domain.identifiers import display_phone
from verksign.domain.money import format_kronor
from verksign.records.models import (
    Article,
    Customer,
    LabourOperation,
    Package,
    ServiceDocument,
    Vehicle,
)
from verksign.records.models.registers import RegisterQuerySet
from verksign.staff.http import StaffRequest, requires
from verksign.staff.quotes.finding import document_for, quote_for
from verksign.staff.searching import best
from verksign.usecases.quotes.register_prices import shown_price

PAGE = "staff/quotes/find.html"
SHOWN = 7
LINES = "rad"


OF_ORDER = {"quote": "order", "change-quote": "change-order", "look-up": "order-look-up"}
"""What an order has for the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    title: str
    action: str = ""
    """Where choosing it is posted; without one it is a link to `href`."""
    name: str = ""
    value: str = ""
    href: str = ""
    note: str = ""
    plate: str = ""
    symbol: str = ""
    price: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    request: StaffRequest
    quote: ServiceDocument
    typed: str

    def address(self, name: str, *more: object) -> str:
        if self.quote.kind == ServiceDocument.Kind.ORDER:
            name = OF_ORDER.get(name, name)
        return reverse(
            f"staff:{name}", args=[self.request.workshop.slug, self.quote.id, *map(str, more)]
        )

    def best[R: (Article, LabourOperation, Package, Customer, Vehicle)](
        self, rows: RegisterQuerySet[R], shown: int = SHOWN
    ) -> list[R]:
        return best(rows.visible_to(self.request.actor), self.typed, shown)


@require_safe
@requires(Permission.WRITE)
def look_up(request: StaffRequest, quote_id: UUID, kind: str) -> HttpResponse:
    # Lines are looked up for an order's jobs, too.
    find_document = document_for if kind == LINES else quote_for
    return found(request, find_document(request, quote_id), kind)


def found(request: StaffRequest, document: ServiceDocument, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    title, label, find = KINDS[kind]
    search = Search(request, document, request.GET.get("q", "")[:100].strip())
    context: dict[str, Any] = {
        "quote": search.quote,
        "kind": kind,
        "title": title,
        "label": label,
        "typed": search.typed,
        "job": request.GET.get("job", ""),
        "options": find(search),
        "back": search.address("quote"),
        "again": request.path,
    }
    return render(request, f"{PAGE}#found" if request.htmx else PAGE, context)


def _vehicles(search: Search) -> list[Option]:
    change = search.address("change-quote")
    found = search.best(Vehicle.objects.select_related("customer"))
    options = [
        Option(
            action=change,
            name="vehicle_id",
            value=str(vehicle.id),
            plate=vehicle.plate_display,
            title=vehicle.model_name or vehicle.vin or gettext("Okänd modell"),
            note=vehicle.customer.name if vehicle.customer else gettext("Ingen ägare"),
        )
        for vehicle in found
    ]
    return [*options, _new_card(search, "new-vehicle", gettext("Nytt fordon"), plate=search.typed)]


def _customers(search: Search) -> list[Option]:
    return [
        *_customer_options(search, "customer_id"),
        _new_card(search, "new-customer", gettext("Ny kund"), name=search.typed),
    ]


def _payers(search: Search) -> list[Option]:
    """Another customer, who gets the invoice."""
    nobody = Option(
        action=search.address("change-quote"),
        name="payer_id",
        title=gettext("Kunden betalar själv"),
        symbol="x",
    )
    return [*_customer_options(search, "payer_id"), *([nobody] if search.quote.payer_id else [])]


def _customer_options(search: Search, name: str) -> list[Option]:
    change = search.address("change-quote")
    return [
        Option(
            action=change,
            name=name,
            value=str(customer.id),
            title=customer.name,
            note=" · ".join(
                part
                for part in (
                    display_phone(customer.phone) if customer.phone else "",
                    customer.city,
                )
                if part
            ),
            symbol="person",
        )
        for customer in search.best(Customer.objects.all())
    ]


def _new_card(search: Search, view: str, title: str, **filled: str) -> Option:
    """A link to the register's own form, which comes back to the quote."""
    query = urlencode({**filled, "next": search.address("quote")})
    return Option(
        title=f"{title} ”{search.typed}”" if search.typed else title,
        href=f"{reverse(f'staff:{view}', args=[search.request.workshop.slug])}?{query}",
        symbol="plus",
    )


def _lines(search: Search) -> list[Option]:
    job = _job_id(search)
    add = search.address("new-line", job)
    articles = [
        Option(
            action=add,
            name="article_id",
            value=str(article.id),
            title=article.name,
            note=article.number,
            symbol="article",
            price=f"{_price(search, article)}/{article.unit}",
        )
        for article in search.best(Article.objects.all())
    ]
    operations = [
        Option(
            action=add,
            name="operation_id",
            value=str(operation.id),
            title=operation.name,
            note=operation.number,
            symbol="order",
            price=_price(search, operation),
        )
        for operation in search.best(LabourOperation.objects.all(), 4)
    ]
    free = Option(
        action=add,
        name="text",
        value=search.typed,
        title=gettext("”%(typed)s” som text") % {"typed": search.typed},
        symbol="text",
    )
    packages = _packages_in(search, job) if search.quote.kind == ServiceDocument.Kind.ORDER else []
    return [*operations, *articles, *packages, *([free] if search.typed else [])]


def _packages_in(search: Search, job: UUID) -> list[Option]:
    """An order's job is there already: a package goes into it."""
    add = search.address("job-package", job)
    return [
        Option(
            action=add,
            name="package_id",
            value=str(package.id),
            title=package.name,
            note=package.number,
            symbol="package",
            price=""
            if package.price_ore is None
            else _kronor(shown_price(search.quote, package.price_ore)),
        )
        for package in search.best(Package.objects.all(), 3)
    ]


def _packages(search: Search) -> list[Option]:
    options = [
        Option(
            action=search.address("new-package"),
            name="package_id",
            value=str(package.id),
            title=package.name,
            note=package.number,
            symbol="package",
            price=""
            if package.price_ore is None
            else format_kronor(shown_price(search.quote, package.price_ore), decimals="needed"),
        )
        for package in search.best(Package.objects.all())
    ]
    new = Option(
        action=search.address("new-job"),
        name="title",
        value=search.typed,
        title=gettext("Nytt jobb ”%(typed)s”") % {"typed": search.typed},
        symbol="plus",
    )
    return [*options, *([new] if search.typed else [])]


def _price(search: Search, row: Article | LabourOperation) -> str:
    if isinstance(row, Article):
        return _kronor(shown_price(search.quote, row.price_ore, row.vat_rate))
    if row.price_ore is not None:
        return _kronor(shown_price(search.quote, row.price_ore))
    rate = shown_price(search.quote, search.request.workshop.hourly_rate_ore)
    return f"{_kronor(rate)}/tim"


def _kronor(ore: int) -> str:
    return format_kronor(ore, decimals="needed")


def _job_id(search: Search) -> UUID:
    """The job that the line is for, which must be one of this quote's."""
    try:
        job_id = UUID(search.request.GET.get("job", ""))
    except ValueError:
        raise Http404 from None
    return get_object_or_404(search.quote.jobs.only("id"), id=job_id).id


KINDS: dict[str, tuple[Promise, Promise, Callable[[Search], list[Option]]]] = {
    "fordon": (_("Välj fordon"), _("Regnr, chassinummer eller modell"), _vehicles),
    "betalare": (_("Välj vem som betalar"), _("Namn, telefon eller kundnummer"), _payers),
    "kund": (_("Välj kund"), _("Namn, telefon eller kundnummer"), _customers),
    "rad": (_("Lägg till rad"), _("Artikel, arbete eller egen text"), _lines),
    "paket": (_("Lägg till jobb"), _("Paket eller namn på ett nytt jobb"), _packages),
}
