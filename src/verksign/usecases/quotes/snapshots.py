"""A quote's content as plain values, kept after each edit: what undo goes back to, and what a history compares."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any
from uuid import UUID

from verksign.domain.access import Actor
from verksign.domain.money import plain_decimal
from verksign.domain.quote_changes import Change, Plain, Target, collide, differences
from verksign.records.models import (
    Article,
    Customer,
    Job,
    LabourOperation,
    Line,
    ServiceDocument,
    Snapshot,
    User,
    Vehicle,
)
from verksign.usecases.quotes.pricing import jobs_of, lines_of
from verksign.usecases.quotes.snapshot_attachments import attachments_of, restore_attachments

KEPT = 60
"""How many edits can be taken back; older content is forgotten, what was changed stays in the history."""
BACK_TO = "back_to"
"""In the content after an undo: the version that it went back to."""

CARDS = ("customer", "payer", "vehicle", "adviser")
QUOTE_FIELDS = (
    "contact_name",
    "phone",
    "email",
    "language",
    "customer_kind",
    "amounts",
    "price_kind",
    "fixed_price_ore",
    "valid_until",
    "mileage_mil",
    "drop_off",
    "ready",
    "reported",
    "notes",
)
ORDER_FIELDS = ("drop_off_at", "ready_at", "key_tag")
"""Of an order alone: undo goes back in quotes, and never meets them."""
JOB_FIELDS = (
    "position",
    "title",
    "finding",
    "if_not",
    "severity",
    "choice",
    "group",
    "price_kind",
    "fixed_price_ore",
    "ceiling_ore",
)
LINE_FIELDS = (
    "position",
    "kind",
    "text",
    "article_id",
    "operation_id",
    "quantity",
    "unit",
    "unit_price_ore",
    "discount_percent",
    "discount_ore",
    "vat_rate",
)
DECIMALS = ("quantity", "discount_percent", "vat_rate")


def content_of(quote: ServiceDocument, jobs: Sequence[Job]) -> dict[str, Any]:
    """Return everything that staff can edit; `jobs` come with their lines."""
    cards = {name: _card(getattr(quote, name)) for name in CARDS}
    return {
        "quote": {**cards, **_values(quote, QUOTE_FIELDS), **_of_order(quote)},
        "jobs": [
            {
                "id": str(job.id),
                **_values(job, JOB_FIELDS),
                **_work_of(quote, job),
                "lines": [
                    {"id": str(line.id), **_values(line, LINE_FIELDS)} for line in lines_of(job)
                ],
            }
            for job in jobs
        ],
        "attachments": attachments_of(quote),
    }


def _of_order(document: ServiceDocument) -> dict[str, Any]:
    return _values(document, ORDER_FIELDS) if document.kind == ServiceDocument.Kind.ORDER else {}


def _work_of(document: ServiceDocument, job: Job) -> dict[str, Any]:
    if document.kind != ServiceDocument.Kind.ORDER:
        return {}
    return {"work": job.work, "mechanic": _card(job.mechanic)}


def _card(row: Customer | Vehicle | User | None) -> dict[str, str] | None:
    if row is None:
        return None
    if isinstance(row, Vehicle):
        return {"id": str(row.id), "name": row.plate_display or row.vin or row.model_name}
    return {"id": str(row.id), "name": row.name}


def _values(row: object, names: Iterable[str]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain_decimal(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID | str) else value


def remember(
    quote: ServiceDocument, content: Mapping[str, Any], *, by: Actor, now: datetime
) -> None:
    """Keep the content as that of the quote's version, and forget what is too old."""
    Snapshot.objects.update_or_create(
        document=quote,
        version=quote.version,
        defaults={
            "workshop_id": quote.workshop_id,
            "content": content,
            "by_id": by.user_id,
            "at": now,
        },
    )
    Snapshot.objects.filter(document=quote, version__lte=quote.version - KEPT).delete()


def remember_before(quote: ServiceDocument, *, by: Actor) -> None:
    """
    Keep the quote's content before an edit, if nobody has: it was made before there were snapshots.

    An order's jobs also go on by their own (work, answers), which is no edit: it is kept as it has become.
    """
    kept = Snapshot.objects.filter(document=quote, version=quote.version)
    if not kept.exists():
        remember(quote, content_of(quote, jobs_of(quote)), by=by, now=quote.updated_at)
    elif quote.kind == ServiceDocument.Kind.ORDER:
        kept.update(content=content_of(quote, jobs_of(quote)))


