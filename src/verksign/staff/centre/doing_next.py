"""The one thing to do about a row of the worklist: what its button does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from verksign.domain.access import Actor, Permission
from verksign.domain.reminders import SHORTEST_PAUSE
from verksign.integrations.delivery import Reason
from verksign.records.models import ServiceDocument
from verksign.staff.centre.work_rows import WorkKind, WorkRow
from verksign.staff.upsell.doing import address_for

WRONG_ADDRESS = {Reason.NUMBER_UNKNOWN, Reason.NOT_MOBILE, Reason.ADDRESS_UNKNOWN}
"""Sending again to the same place gives the same answer."""
ON_SITE = "on_site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Do:
    label: str
    address: str
    symbol: str = ""
    post: bool = False


def do_of(row: WorkRow, actor: Actor, slug: str, now: datetime) -> Do:
    """Return the one thing to do; where there is none, or the role may not, the quote is opened."""
    permission, make = DOING.get(row.kind, (Permission.READ, _open))
    made = make(row, slug, now) if actor.may(permission) else None
    return made or _open(row, slug, now)


def _open(row: WorkRow, slug: str, now: datetime) -> Do:
    return Do(label=pgettext("verb", "Öppna"), address=_card(row, slug))


def card_of(document: ServiceDocument, slug: str) -> str:
    is_order = document.kind == ServiceDocument.Kind.ORDER
    return reverse("staff:order" if is_order else "staff:quote", args=[slug, document.id])


def _card(row: WorkRow, slug: str) -> str:
    return card_of(row.document, slug)


def _ring(row: WorkRow, slug: str, now: datetime) -> Do | None:
    phone = row.document.phone
    return Do(label=_("Ring kunden"), address=f"tel:{phone}", symbol="phone") if phone else None


def _reply(row: WorkRow, slug: str, now: datetime) -> Do | None:
    if row.request is None:
        return None
    address = f"{_card(row, slug)}#request-{row.request.id}"
    return Do(label=_("Svara på frågan"), address=address, symbol="note")


def _send_again(row: WorkRow, slug: str, now: datetime) -> Do:
    document = row.document
    if row.jobs or document.kind == ServiceDocument.Kind.ORDER:
        return Do(label=_("Rätta och skicka"), address=_card(row, slug), symbol="person")
    message = getattr(document, "failed_message", None)
    reason = document.current.failure if document.current else ""
    if message is None or reason in WRONG_ADDRESS:
        address = reverse("staff:correct-recipient", args=[slug, document.id])
        return Do(label=_("Rätta och skicka"), address=address, symbol="person")
    address = reverse("staff:resend", args=[slug, message])
    return Do(label=_("Skicka igen"), address=address, symbol="refresh", post=True)


def _make_order(row: WorkRow, slug: str, now: datetime) -> Do:
    address = reverse("staff:make-order", args=[slug, row.document.id])
    return Do(label=_("Skapa serviceorder"), address=address, symbol="order", post=True)


def _price(row: WorkRow, slug: str, now: datetime) -> Do:
    address = reverse("staff:extra-job", args=[slug, row.document.id, row.jobs[0].id])
    return Do(label=_("Prissätt"), address=address)


def _acknowledge(row: WorkRow, slug: str, now: datetime) -> Do:
    address = address_for(slug, [job.id for job in row.jobs])
    return Do(label=_("Kvittera"), address=address, symbol="check", post=True)


def _send_jobs(row: WorkRow, slug: str, now: datetime) -> Do:
    address = reverse("staff:send-upsell", args=[slug, row.document.id])
    return Do(label=pgettext("verb", "Skicka"), address=address, symbol="sent")


def _follow_up(row: WorkRow, slug: str, now: datetime) -> Do:
    return Do(label=_("Följ upp"), address=_card(row, slug))


def _remind(row: WorkRow, slug: str, now: datetime) -> Do | None:
    """A device at the desk cannot be reminded, and nobody twice within the hour."""
    sending = row.document.current
    since = sending and (sending.reminded_at or sending.sent_at)
    if sending is None or sending.method == ON_SITE or not since or now < since + SHORTEST_PAUSE:
        return None
    address = reverse("staff:remind-quote", args=[slug, row.document.id])
    return Do(label=_("Påminn kunden"), address=address, symbol="bell")


DOING: dict[WorkKind, tuple[Permission, Callable[[WorkRow, str, datetime], Do | None]]] = {
    WorkKind.CALL: (Permission.READ, _ring),
    WorkKind.FAILED: (Permission.SEND, _send_again),
    WorkKind.DEADLINE: (Permission.READ, _ring),
    WorkKind.PRICE_NOW: (Permission.WRITE, _price),
    WorkKind.ACKNOWLEDGE: (Permission.WRITE, _acknowledge),
    WorkKind.TO_SEND: (Permission.SEND, _send_jobs),
    WorkKind.QUESTION: (Permission.SEND, _reply),
    WorkKind.LAST_DAY: (Permission.SEND, _remind),
    WorkKind.TO_ORDER: (Permission.MAKE_ORDER, _make_order),
    WorkKind.DECLINED: (Permission.WRITE, _follow_up),
    WorkKind.WAITING: (Permission.SEND, _remind),
}
