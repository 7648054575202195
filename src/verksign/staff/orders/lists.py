"""The list *Serviceordrar*."""

from dataclasses import replace

from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from verksign.domain.dates import end_of_day, local_date
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.order_states import WorkStatus
from verksign.domain.queues import Queue
from verksign.records.models import Job, ServiceDocument
from verksign.records.models.registers import RegisterQuerySet
from verksign.records.models.service_documents import ServiceDocumentQuerySet
from verksign.staff.http import StaffRequest, staff_only
from verksign.staff.lists import cells, documents
from verksign.staff.lists.columns import Column, Place
from verksign.staff.lists.filters import A_DAY, Asked, Choices, Flag, Mine
from verksign.staff.lists.listing import Listing, Ready
from verksign.staff.lists.pages import Shown, show
from verksign.staff.orders.finding import orders_of
from verksign.staff.quotes.selections import (
    ADVISER,
    CREATED,
    CUSTOMER_KIND,
    STATUS_SYMBOLS,
    SUM,
)
from verksign.wording.labels import label
from verksign.wording.templatetags.words import when

WAITING = frozenset(Queue.steps())
"""Extra jobs that are not done with."""

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


def _number(document: ServiceDocument, place: Place) -> SafeString:
    return cells.opens("order", place, document.id, document.number)


def _quote(document: ServiceDocument, place: Place) -> SafeString | str:
    if document.quote is None:
        return ""
    link = cells.refers("quote", place, document.quote.id, document.quote.number)
    if not document.unapproved_reason:
        return link
    unapproved = gettext("Utan godkännande")
    return format_html('<span class="two">{}<small>{}</small></span>', link, unapproved)


def _today(rows: ServiceDocumentQuerySet, asked: Asked) -> ServiceDocumentQuerySet:
    """Those whose vehicle comes or is promised back today, and are not done with."""
    day = (end_of_day(asked.today - A_DAY), end_of_day(asked.today))
    comes = Q(drop_off_at__gte=day[0], drop_off_at__lt=day[1])
    leaves = Q(ready_at__gte=day[0], ready_at__lt=day[1])
    return rows.filter(comes | leaves)


def _cards(rows: RegisterQuerySet[ServiceDocument]) -> RegisterQuerySet[ServiceDocument]:
    jobs = Job.objects.select_related("mechanic").order_by("position", "id")
    shown = jobs.filter(Q(mechanic__isnull=False) | Q(queue__in=WAITING))
    cards = rows.select_related("customer", "vehicle", "adviser", "quote")
    return cards.prefetch_related(Prefetch("jobs", shown))


def _shown_jobs(document: ServiceDocument) -> list[Job]:
    """Those alone that `_cards` has read."""
    return list(document.jobs.all())


def _mechanics(document: ServiceDocument) -> str:
    names = [job.mechanic.name for job in _shown_jobs(document) if job.mechanic]
    return ", ".join(dict.fromkeys(names))


def _waiting(document: ServiceDocument) -> int:
    return sum(job.queue in WAITING for job in _shown_jobs(document))


def _work_word(document: ServiceDocument) -> str:
    return label(document.work_status or WorkStatus.UPCOMING, "work_status")


def _drop_off(document: ServiceDocument, place: Place) -> SafeString | str:
    if document.drop_off_at is None:
        return cells.brief(document.drop_off or cells.DASH)
    return when(document.drop_off_at)


def _promised(document: ServiceDocument, place: Place) -> SafeString | str:
    """What is not kept is seen from afar."""
    if document.ready_at is None:
        return cells.brief(document.ready or cells.DASH)
    late = local_date(document.ready_at) < place.today
    if late and document.work_status != WorkStatus.FINISHED:
        return format_html('<span class="due" data-cue="bad">{}</span>', when(document.ready_at))
    return when(document.ready_at)


WORK_COLUMNS: tuple[Column[ServiceDocument], ...] = (
    Column(
        code="arbete",
        title=_("Arbetsläge"),
        short=_("Status"),
        cell=lambda document, place: cells.tag(_work_word(document)),
        value=_work_word,
        sort=("work_status",),
        css="d0 nowrap",
    ),
    Column(
        code="inlamning",
        title=_("Inlämning"),
        cell=_drop_off,
        value=lambda document: document.drop_off_at,
        sort=("drop_off_at",),
        empty_last=True,
        css="nowrap",
        narrow="c4",
    ),
    Column(
        code="klar",
        title=_("Lovad klar"),
        short=_("Klar"),
        cell=_promised,
        value=lambda document: document.ready_at,
        sort=("ready_at",),
        empty_last=True,
        css="d3 nowrap",
    ),
    Column(
        code="nyckel",
        title=_("Nyckel"),
        cell=lambda document, place: document.key_tag,
        value=lambda document: document.key_tag,
        sort=("key_tag",),
        css="nowrap",
        narrow="c5",
    ),
    Column(
        code="mekaniker",
        title=_("Mekaniker"),
        cell=lambda document, place: _mechanics(document),
        value=_mechanics,
        narrow="c4",
    ),
    Column(
        code="vantar",
        title=_("Extra jobb som väntar"),
        short=_("Väntar"),
        cell=lambda document, place: str(_waiting(document) or ""),
        value=_waiting,
        css="num",
        narrow="c3",
    ),
)
READY = (
    Ready(words=_("I dag"), query="idag=1", symbol="clock"),
    Ready(
        words=_("Pågående"),
        query=f"arbete={WorkStatus.ONGOING}",
        symbol="order",
    ),
    Ready(words=_("Mina pågående"), query=f"mina=1&arbete={WorkStatus.ONGOING}", symbol="person"),
    Ready(
        words=_("Stoppade"),
        query=f"arbete={WorkStatus.STOPPED}",
        symbol="snooze",
    ),
    Ready(
        words=_("Klara"),
        query=f"arbete={WorkStatus.FINISHED}",
        symbol="check",
    ),
)
"""The ready-made views of the list, as the day goes."""

ORDERS: Listing[ServiceDocument] = Listing(
    code="ordrar",
    view="orders",
    title=_("Serviceordrar"),
    symbol="order",
    rows=orders_of,
    cards=_cards,
    columns=(
        documents.PLATE,
        documents.number(_number),
        documents.CUSTOMER,
        documents.VEHICLE,
        *WORK_COLUMNS,
        documents.AMOUNT,
        Column(
            code="offert",
            title=_("Av offert"),
            cell=_quote,
            value=lambda document: document.quote.number if document.quote else "",
            css="a3 nowrap",
        ),
        replace(documents.CREATED_SHOWN, narrow="c5"),
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
    ready=READY,
    filters=(
        Flag(name="idag", words=_("I dag"), rule=_today),
        Mine(column="adviser_id"),
        WORK,
        CONFIRMATION,
        ADVISER,
        CUSTOMER_KIND,
        CREATED,
        SUM,
    ),
    sums="gross_ore",
    hint=_("Sök i listan"),
    caption=_("Serviceordrar"),
    css="tight orders",
    nothing=_(
        "Ingen serviceorder än. Den första skapas från en godkänd offert, eller med Ny serviceorder."
    ),
    not_found=_("Ingen order hittades. Pröva en del av regnumret, namnet eller numret."),
)


@require_safe
@staff_only
def orders(request: StaffRequest) -> HttpResponse:
    return show(Shown.of(request, ORDERS), buttons="staff/orders/new.html")
