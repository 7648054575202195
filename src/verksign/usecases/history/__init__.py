"""Who changed what in the workshop's own data: one row a change, in the change's transaction."""

from datetime import datetime
from typing import Any
from uuid import UUID

from verksign.domain.access import Actor
from verksign.records.models import History


def record(subject: UUID, code: str, *, by: Actor, at: datetime, **data: Any) -> None:
    """Write that `by` did `code` (dotted: `quote.sent`) to the row `subject`; `data` is JSON."""
    History.objects.create(
        workshop_id=by.workshop_id, subject=subject, code=code, by_id=by.user_id, at=at, data=data
    )
