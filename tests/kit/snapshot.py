"""Every row of a workshop, to prove that nothing was changed; it asks the models, so a new table is in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models import ForeignKey, Model

COUNTERS = {"Link": {"accesses", "last_access_at"}}
"""What opening a link may change."""
COUNTS = {"RateCount", "LinkFetch"}
"""Tables that only count what came to a door."""
SHARED = {"Workshop", "User", "RateCount"}
"""Tables of the installation itself: no row of theirs belongs to one workshop, or it is the workshop."""

OWNER = {"Workshop": "pk", "User": "memberships__workshop"}
"""How a row is known to be a workshop's, where it is not by the column `workshop`."""

type Rows = dict[str, list[tuple[Any, ...]]]


def workshop_tables() -> list[type[Model]]:
    return [table for table in own_tables() if has_workshop(table)]


def own_tables() -> list[type[Model]]:
    return list(apps.get_app_config("records").get_models())


def has_workshop(table: type[Model]) -> bool:
    return any(field.name == "workshop" for field in table._meta.concrete_fields)


def snapshot(workshop_id: UUID | None = None) -> Rows:
    """Return every row of the workshop, or of all workshops."""
    rows: Rows = {}
    for table in own_tables():
        name = table.__name__
        if name in COUNTS:
            continue
        found = table._base_manager.order_by("pk")
        if workshop_id:
            found = found.filter(**{OWNER.get(name, "workshop"): workshop_id})
        columns = [
            field.attname
            for field in table._meta.concrete_fields
            if field.name not in COUNTERS.get(name, set()) and field.name != "last_login"
        ]
        rows[name] = list(found.values_list(*columns))
    return rows


def links_across() -> list[str]:
    """Return every reference from a row of one workshop to a row of another."""
    return [
        f"{table.__name__}.{key.name} of {row_id}"
        for table in workshop_tables()
        for key in table._meta.concrete_fields
        if isinstance(key, ForeignKey) and has_workshop(key.related_model)
        for row_id, one, other in table._base_manager.exclude(**{key.name: None}).values_list(
            "pk", "workshop_id", f"{key.name}__workshop_id"
        )
        if one != other
    ]


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done inside is as if it never was; use cases may open their own transactions."""
    atomic = transaction.atomic()
    # What Django's own TestCase marks its transactions with: `durable=True` is let through.
    atomic._from_testcase = True  # type: ignore[attr-defined]
    with atomic:
        yield
        transaction.set_rollback(True)
