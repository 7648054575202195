"""The list *Serviceordrar*."""

from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from verksign.domain.access import Actor
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.order_states import WorkStatus
from verksign.records.models import ServiceDocument
from verksign.records.models.service_documents import ServiceDocumentQuerySet
from verksign.staff.http import StaffRequest, staff_only
from verksign.staff.lists import cells, documents
from verksign.staff.lists.columns import Column, Place
from verksign.staff.lists.filters import Choices, Mine
from verksign.staff.lists.listing import Listing
from verksign.staff.lists.pages import Shown, show
from verksign.staff.quotes.selections import (
    ADVISER,
    CREATED,
    CUSTOMER_KIND,
    STATUS_SYMBOLS,
    SUM,
)

WORK = Choices(
    name="arbete",
    title=_("Arbetsstatus"),
    column="work_status",
    words="work_status",
    codes=tuple(WorkStatus),
    symbols={work.value: ("", "order") for work in WorkStatus},
)
CONFIRMATION = Choices(
    name="status",
    title=_("Orderbekräftelse"),
    column="digital_status",
    words="status",
    codes=tuple(DigitalStatus),
    symbols=STATUS_SYMBOLS,
)


def orders_of(actor: Actor) -> ServiceDocumentQuerySet:
    return ServiceDocument.objects.visible_to(actor).orders()


def _number(document: ServiceDocument, place: Place) -> SafeString:
    return cells.opens("order", place, document.id, document.number)


def _quote(document: ServiceDocument, place: Place) -> SafeString | str:
    if document.quote is None:
        return ""
    link = cells.refers("quote", place, document.quote.id, document.quote.number)
    if not document.unapproved_reason:
        return link
    return format_html("{} {}", link, cells.tag(gettext("Utan godkännande")))


ORDERS: Listing[ServiceDocument] = Listing(
    code="ordrar",
    view="orders",
    title=_("Serviceordrar"),
    symbol="order",
    rows=orders_of,
    cards=lambda rows: rows.select_related("customer", "vehicle", "adviser", "quote"),
    columns=(
        documents.PLATE,
        documents.number(_number),
        documents.CUSTOMER,
        documents.VEHICLE,
        documents.AMOUNT,
        Column(
            code="offert",
            title=_("Av offert"),
            cell=_quote,
            value=lambda document: document.quote.number if document.quote else "",
            css="a3 nowrap",
        ),
        documents.CREATED_SHOWN,
        documents.CUSTOMER_KIND,
        documents.PHONE,
        Column(
            code="skal",
            title=_("Utan godkännande, därför att"),
            short=_("Skäl"),
            cell=lambda document, place: document.unapproved_reason,
            value=lambda document: document.unapproved_reason,
            shown=False,
        ),
        documents.ADVISER,
    ),
    usual_sort=lambda values: "-skapad",
    name_of=lambda document: document.number,
    filters=(Mine(column="adviser_id"), WORK, CONFIRMATION, ADVISER, CUSTOMER_KIND, CREATED, SUM),
    sums="gross_ore",
    hint=_("Sök i listan"),
    caption=_("Serviceordrar"),
    nothing=_("Ingen serviceorder än. Den första skapas från en godkänd offert."),
    not_found=_("Ingen order hittades. Pröva en del av regnumret, namnet eller numret."),
)


@require_safe
@staff_only
def orders(request: StaffRequest) -> HttpResponse:
    return show(Shown.of(request, ORDERS))
