"""What of a quote goes to its order: the frozen jobs that were accepted, or the whole of it as it stands."""

from collections.abc import Sequence

from verksign.records.models import Job, Line, ServiceDocument
from verksign.usecases.orders.create import OrderedJob, OrderedLine
from verksign.usecases.quotes.pricing import jobs_of, lines_of, price, price_kind_of


def whole_quote(quote: ServiceDocument) -> list[OrderedJob]:
    """Every job of the quote with today's sums; `quote.workshop` must be loaded."""
    jobs: Sequence[Job] = jobs_of(quote)
    priced = price(quote, jobs)
    return [
        OrderedJob(
            source_id=str(job.id),
            title=job.title,
            finding=job.finding,
            if_not=job.if_not,
            severity=job.severity,
            price_kind=price_kind_of(job, quote),
            fixed_price_ore=result.amount.ore if result.fixed else None,
            ceiling_ore=None if result.ceiling is None else result.ceiling.ore,
            amount_ore=result.amount.ore,
            gross_ore=result.gross.ore,
            lines=[_line(line) for line in lines_of(job)],
        )
        for job, result in zip(jobs, priced.jobs, strict=True)
    ]


def _line(line: Line) -> OrderedLine:
    return OrderedLine(
        kind=line.kind,
        text=line.text,
        quantity=line.quantity,
        unit=line.unit,
        unit_price_ore=line.unit_price_ore,
        discount_percent=line.discount_percent,
        discount_ore=line.discount_ore,
        vat_rate=line.vat_rate,
    )
