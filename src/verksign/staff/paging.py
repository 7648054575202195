"""One page of a list, and what its foot says."""

from dataclasses import dataclass

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
    last = max(1, -(-count // PAGE_SIZE))
    asked = (
        int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < len("100000") else 1
    )
    number = min(max(asked, 1), last)
    start = (number - 1) * PAGE_SIZE
    return Page(list(rows[start : start + PAGE_SIZE]), number, count)
