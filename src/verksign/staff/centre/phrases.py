"""What a row of the worklist says in one look, and the one thing to do about it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from verksign.domain import dates
from verksign.domain.access import Actor, Permission
from verksign.domain.answers import AnswerSummary
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.money import format_kronor
from verksign.domain.reminders import SHORTEST_PAUSE
from verksign.integrations.delivery import Reason
from verksign.records.models import ServiceDocument
from verksign.staff.centre.worklist import WorkKind, WorkRow
from verksign.wording import times
from verksign.wording.labels import label

WRONG_ADDRESS = {Reason.NUMBER_UNKNOWN, Reason.NOT_MOBILE, Reason.ADDRESS_UNKNOWN}
"""Sending again to the same place gives the same answer."""
CUES = {
    WorkKind.CALL: ("bad", "callback"),
    WorkKind.FAILED: ("bad", "failed"),
    WorkKind.QUESTION: ("watch", "note"),
    WorkKind.NEW_QUOTE: ("watch", "note"),
    WorkKind.LAST_DAY: ("watch", "clock"),
}
UNANSWERED = {WorkKind.WAITING, WorkKind.LAST_DAY}
ON_SITE = "on_site"
LONGEST_QUOTATION = 140


@dataclass(frozen=True, slots=True, kw_only=True)
class Do:
    label: str
    address: str
    symbol: str = ""
    post: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    row: WorkRow
    headline: str
    """Who, and what has happened: a sentence."""
    advice: str
    what: str
    """The same for a column of the list."""
    due: str
    cue: str
    symbol: str
    ore: int
    """Incl. VAT: what was said yes to, or else what the quote comes to."""
    since: str
    do: Do


def phrases_of(rows: list[WorkRow], actor: Actor, slug: str, now: datetime) -> list[Phrase]:
    return [_phrase(row, actor, slug, now) for row in rows]


def name_of(document: ServiceDocument) -> str:
    customer = document.customer.name if document.customer else ""
    return customer or document.contact_name or _("Kunden")


def answer_words(document: ServiceDocument) -> str:
    """Return what the customer's answer means: Ja till 2 av 3 jobb, 4 390 kr av 5 200 kr."""
    accepted, offered = document.accepted_jobs, document.offered_jobs
    if document.answer == AnswerSummary.REJECTED:
        return _("Nej tack")
    if accepted == offered:
        return _("Ja till allt, %(sum)s") % {"sum": _kronor(document.accepted_ore)}
    return _("Ja till %(accepted)s av %(offered)s jobb, %(sum)s av %(whole)s") % {
        "accepted": accepted,
        "offered": offered,
        "sum": _kronor(document.accepted_ore),
        "whole": _kronor(document.offered_ore),
    }


def _phrase(row: WorkRow, actor: Actor, slug: str, now: datetime) -> Phrase:
    headline, advice, what = WORDS[row.kind](row, name_of(row.document))
    cue, symbol = CUES.get(row.kind, ("", ""))
    return Phrase(
        row=row,
        headline=headline,
        advice=advice,
        what=what,
        due=_due(row, now),
        cue=cue,
        symbol=symbol,
        ore=row.document.accepted_ore
        if row.kind is WorkKind.TO_ORDER and row.document.accepted_jobs
        else row.document.gross_ore,
        since=_since(row, now),
        do=_do(row, actor, slug, now),
    )


def _call(row: WorkRow, name: str) -> tuple[str, str, str]:
    when = label(row.request.when, "call_time") if row.request else ""
    said = _said(row)
    wish = _("Ring mig (%(when)s)") % {"when": when} if when else _("Ring mig")
    advice = _("Helst %(when)s.") % {"when": when} if when else ""
    return (
        _("%(name)s vill bli uppringd.") % {"name": name},
        " ".join(part for part in (advice, said) if part),
        f"{wish} {said}".strip(),
    )


def _question(row: WorkRow, name: str) -> tuple[str, str, str]:
    said = _said(row)
    if row.asked == 1:
        return (
            _("%(name)s undrar:") % {"name": name},
            said,
            said or _("Vill ha svar skriftligt"),
        )
    asked = {"name": name, "count": row.asked, "said": said}
    return (
        _("%(name)s har ställt %(count)s frågor, senast:") % asked,
        said,
        _("%(count)s frågor, senast %(said)s") % asked,
    )


