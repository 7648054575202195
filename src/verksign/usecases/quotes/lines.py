from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from verksign.domain.access import Actor
from verksign.domain.prices import LineKind
from verksign.domain.quote_changes import Part, Target
from verksign.records.models import Article, LabourOperation, Line
from verksign.usecases.quotes import typed
from verksign.usecases.quotes.editing import finish, refuse_locked, take_for_jobs, targets, whole
from verksign.usecases.quotes.register_prices import line_from_register

FIELDS: dict[str, typed.Parser] = {
    "kind": typed.one_of("kind", LineKind),
    "text": typed.text("text", most=200, required=True),
    "quantity": typed.quantity,
    "unit": typed.text("unit", most=10),
    "unit_price": typed.kronor("unit_price_ore", blank=False, negative=True),
    "discount": typed.discount,
    "vat_rate": typed.vat_rate,
}


@transaction.atomic
def add_line(
    *,
    quote_id: UUID,
    job_id: UUID,
    by: Actor,
    now: datetime,
    article_id: UUID | None = None,
    operation_id: UUID | None = None,
    text: str = "",
    version: int | None = None,
) -> Line:
    """
    Put a line last in a job: an article or an operation with its price filled in, or a line of free text.

    :raises InvalidFields: if a free line has no text
    :raises DoesNotExist: of job, article or operation: also when it is another workshop's
    """
    about = (Target(part=Part.JOB, id=str(job_id), field="lines"),)
    quote = take_for_jobs(quote_id, by=by, version=version, about=about)
    job = quote.jobs.get(id=job_id)
    refuse_locked(quote, job)
    article = Article.objects.visible_to(by).get(id=article_id) if article_id else None
    operation = (
        LabourOperation.objects.visible_to(by).get(id=operation_id) if operation_id else None
    )
    if article is None and operation is None:
        text = typed.read({"text": text}, FIELDS)["text"]
    line = line_from_register(quote, job, article=article, operation=operation, text=text)
    line.position = (job.lines.aggregate(last=Max("position"))["last"] or 0) + 1
    line.save(force_insert=True)
    finish(quote, "quote.line_added", by=by, now=now, line=str(line.id))
    return line


@transaction.atomic
def change_line(
    *,
    quote_id: UUID,
    line_id: UUID,
    changes: Mapping[str, str],
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Line:
    """
    Change a line's fields, given as staff typed them.

    :raises InvalidFields: with a code for each field; nothing is changed then
    :raises EditedMeanwhile: if somebody changed the same after `version` was read
    """
    about = targets(Part.LINE, changes, line_id)
    quote = take_for_jobs(quote_id, by=by, version=version, about=about)
    line = Line.objects.select_related("job").get(id=line_id, job__document=quote)
    refuse_locked(quote, line.job)
    values = typed.read(changes, FIELDS)
    if line.kind == LineKind.TEXT and values.get("unit_price_ore"):
        # A text that is given a price is something sold, and has VAT.
        values["kind"] = LineKind.ARTICLE
    for column, value in values.items():
        setattr(line, column, value)
    line.save(update_fields=list(values))
    finish(quote, "quote.line_changed", by=by, now=now, line=str(line.id), fields=sorted(changes))
    return line


@transaction.atomic
def remove_line(
    *, quote_id: UUID, line_id: UUID, by: Actor, now: datetime, version: int | None = None
) -> None:
    quote = take_for_jobs(quote_id, by=by, version=version, about=whole(Part.LINE, line_id))
    line = Line.objects.select_related("job").get(id=line_id, job__document=quote)
    refuse_locked(quote, line.job)
    line.delete()
    finish(quote, "quote.line_removed", by=by, now=now, line=str(line_id), text=line.text)
