"""The list *Serviceofferter*, described; what orders show likewise stands in `documents`."""

from django.db.models.functions import Coalesce, Greatest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from verksign.domain.digital_states import DigitalStatus
from verksign.records.models import ServiceDocument
from verksign.records.models.registers import RegisterQuerySet
from verksign.staff.lists import documents
from verksign.staff.lists.cells import muted, opens, refers
from verksign.staff.lists.columns import Column, Place
from verksign.staff.lists.listing import Listing
from verksign.staff.quotes.selections import FILTERS, ORDERS, READY, quotes_of, usual_sort
from verksign.staff.templatetags.staff import latest_at, latest_words
from verksign.wording.labels import label
from verksign.wording.templatetags.words import answer_mark, day_sv, status_badge, when

LATEST = Greatest(
    "updated_at", Coalesce("digital_at", "updated_at"), Coalesce("answered_at", "updated_at")
)


def _with_cards(
    rows: RegisterQuerySet[ServiceDocument],
) -> RegisterQuerySet[ServiceDocument]:
    whole = rows.select_related("customer", "vehicle", "adviser", "current", "order")
    return whole.defer("current__content", "current__answer")


def _number(document: ServiceDocument, place: Place) -> SafeString:
    return opens("quote", place, document.id, document.number)


def _status(document: ServiceDocument, place: Place) -> SafeString:
    return status_badge(document.digital_status)


def _answer(document: ServiceDocument, place: Place) -> SafeString | str:
    return answer_mark(document.answer)


def _latest(document: ServiceDocument, place: Place) -> SafeString:
    """When something last happened, and what: the order that was made of it says the most."""
    order = getattr(document, "order", None)
    what = (
        refers("order", place, order.id, order.number) if order else muted(latest_words(document))
    )
    return format_html("{}&ensp;{}", when(latest_at(document)), what)


def _valid(document: ServiceDocument, place: Place) -> SafeString | str:
    day = document.valid_until
    if day is None:
        return ""
    open_still = document.digital_status in DigitalStatus.open()
    cue = ' data-cue="watch"' if open_still and day <= place.today else ""
    return format_html('<span class="due"{}>{}</span>', SafeString(cue), day_sv(day))


def _order_number(document: ServiceDocument, place: Place) -> SafeString | str:
    order = getattr(document, "order", None)
    return refers("order", place, order.id, order.number) if order else ""


def _order_value(document: ServiceDocument) -> str:
    order = getattr(document, "order", None)
    return order.number if order else ""


def _quick(document: ServiceDocument) -> SafeString | str:
    if not document.quick:
        return ""
    return format_html('<span class="tag">{}</span>', label("1", "quick"))


COLUMNS: tuple[Column[ServiceDocument], ...] = (
    documents.PLATE,
    documents.number(_number),
    documents.CUSTOMER,
    documents.VEHICLE,
    documents.AMOUNT,
    Column(
        code="status",
        title=_("Digital status"),
        cell=_status,
        value=lambda document: label(document.digital_status, "status"),
        sort=("digital_status",),
        css="a3",
    ),
    Column(
        code="svar",
        title=_("Svar"),
        cell=_answer,
        value=lambda document: label(document.answer, "answer"),
        sort=("answer",),
        narrow="c2",
    ),
    Column(
        code="senast",
        title=_("Senast hänt"),
        cell=_latest,
        value=latest_at,
        sort=(LATEST,),
        down_first=True,
        css="rest",
        narrow="c3",
    ),
    Column(
        code="giltig",
        title=_("Giltig till"),
        cell=_valid,
        value=lambda document: document.valid_until,
        sort=("valid_until",),
        empty_last=True,
        css="nowrap",
        narrow="c4",
    ),
    documents.CREATED,
    documents.CUSTOMER_KIND,
    documents.PRICE_KIND,
    documents.PHONE,
    Column(
        code="snabb",
        title=_("Snabb"),
        cell=lambda document, place: _quick(document),
        value=lambda document: label("1", "quick") if document.quick else "",
        sort=("quick",),
        down_first=True,
        shown=False,
    ),
    Column(
        code="order",
        title=_("Serviceorder"),
        cell=_order_number,
        value=_order_value,
        shown=False,
    ),
    documents.ADVISER,
)

QUOTES: Listing[ServiceDocument] = Listing(
    code="offerter",
    view="quotes",
    title=_("Serviceofferter"),
    symbol="quote",
    rows=quotes_of,
    cards=_with_cards,
    columns=COLUMNS,
    usual_sort=usual_sort,
    orders=ORDERS,
    name_of=lambda document: document.number,
    filters=FILTERS,
    ready=READY,
    sums="gross_ore",
    hint=_("Sök i listan"),
    caption=_("Serviceofferter"),
    nothing=_("Ingen offert här just nu."),
    not_found=_("Ingen offert hittades. Pröva en del av regnumret, namnet eller numret."),
)
