"""Today's prices from the registers, in the document's own way of showing prices."""

from decimal import Decimal

from verksign.domain.money import Money
from verksign.domain.prices import STANDARD_RATE, Amounts, LineKind, vat_of
from verksign.records.models import Article, Job, LabourOperation, Line, ServiceDocument


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