def _new_quote(row: WorkRow, name: str) -> tuple[str, str, str]:
    return (
        _("%(name)s vill ha en ny offert.") % {"name": name},
        _said(row),
        _said(row) or _("Vill ha en ny offert"),
    )


def _failed(row: WorkRow, name: str) -> tuple[str, str, str]:
    reason = label(row.document.current.failure if row.document.current else "", "failure")
    return _("Offerten har inte nått %(name)s.") % {"name": name}, f"{reason}.", reason


def _to_order(row: WorkRow, name: str) -> tuple[str, str, str]:
    document = row.document
    advice = _("Gör en serviceorder av det som är godkänt.")
    if not 0 < document.accepted_jobs < document.offered_jobs:
        headline = _("%(name)s har sagt ja till allt.") % {"name": name}
        return headline, advice, _("Ja till allt, ingen order")
    jobs = {"accepted": document.accepted_jobs, "offered": document.offered_jobs}
    headline = _("%(name)s har sagt ja till %(accepted)s av %(offered)s jobb.") % {
        "name": name,
        **jobs,
    }
    return headline, advice, _("Ja till %(accepted)s av %(offered)s jobb, ingen order") % jobs


def _declined(row: WorkRow, name: str) -> tuple[str, str, str]:
    reason = row.document.current.reason if row.document.current else ""
    said = quotation(reason)
    return _("%(name)s har tackat nej.") % {"name": name}, said, said or _("Ingen orsak")


def _waiting(row: WorkRow, name: str) -> tuple[str, str, str]:
    last = _("Sista dagen att svara är i dag.") if row.kind is WorkKind.LAST_DAY else ""
    if row.document.digital_status == DigitalStatus.SEEN:
        headline = _("%(name)s har öppnat offerten men inte svarat.") % {"name": name}
        return headline, last, _("Öppnad, inget svar än")
    return _("%(name)s har inte öppnat offerten.") % {"name": name}, last, _("Ej öppnad än")


WORDS: dict[WorkKind, Callable[[WorkRow, str], tuple[str, str, str]]] = {
    WorkKind.CALL: _call,
    WorkKind.QUESTION: _question,
    WorkKind.NEW_QUOTE: _new_quote,
    WorkKind.FAILED: _failed,
    WorkKind.TO_ORDER: _to_order,
    WorkKind.DECLINED: _declined,
    WorkKind.LAST_DAY: _waiting,
    WorkKind.WAITING: _waiting,
}


def _said(row: WorkRow) -> str:
    return quotation(row.request.text if row.request else "")


def quotation(text: str) -> str:
    text = " ".join(text.split())
    if len(text) > LONGEST_QUOTATION:
        text = f"{text[:LONGEST_QUOTATION].rstrip()}…"
    return f"”{text}”" if text else ""


def _kronor(ore: int) -> str:
    return format_kronor(ore, decimals="needed")


def _due(row: WorkRow, now: datetime) -> str:
    if row.kind not in UNANSWERED:
        return times.age(row.at, now)
    until = row.document.valid_until or dates.local_date(now)
    days = (until - dates.local_date(now)).days
    if days <= 0:
        return _("I dag")
    return _("I morgon") if days == 1 else times.short_date(until)


def _since(row: WorkRow, now: datetime) -> str:
    at = times.when(row.at, now)
    if row.request:
        return _("frågade %(at)s") % {"at": at}
    if row.kind in {WorkKind.TO_ORDER, WorkKind.DECLINED}:
        return _("svarade %(at)s") % {"at": at}
    return ""


def _do(row: WorkRow, actor: Actor, slug: str, now: datetime) -> Do:
    """Return the one thing to do; where there is none, or the role may not, the quote is opened."""
    permission, make = DOING.get(row.kind, (Permission.READ, _open))
    made = make(row, slug, now) if actor.may(permission) else None
    return made or _open(row, slug, now)


def _open(row: WorkRow, slug: str, now: datetime) -> Do:
    return Do(label=pgettext("verb", "Öppna"), address=_card(row, slug))


def _card(row: WorkRow, slug: str) -> str:
    return reverse("staff:quote", args=[slug, row.document.id])


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
    WorkKind.QUESTION: (Permission.SEND, _reply),
    WorkKind.LAST_DAY: (Permission.SEND, _remind),
    WorkKind.TO_ORDER: (Permission.MAKE_ORDER, _make_order),
    WorkKind.DECLINED: (Permission.WRITE, _follow_up),
    WorkKind.WAITING: (Permission.SEND, _remind),
}
