"""One page of a list, and what its foot says."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Model, QuerySet

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Page[M: Model]:
    rows: list[M]
    number: int
    count: int

    @property
    def first(self) -> int:
        return (self.number - 1) * PAGE_SIZE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.last < self.count else None


def page_of[M: Model](rows: QuerySet[M], wanted: str, count: int) -> Page[M]:
    """Return the wanted page, or the nearest that exists; `rows` must be sorted."""
    number, start = _place(wanted, count)
    return Page(slice_of(rows, start, start + PAGE_SIZE), number, count)


def page_among[M: Model](rows: QuerySet[M], ids: list[UUID], wanted: str) -> Page[M]:
    """Return the same of rows whose ids are known already, in their order."""
    number, start = _place(wanted, len(ids))
    return Page(loaded(rows, ids[start : start + PAGE_SIZE]), number, len(ids))


def _place(wanted: str, count: int) -> tuple[int, int]:
    """Return the number of the page, and how many rows come before it."""
    last = max(1, -(-count // PAGE_SIZE))
    asked = (
        int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < len("100000") else 1
    )
    number = min(max(asked, 1), last)
    return number, (number - 1) * PAGE_SIZE


def slice_of[M: Model](rows: QuerySet[M], start: int, end: int) -> list[M]:
    """
    Return some of the sorted rows: first which they are, then all that is shown of these.

    In one query the database joins and reads whole rows that it then skips: minutes among 200,000 documents.
    """
    return loaded(rows, list(rows.values_list("pk", flat=True)[start:end]))


def loaded[M: Model](rows: QuerySet[M], ids: list[UUID]) -> list[M]:
    """Return the rows with these ids, in their order; one that is gone meanwhile is left out."""
    found = {row.pk: row for row in rows.order_by().filter(pk__in=ids)}
    return [found[each] for each in ids if each in found]
