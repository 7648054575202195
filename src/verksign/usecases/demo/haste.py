"""Less waiting for the disk while the demo is made: of some eight hundred commits nobody misses the last."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

FULL, NORMAL = 2, 1


@contextmanager
def in_haste() -> Iterator[None]:
    """
    On SQLite, let commits reach the disk a little later; the file stays whole even through a power cut.

    The first commit afterwards waits for all of them.
    """
    if connection.vendor != "sqlite" or _synchronous() != FULL:
        yield
        return
    _set_synchronous(NORMAL)
    try:
        yield
    finally:
        _set_synchronous(FULL)


def _synchronous() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        return int(cursor.fetchone()[0])


def _set_synchronous(level: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA synchronous = {level}")
