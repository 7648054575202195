"""Taking a list out as a file: admins only, and it is written down who did, since what is in it leaves our walls."""

from datetime import datetime

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.usecases import history

MOST_ROWS = 50_000
"""In one file. More than any workshop's list holds in two years; narrow it by a period then."""


class TooManyRows(Exception):
    def __init__(self, rows: int) -> None:
        super().__init__(rows)
        self.rows = rows


@transaction.atomic(durable=True)
def record_export(*, of: str, query: str, rows: int, by: Actor, now: datetime) -> None:
    """
    Write down that `by` takes out the list `of` as the address `query` narrows it.

    :raises TooManyRows: if it holds more than goes into one file; nothing is written then
    """
    by.require(Permission.EXPORT)
    if rows > MOST_ROWS:
        raise TooManyRows(rows)
    data = {"list": of, "query": query, "rows": rows}
    history.record(by.workshop_id, "list.exported", by=by, at=now, **data)
