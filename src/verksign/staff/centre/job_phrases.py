"""What a row about extra jobs says in one look."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verksign.domain.answers import JobAnswer
from verksign.records.models import Job, ServiceDocument
from verksign.staff.centre.work_rows import WorkKind, WorkRow
from verksign.wording.labels import label

LONGEST_QUOTATION = 140


def name_of(document: ServiceDocument) -> str:
    customer = document.customer.name if document.customer else ""
    return customer or document.contact_name or _("Kunden")


def quotation(text: str) -> str:
    text = " ".join(text.split())
    if len(text) > LONGEST_QUOTATION:
        text = f"{text[:LONGEST_QUOTATION].rstrip()}…"
    return f"”{text}”" if text else ""


def job_ore(row: WorkRow) -> int | None:
    """Return what was said yes to, or else what the jobs come to; None while nobody has priced them."""
    accepted = sum(job.gross_ore for job in accepted_of(row))
    return accepted or sum(job.gross_ore for job in row.jobs) or None


def accepted_of(row: WorkRow) -> list[Job]:
    return [job for job in row.jobs if job.answer == JobAnswer.ACCEPTED]


def _titles(row: WorkRow) -> str:
    """Return the job's name, or how many they are."""
    if len(row.jobs) == 1:
        return row.jobs[0].title
    words = ngettext("%(number)s jobb", "%(number)s jobb", len(row.jobs))
    return words % {"number": len(row.jobs)}


def _price_now(row: WorkRow, name: str) -> tuple[str, str, str]:
    return (
        _("%(jobs)s: säkerhet nu.") % {"jobs": _titles(row)},
        _("Sätt pris, så att %(name)s kan svara.") % {"name": name},
        _("%(jobs)s att prissätta") % {"jobs": _titles(row)},
    )


def _acknowledge(row: WorkRow, name: str) -> tuple[str, str, str]:
    """An approved job is work at once: whoever does it must know."""
    accepted, names = accepted_of(row), {"name": name, "jobs": _titles(row)}
    if not accepted:
        headline = _("%(name)s vill inte ha %(jobs)s nu.") % names
        return headline, _answers(row), _("%(jobs)s, inget ja") % names
    if len(accepted) == len(row.jobs):
        headline = _("%(name)s har godkänt %(jobs)s.") % names
        return headline, _tell(accepted), _("Ja till %(jobs)s") % names
    counts = {"name": name, "accepted": len(accepted), "offered": len(row.jobs)}
    headline = _("%(name)s har sagt ja till %(accepted)s av %(offered)s jobb.") % counts
    return headline, _tell(accepted), _("Ja till %(accepted)s av %(offered)s jobb") % counts


def _answers(row: WorkRow) -> str:
    notes = [quotation(job.answer_note) for job in row.jobs if job.answer_note]
    return notes[0] if notes else label(row.jobs[0].answer, "job_answer") + "."


def _tell(jobs: list[Job]) -> str:
    names = sorted({job.mechanic.name for job in jobs if job.mechanic})
    if not names:
        return _("Meddela verkstaden att börja.")
    return _("Meddela %(names)s att börja.") % {"names": ", ".join(names)}


def _deadline(row: WorkRow, name: str) -> tuple[str, str, str]:
    return (
        _("%(name)s har inte svarat om %(jobs)s.") % {"name": name, "jobs": _titles(row)},
        _("Utan svar i tid blir bilen inte klar som lovat."),
        _("%(jobs)s, svar behövs") % {"jobs": _titles(row)},
    )


def _to_send(row: WorkRow, name: str) -> tuple[str, str, str]:
    number = len(row.jobs)
    said = ngettext(
        "%(jobs)s är prissatt men inte skickat.", "%(jobs)s är prissatta men inte skickade.", number
    ) % {"jobs": _titles(row)}
    return (
        said,
        _("Skicka till %(name)s.") % {"name": name},
        _("%(jobs)s, ej skickat") % {"jobs": _titles(row)},
    )


def _failed(row: WorkRow, name: str) -> tuple[str, str, str]:
    reason = label(row.jobs[0].sending.failure if row.jobs[0].sending else "", "failure")
    headline = _("Merförsäljningen har inte nått %(name)s.") % {"name": name}
    return headline, f"{reason}.", reason


JOB_WORDS: dict[WorkKind, Callable[[WorkRow, str], tuple[str, str, str]]] = {
    WorkKind.FAILED: _failed,
    WorkKind.DEADLINE: _deadline,
    WorkKind.PRICE_NOW: _price_now,
    WorkKind.ACKNOWLEDGE: _acknowledge,
    WorkKind.TO_SEND: _to_send,
}