def remembered(quote: ServiceDocument) -> dict[str, Any]:
    """Return the quote's content as it was before an edit."""
    found: dict[str, Any] = Snapshot.objects.get(document=quote, version=quote.version).content
    return found


def put_right(quote: ServiceDocument, field: str, value: str) -> None:
    """Let undo bring back the new value instead of the quote's present one, which was wrong all along."""
    wrong = getattr(quote, field)
    kept = [
        each
        for each in Snapshot.objects.filter(document=quote)
        if each.content["quote"][field] == wrong
    ]
    for each in kept:
        each.content["quote"][field] = value
    Snapshot.objects.bulk_update(kept, ["content"])


def edits_since(quote: ServiceDocument, version: int) -> list[tuple[Change, str]] | None:
    """Return each change after the version with the name of who made it, or None if that is forgotten."""
    rows = Snapshot.objects.filter(document=quote, version__gte=version).select_related("by")
    kept = list(rows.order_by("version"))
    if not kept or kept[0].version != version:
        return None
    return [
        (change, after.by.name if after.by else "")
        for before, after in pairwise(kept)
        for change in differences(before.content, after.content)
    ]


def overwritten(
    edits: Iterable[tuple[Change, str]], targets: Iterable[Target]
) -> tuple[tuple[Change, str], ...]:
    """Return those of the edits that an edit of the targets would overwrite."""
    about = tuple(targets)
    return tuple(
        (change, name) for change, name in edits if any(collide(change, each) for each in about)
    )


def restore(quote: ServiceDocument, content: Plain) -> None:
    """Make the quote what it was; what was taken away comes back under its own id."""
    fields = content["quote"]
    for name in CARDS:
        setattr(quote, f"{name}_id", fields[name]["id"] if fields[name] else None)
    for name in QUOTE_FIELDS:
        setattr(quote, name, fields[name])
    if quote.valid_until:
        quote.valid_until = date.fromisoformat(fields["valid_until"])
    quote.save(update_fields=[*CARDS, *QUOTE_FIELDS])
    _restore_jobs(quote, content["jobs"])
    _restore_lines(quote, content["jobs"])
    restore_attachments(quote, content["attachments"])


def _restore_jobs(quote: ServiceDocument, rows: Sequence[Plain]) -> None:
    quote.jobs.exclude(id__in=[row["id"] for row in rows]).delete()
    known = {str(job.id): job for job in quote.jobs.all()}
    for row in rows:
        job = known.get(row["id"]) or Job(id=UUID(row["id"]), workshop_id=quote.workshop_id)
        job.document = quote
        _fill(job, row, JOB_FIELDS)
        job.save(force_insert=row["id"] not in known)


def _restore_lines(quote: ServiceDocument, jobs: Sequence[Plain]) -> None:
    rows = {row["id"]: (job["id"], row) for job in jobs for row in job["lines"]}
    Line.objects.filter(job__document=quote).exclude(id__in=rows).delete()
    known = {str(line.id) for line in Line.objects.filter(job__document=quote)}
    lines = {key: _line(quote, job_id, row) for key, (job_id, row) in rows.items()}
    _forget_gone(lines.values())
    Line.objects.bulk_update([lines[key] for key in lines if key in known], ["job", *LINE_FIELDS])
    Line.objects.bulk_create([line for key, line in lines.items() if key not in known])


def _line(quote: ServiceDocument, job_id: str, row: Plain) -> Line:
    line = Line(id=UUID(row["id"]), workshop_id=quote.workshop_id, job_id=UUID(job_id))
    _fill(line, row, LINE_FIELDS)
    for name in DECIMALS:
        value = getattr(line, name)
        setattr(line, name, None if value is None else Decimal(value))
    return line


def _fill(row: Job | Line, values: Plain, names: Iterable[str]) -> None:
    for name in names:
        setattr(row, name, values[name])


def _forget_gone(lines: Iterable[Line]) -> None:
    """An article or an operation may have been taken out of its register since; the line keeps its words."""
    lines = list(lines)
    for name, register in (("article_id", Article), ("operation_id", LabourOperation)):
        wanted = {getattr(line, name) for line in lines} - {None}
        there = {
            str(key) for key in register.objects.filter(id__in=wanted).values_list("id", flat=True)
        }
        for line in lines:
            if str(getattr(line, name)) not in there:
                setattr(line, name, None)
