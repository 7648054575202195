"""*Servicenoteringar*: when to bring one up, that it is done with, and *Erbjud igen* with today's prices."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.domain.answers import ChoiceRule
from verksign.domain.money import Money
from verksign.domain.prices import STANDARD_RATE, Amounts, vat_of
from verksign.records.ids import new_id
from verksign.records.models import Attachment, Job, Line, ServiceDocument, ServiceNote
from verksign.usecases import history
from verksign.usecases.digital import extra_jobs
from verksign.usecases.quotes import typed
from verksign.usecases.quotes.create import create_quote
from verksign.usecases.quotes.editing import finish
from verksign.usecases.quotes.jobs import new_job
from verksign.usecases.quotes.order_taking import hold_order
from verksign.usecases.quotes.pricing import lines_of
from verksign.usecases.quotes.register_prices import line_from_register
from verksign.usecases.quotes.snapshots import remember_before
from verksign.usecases.registers.fields import InvalidFields

FIELDS: dict[str, typed.Parser] = {
    "follow_up_on": typed.day("follow_up_on"),
    "follow_up_mil": typed.whole_number("follow_up_mil", most=1_000_000),
}
DONE: dict[str, typed.Parser] = {"reason": typed.text("done_reason", most=300, required=True)}


class NoteIsDone(Exception):
    """Somebody has done with the note, or offered it again."""


@transaction.atomic
def change_note(
    *, note_id: UUID, changes: Mapping[str, str], by: Actor, now: datetime
) -> ServiceNote:
    """
    Say when to bring it up again: on a day, at a mileage, or at whichever comes first.

    :raises InvalidFields: with a code for each field, or if it would never be brought up; nothing is changed then
    :raises NoteIsDone: if it is done with
    """
    by.require(Permission.WRITE)
    note = _standing(note_id, by)
    values = typed.read(changes, FIELDS)
    for column, value in values.items():
        setattr(note, column, value)
    if note.follow_up_on is None and note.follow_up_mil is None:
        raise InvalidFields({"follow_up_on": "required"})
    note.save(update_fields=list(values))
    history.record(note.order_id, "order.note_changed", by=by, at=now, note=str(note.id))
    return note


@transaction.atomic
def finish_note(*, note_id: UUID, reason: str, by: Actor, now: datetime) -> None:
    """
    Be done with it, and say why; done twice it is done once.

    :raises InvalidFields: if the reason is missing or too long
    """
    by.require(Permission.WRITE)
    note = ServiceNote.objects.visible_to(by).locked(note_id)
    why = typed.read({"reason": reason}, DONE)["done_reason"]
    if note.done_at is None:
        _done(note, by=by, now=now, reason=why)
        history.record(note.order_id, "order.note_done", by=by, at=now, note=str(note.id))


@transaction.atomic
def offer_again(*, note_id: UUID, by: Actor, now: datetime) -> Job:
    """
    Make a job of it with today's prices: on the vehicle's open order, else on a new quote. Pressed twice it is one.

    :raises NoteIsDone: if it was done with in another way
    """
    by.require(Permission.WRITE)
    notes = ServiceNote.objects.visible_to(by)
    vehicle_id = notes.values_list("vehicle_id", flat=True).get(id=note_id)
    # The order is held before the note, as everywhere.
    order = _open_order(vehicle_id, by)
    note = notes.select_related("job", "order__workshop").locked(note_id)
    if note.offered is not None:
        return note.offered
    if note.done_at is not None:
        raise NoteIsDone
    document = order or create_quote(
        by=by, now=now, customer_id=note.customer_id, vehicle_id=vehicle_id
    )
    job = _anew(document, note, by=by, now=now)
    note.offered = job
    note.save(update_fields=["offered"])
    _done(note, by=by, now=now)
    code = "order.finding_reported" if order else "quote.job_added"
    finish(document, code, by=by, now=now, job=str(job.id), title=job.title)
    history.record(note.order_id, "order.note_offered", by=by, at=now, job=str(job.id))
    job.refresh_from_db()
    return job


def _standing(note_id: UUID, by: Actor) -> ServiceNote:
    note = ServiceNote.objects.visible_to(by).locked(note_id)
    if note.done_at is not None:
        raise NoteIsDone
    return note


def _done(note: ServiceNote, *, by: Actor, now: datetime, reason: str = "") -> None:
    note.done_at, note.done_by_id, note.done_reason = now, by.user_id, reason
    note.save(update_fields=["done_at", "done_by", "done_reason"])


def _open_order(vehicle_id: UUID, by: Actor) -> ServiceDocument | None:
    rows = ServiceDocument.objects.visible_to(by).orders().filter(closed_at=None)
    newest = rows.filter(vehicle=vehicle_id).order_by("-created_at", "-id").first()
    if newest is None:
        return None
    order = hold_order(newest.id, by=by)
    remember_before(order, by=by)
    return order if order.closed_at is None else None


def _anew(document: ServiceDocument, note: ServiceNote, *, by: Actor, now: datetime) -> Job:
    old = note.job
    job = new_job(document, title=old.title, finding=old.finding)
    job.if_not, job.severity, job.price_kind = old.if_not, old.severity, old.price_kind
    if document.kind == ServiceDocument.Kind.ORDER:
        job.choice = ChoiceRule.OPTIONAL
        job.reported_by_id, job.reported_at = by.person, now
        extra_jobs.enter(job, at=now)
    job.save(force_insert=True)
    lines = [_line(line, job, note.order) for line in lines_of(old)]
    Line.objects.bulk_create(lines)
    if old.fixed_price_ore is not None and not any(_registered(line) for line in lines):
        # What no register has a price for today costs what it did.
        job.fixed_price_ore = _shown(old.fixed_price_ore, note.order, document)
        job.save(update_fields=["fixed_price_ore"])
    _take_pictures(note, job)
    return job


def _line(old: Line, job: Job, was: ServiceDocument) -> Line:
    """Today's price from the register; a free line keeps its own."""
    if _registered(old):
        line = line_from_register(job.document, job, article=old.article, operation=old.operation)
        if old.article or line.unit == "st":
            line.quantity = old.quantity
    else:
        line = Line(workshop_id=job.workshop_id, job=job, kind=old.kind, unit=old.unit)
        line.text, line.quantity, line.vat_rate = old.text, old.quantity, old.vat_rate
        line.unit_price_ore = _shown(old.unit_price_ore, was, job.document, old.vat_rate)
        line.discount_percent = old.discount_percent
    line.position = old.position
    return line


def _registered(line: Line) -> bool:
    return line.article_id is not None or line.operation_id is not None


def _shown(
    ore: int, was: ServiceDocument, document: ServiceDocument, rate: Decimal = STANDARD_RATE
) -> int:
    """A price the way the new document shows prices."""
    if was.amounts == document.amounts:
        return ore
    part = vat_of(Amounts(was.amounts), rate, Money(ore))
    return (part.gross if document.amounts == Amounts.INCL else part.base).ore


def _take_pictures(note: ServiceNote, job: Job) -> None:
    """The same photos beside the new job: a file in the archive is never changed."""
    rows = list(Attachment.objects.filter(document=note.order, job=note.job_id))
    for row in rows:
        row.pk, row.key, row.job, row.document = new_id(), None, job.id, job.document
    Attachment.objects.bulk_create(rows)
