"""What a row of the worklist says in one look, and the one thing to do about it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from verksign.domain import dates
from verksign.domain.access import Actor
from verksign.domain.answers import AnswerSummary
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.money import format_kronor
from verksign.records.models import ServiceDocument
from verksign.staff.centre.doing_next import Do, card_of, do_of
from verksign.staff.centre.job_phrases import JOB_WORDS, job_ore, name_of, quotation
from verksign.staff.centre.work_rows import WorkKind, WorkRow
from verksign.wording import times
from verksign.wording.labels import label

CUES = {
    WorkKind.CALL: ("bad", "callback"),
    WorkKind.FAILED: ("bad", "failed"),
    WorkKind.QUESTION: ("watch", "note"),
    WorkKind.NEW_QUOTE: ("watch", "note"),
    WorkKind.LAST_DAY: ("watch", "clock"),
    WorkKind.DEADLINE: ("watch", "clock"),
    WorkKind.PRICE_NOW: ("bad", "urgent"),
}
UNANSWERED = {WorkKind.WAITING, WorkKind.LAST_DAY}


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
    ore: int | None
    """Incl. VAT: what was said yes to, or else what it comes to; None while nobody has priced it."""
    since: str
    do: Do
    card: str
    """The address of the quote or order that the row is about."""


def phrases_of(rows: list[WorkRow], actor: Actor, slug: str, now: datetime) -> list[Phrase]:
    return [_phrase(row, actor, slug, now) for row in rows]


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
    words = JOB_WORDS if row.jobs else WORDS
    headline, advice, what = words[row.kind](row, name_of(row.document))
    cue, symbol = CUES.get(row.kind, ("", ""))
    if row.kind is WorkKind.DEADLINE and row.at <= now:
        cue = "bad"
    return Phrase(
        row=row,
        headline=headline,
        advice=advice,
        what=what,
        due=_due(row, now),
        cue=cue,
        symbol=symbol,
        ore=_ore(row),
        since=_since(row, now),
        do=do_of(row, actor, slug, now),
        card=card_of(row.document, slug),
    )


def _ore(row: WorkRow) -> int | None:
    if row.jobs:
        return job_ore(row)
    accepted = row.kind is WorkKind.TO_ORDER and row.document.accepted_jobs
    return row.document.accepted_ore if accepted else row.document.gross_ore


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
    if row.document.kind == row.document.Kind.ORDER:
        headline = _("Orderbekräftelsen har inte nått %(name)s.") % {"name": name}
    else:
        headline = _("Offerten har inte nått %(name)s.") % {"name": name}
    return headline, f"{reason}.", reason


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
    if row.document.kind == row.document.Kind.ORDER:
        headline = _("%(name)s säger att orderbekräftelsen inte stämmer.") % {"name": name}
    else:
        headline = _("%(name)s har tackat nej.") % {"name": name}
    return headline, said, said or _("Ingen orsak")


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


def _kronor(ore: int) -> str:
    return format_kronor(ore, decimals="needed")


def _due(row: WorkRow, now: datetime) -> str:
    if row.kind is WorkKind.DEADLINE:
        return times.when(row.at, now)
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
    if row.kind in {WorkKind.TO_ORDER, WorkKind.DECLINED, WorkKind.ACKNOWLEDGE}:
        return _("svarade %(at)s") % {"at": at}
    return ""
