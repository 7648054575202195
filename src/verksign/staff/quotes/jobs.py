"""The card's jobs and lines as rows: fields to type in, and the sums that follow from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from verksign.domain.answers import ChoiceRule
from verksign.domain.money import Money
from verksign.domain.prices import LineKind, PricedDocument, PricedJob, PriceKind
from verksign.records.models import Job, Line, ServiceDocument
from verksign.staff.quotes.fields import (
    FieldView,
    builder,
    job_fields,
    line_fields,
    place_of_job,
    place_of_line,
    place_of_new_line,
)
from verksign.staff.quotes.refused import NOTHING, Refused
from verksign.usecases.quotes.pricing import lines_of, price_kind_of

LINE_SYMBOLS = {LineKind.ARTICLE: "article", LineKind.LABOUR: "order", LineKind.TEXT: "text"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    line: Line
    place: str
    symbol: str
    fields: dict[str, FieldView]
    amount: Money

    @property
    def is_text(self) -> bool:
        return self.line.kind == LineKind.TEXT

    @property
    def errors(self) -> list[FieldView]:
        return [field for field in self.fields.values() if field.error]


@dataclass(frozen=True, slots=True, kw_only=True)
class JobView:
    job: Job
    place: str
    no: int
    first: bool
    last: bool
    fields: dict[str, FieldView]
    lines: tuple[LineView, ...]
    new_line: FieldView
    price_kind: PriceKind
    kind_chosen: bool
    """Until a price kind is chosen the job is priced as fixed, and cannot be sent."""
    amount: Money
    ceiling: Money | None
    fixed: bool
    fixed_by_document: bool
    of_lines: Money
    """What the lines add up to, whatever the job costs."""

    @property
    def lines_say_else(self) -> Money | None:
        """The sum of the lines, where a fixed price is another."""
        return self.of_lines if self.fixed and self.of_lines != self.amount else None

    @property
    def ceiling_shown(self) -> Money | None:
        """The ceiling, where it says more than the price itself."""
        return self.ceiling if self.ceiling != self.amount else None

    @property
    def errors(self) -> list[FieldView]:
        return [field for field in self.fields.values() if field.error]

    @property
    def by_the_hour(self) -> bool:
        return self.price_kind is PriceKind.LOPANDE


def job_views(
    quote: ServiceDocument,
    jobs: Sequence[Job],
    priced: PricedDocument,
    refused: Refused = NOTHING,
    alone: UUID | None = None,
) -> tuple[JobView, ...]:
    """The rows of every job, or of the one that is wanted."""
    return tuple(
        _job(quote, job, result, refused, no=no, of=len(jobs))
        for no, (job, result) in enumerate(zip(jobs, priced.jobs, strict=True), 1)
        if alone in {None, job.id}
    )


def _job(
    quote: ServiceDocument, job: Job, result: PricedJob, refused: Refused, *, no: int, of: int
) -> JobView:
    shared = quote.fixed_price_ore is not None and job.choice == ChoiceRule.INCLUDED
    return JobView(
        job=job,
        place=place_of_job(job.id),
        no=no,
        first=no == 1,
        last=no == of,
        fields=job_fields(job, refused),
        lines=tuple(
            _line(line, priced.amount, refused)
            for line, priced in zip(lines_of(job), result.lines, strict=True)
        ),
        new_line=builder(place_of_new_line(job.id), refused)("text", ""),
        price_kind=price_kind_of(job, quote),
        kind_chosen=bool(job.price_kind or quote.price_kind),
        amount=result.amount,
        ceiling=result.ceiling,
        fixed=result.fixed,
        fixed_by_document=shared,
        of_lines=Money.total([priced.amount for priced in result.lines]),
    )


def _line(line: Line, amount: Money, refused: Refused) -> LineView:
    return LineView(
        line=line,
        place=place_of_line(line.id),
        symbol=LINE_SYMBOLS[LineKind(line.kind)],
        fields=line_fields(line, refused),
        amount=amount,
    )
