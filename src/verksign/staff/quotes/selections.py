"""What a list of quotes shows. A tile counts and its list shows the same selection, so they cannot differ."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verksign.domain.access import Actor
from verksign.domain.answers import AnswerSummary
from verksign.domain.customers import CustomerKind
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.prices import PriceKind
from verksign.records.models import CustomerRequest, ServiceDocument
from verksign.records.models.service_documents import ServiceDocumentQuerySet
from verksign.staff.lists.filters import (
    Adviser,
    Asked,
    Between,
    Choices,
    Filter,
    Flag,
    Mine,
    Period,
    Preset,
    Validity,
    Values,
)
from verksign.staff.lists.listing import Ready

WAITING = (DigitalStatus.SENT, DigitalStatus.SEEN)
TILED = tuple(status for status in DigitalStatus if status is not DigitalStatus.REPLACED)


class View(StrEnum):
    OPEN = "open"
    WAITING = "waiting"
    UNSENT = "unsent"


VIEW_LABELS: dict[str, Promise] = {
    View.OPEN: _("Alla öppna"),
    View.WAITING: _("Väntar svar"),
    View.UNSENT: _("Ej skickade"),
}
TO_ORDER_LABEL = _("Att göra order av")
STATUS_SYMBOLS = {status.value: (status.value, status.value) for status in TILED}
ANSWER_SYMBOLS: dict[str, tuple[str, str]] = {
    AnswerSummary.APPROVED_DIGITALLY: ("signed", "signed"),
    AnswerSummary.APPROVED_VERBALLY: ("signed", "phone"),
    AnswerSummary.PARTLY: ("signed", "check"),
    AnswerSummary.REJECTED: ("rejected", "rejected"),
}


def _open(rows: ServiceDocumentQuerySet) -> ServiceDocumentQuerySet:
    return rows.filter(digital_status__in=DigitalStatus.open())


def _waiting(rows: ServiceDocumentQuerySet) -> ServiceDocumentQuerySet:
    return rows.filter(digital_status__in=WAITING)


def _unsent(rows: ServiceDocumentQuerySet) -> ServiceDocumentQuerySet:
    return rows.filter(digital_status="", ordered_at__isnull=True)


def _to_order(rows: ServiceDocumentQuerySet) -> ServiceDocumentQuerySet:
    return rows.to_be_ordered()


ADVISER = Adviser(name="km", title=_("Kundmottagare"), column="adviser_id")
CUSTOMER_KIND = Choices(
    name="kundtyp",
    title=_("Kundtyp"),
    column="customer_kind",
    words="customer_kind",
    codes=tuple(CustomerKind),
    many=False,
)
SUM = Between(name="belopp", title=_("Belopp"), column="gross_ore")
CREATED = Period(name="skapad", title=_("Skapad"), column="created_at")
PRICE_KIND = Choices(
    name="pristyp",
    title=_("Pristyp"),
    column="price_kind",
    words="price_kind",
    codes=tuple(PriceKind),
    many=False,
)
QUICK = Choices(
    name="snabb",
    title=_("Snabboffert"),
    column="quick",
    words="quick",
    codes=("1", "0"),
    many=False,
)
TILE_FILTERS: tuple[Preset | Choices, ...] = (
    Preset(
        name="view",
        rules={
            View.OPEN: _open,
            View.WAITING: _waiting,
            View.UNSENT: _unsent,
        },
        titles=VIEW_LABELS,
    ),
    Preset(name="to_order", rules={"1": _to_order}, titles={"1": TO_ORDER_LABEL}),
    Choices(
        name="status",
        title=_("Digital status"),
        column="digital_status",
        words="status",
        codes=tuple(DigitalStatus),
        symbols=STATUS_SYMBOLS,
    ),
    Choices(
        name="answer",
        title=_("Svar"),
        column="answer",
        words="answer",
        codes=tuple(AnswerSummary),
        symbols=ANSWER_SYMBOLS,
    ),
)


def _asking(rows: ServiceDocumentQuerySet, asked: Asked) -> ServiceDocumentQuerySet:
    """Those whose customer has asked for something that nobody has dealt with."""
    requests = CustomerRequest.objects.visible_to(asked.actor).not_done()
    return rows.filter(id__in=requests.values("document__service_document"))


FILTERS: tuple[Filter, ...] = (
    *TILE_FILTERS,
    Flag(name="att_svara", words=_("Att svara på"), rule=_asking),
    Mine(column="adviser_id"),
    ADVISER,
    Validity(
        name="giltig",
        title=_("Giltig till"),
        column="valid_until",
        titles={
            "idag": _("Går ut i dag"),
            "vecka": _("Går ut inom en vecka"),
            "passerad": _("Har passerat"),
        },
    ),
    CUSTOMER_KIND,
    PRICE_KIND,
    QUICK,
    CREATED,
    SUM,
)
"""What the list of quotes can be narrowed by; tiles use some of the same."""
READY = (
    Ready(
        words=VIEW_LABELS[View.OPEN],
        query=f"view={View.OPEN}",
        counted=("status", tuple(DigitalStatus.open())),
    ),
    Ready(words=_("Mina att svara på"), query="att_svara=1&mina=1", symbol="callback"),
    Ready(
        words=VIEW_LABELS[View.WAITING],
        query=f"view={View.WAITING}",
        counted=("status", WAITING),
    ),
    Ready(
        words=_("Ej öppnade"),
        query=f"status={DigitalStatus.SENT}",
        counted=("status", (DigitalStatus.SENT,)),
    ),
    Ready(words=TO_ORDER_LABEL, query="to_order=1", symbol="order"),
    Ready(words=_("Utgår i dag"), query=f"view={View.OPEN}&giltig=idag", symbol="clock"),
    Ready(
        words=_("Misslyckade"),
        query=f"status={DigitalStatus.FAILED}",
        symbol="failed",
        counted=("status", (DigitalStatus.FAILED,)),
    ),
    Ready(words=VIEW_LABELS[View.UNSENT], query=f"view={View.UNSENT}", symbol="quote"),
    Ready(
        words=_("Företag över 10 000 kr"),
        query=f"view={View.OPEN}&kundtyp={CustomerKind.COMPANY}&belopp_fran=10000",
    ),
)
"""The ready-made views of the list, as a service adviser goes through the day."""


WAITS = "vantat"
NEWEST_CHANGE = "-statusbyte"
WAITED_FOR_ORDER = "besvarad"
NEWEST_ANSWER = "-besvarad"
ORDERS = {
    WAITS: ("digital_at", "id"),
    NEWEST_CHANGE: ("-digital_at", "id"),
    WAITED_FOR_ORDER: ("answered_at", "id"),
    NEWEST_ANSWER: ("-answered_at", "id"),
}


def usual_sort(values: Values) -> str:
    """What waits longest comes first where something waits; elsewhere the newest."""
    statuses = values.get("status", ())
    if "to_order" in values:
        return WAITED_FOR_ORDER
    waits = bool(statuses) and set(statuses) <= set(DigitalStatus.open())
    if waits or values.get("view", ("",))[0] in {View.OPEN, View.WAITING}:
        return WAITS
    if statuses:
        return NEWEST_CHANGE
    return NEWEST_ANSWER if "answer" in values else "-skapad"


def unsent_of(actor: Actor, *, mine: bool = False) -> int:
    """Return how many quotes were never sent and have no order: a view of the list, not a tile."""
    return Selection(view=View.UNSENT).of(quotes_of(actor, mine=mine)).count()


def quotes_of(actor: Actor, *, mine: bool = False) -> ServiceDocumentQuerySet:
    """Return the workshop's quotes; `mine`: those that the actor answers for."""
    rows = ServiceDocument.objects.visible_to(actor).quotes()
    return rows.filter(adviser_id=actor.user_id) if mine else rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a tile counts, and the address of the list that shows the same rows."""

    status: str = ""
    answer: str = ""
    view: str = ""
    to_order: bool = False
    mine: bool = False
    """Of the adviser who looks; `quotes_of` is told."""

    def of(self, rows: ServiceDocumentQuerySet) -> ServiceDocumentQuerySet:
        for each in TILE_FILTERS:
            rows = each.of(rows, self.values)
        return rows

    def sorted(self, rows: ServiceDocumentQuerySet) -> ServiceDocumentQuerySet:
        """As the list sorts them by itself."""
        return rows.order_by(*ORDERS.get(usual_sort(self.values), ("-created_at", "id")))

    @property
    def values(self) -> Values:
        """As the list's filters know it; whose they are is for `quotes_of`."""
        chosen = {
            "status": self.status,
            "answer": self.answer,
            "view": self.view,
            "to_order": "1" if self.to_order else "",
        }
        return {name: (value,) for name, value in chosen.items() if value}

    @property
    def query(self) -> str:
        """Return the address's query: `?status=sent`."""
        pairs = [(name, value) for name, (value,) in self.values.items()]
        return "?" + urlencode([*pairs, ("mina", "1")] if self.mine else pairs)
