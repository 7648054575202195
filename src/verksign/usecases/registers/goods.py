"""Articles, labour operations and packages: what jobs are priced from. Prices are in öre, excl. VAT."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.domain.prices import STANDARD_RATE, PriceKind
from verksign.domain.search_keys import search_text, sort_key
from verksign.records.models import Article, LabourOperation, Package, PackageLine
from verksign.usecases import history
from verksign.usecases.numbers import next_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingredient:
    """A line of a package: an article, an operation, or a text."""

    article: Article | None = None
    operation: LabourOperation | None = None
    text: str = ""
    quantity: Decimal = Decimal(1)


@transaction.atomic
def create_article(
    *,
    name: str,
    unit: str,
    price_ore: int,
    by: Actor,
    now: datetime,
    number: str = "",
    vat_rate: Decimal = STANDARD_RATE,
) -> Article:
    by.require(Permission.WRITE)
    article = Article(name=name, unit=unit, price_ore=price_ore, vat_rate=vat_rate, number=number)
    return _created(article, "article", by=by, now=now)


@transaction.atomic
def create_operation(
    *,
    name: str,
    by: Actor,
    now: datetime,
    number: str = "",
    hours: Decimal | None = None,
    price_ore: int | None = None,
) -> LabourOperation:
    """Make an operation: hours × the workshop's rate, or a fixed price."""
    by.require(Permission.WRITE)
    operation = LabourOperation(name=name, hours=hours, price_ore=price_ore, number=number)
    return _created(operation, "operation", by=by, now=now)


@transaction.atomic
def create_package(
    *,
    name: str,
    ingredients: Sequence[Ingredient],
    by: Actor,
    now: datetime,
    number: str = "",
    finding: str = "",
    price_kind: PriceKind = PriceKind.FAST,
    price_ore: int | None = None,
) -> Package:
    """Make a ready-made job; with `price_ore` the whole of it has a fixed price."""
    by.require(Permission.WRITE)
    package = Package(
        name=name, finding=finding, price_kind=price_kind, price_ore=price_ore, number=number
    )
    _created(package, "package", by=by, now=now)
    PackageLine.objects.bulk_create(
        PackageLine(
            workshop_id=by.workshop_id,
            package=package,
            position=position,
            article=ingredient.article,
            operation=ingredient.operation,
            text=ingredient.text,
            quantity=ingredient.quantity,
        )
        for position, ingredient in enumerate(ingredients, start=1)
    )
    return package


def _created[R: (Article, LabourOperation, Package)](
    row: R, series: str, *, by: Actor, now: datetime
) -> R:
    row.workshop_id = by.workshop_id
    row.created_at = row.updated_at = now
    row.number = row.number or next_number(by.workshop_id, series)
    row.search = search_text(row.number, row.name)
    row.sort_key = sort_key(row.name)
    row.save(force_insert=True)
    history.record(row.id, f"{series}.created", by=by, at=now)
    return row
