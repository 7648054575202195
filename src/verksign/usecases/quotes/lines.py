from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from verksign.domain.access import Actor
from verksign.domain.money import Money
from verksign.domain.prices import STANDARD_RATE, Amounts, LineKind, vat_of
from verksign.domain.quote_changes import Part, Target
from verksign.records.models import Article, Job, LabourOperation, Line, ServiceDocument
from verksign.usecases.quotes import typed
from verksign.usecases.quotes.editing import finish, take, targets, whole

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
    quote = take(quote_id, by=by, version=version, about=about)
    job = quote.jobs.get(id=job_id)
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
    quote = take(quote_id, by=by, version=version, about=about)
    line = Line.objects.get(id=line_id, job__document=quote)
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
    quote = take(quote_id, by=by, version=version, about=whole(Part.LINE, line_id))
    line = Line.objects.get(id=line_id, job__document=quote)
    line.delete()
    finish(quote, "quote.line_removed", by=by, now=now, line=str(line_id), text=line.text)


def line_from_register(
    quote: ServiceDocument,
    job: Job,
    *,
    article: Article | None = None,
    operation: LabourOperation | None = None,
    text: str = "",
) -> Line:
    """A line with today's price of the article or operation, in the quote's own way of showing prices."""
    line = Line(workshop_id=quote.workshop_id, job=job, vat_rate=STANDARD_RATE, position=1)
    if article:
        line.kind, line.text, line.article = LineKind.ARTICLE, article.name, article
        line.unit, line.vat_rate = article.unit, article.vat_rate
        line.unit_price_ore = shown_price(quote, article.price_ore, article.vat_rate)
    elif operation:
        line.kind, line.text, line.operation = LineKind.LABOUR, operation.name, operation
        if operation.price_ore is not None:
            line.unit, line.unit_price_ore = "st", shown_price(quote, operation.price_ore)
        else:
            line.unit, line.quantity = "tim", operation.hours or Decimal(1)
            line.unit_price_ore = shown_price(quote, quote.workshop.hourly_rate_ore)
    else:
        line.kind, line.text = LineKind.TEXT, text
    return line


def shown_price(quote: ServiceDocument, ore: int, rate: Decimal = STANDARD_RATE) -> int:
    """A register's price (excl. VAT) the way this quote shows prices, in öre."""
    if quote.amounts == Amounts.EXCL:
        return ore
    return vat_of(Amounts.EXCL, rate, Money(ore)).gross.ore
