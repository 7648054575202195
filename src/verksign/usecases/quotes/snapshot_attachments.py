"""What lies beside a quote as plain values: files are kept by their row in the archive, which is never removed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from verksign.domain.quote_changes import Plain
from verksign.records.models import Attachment, ServiceDocument

TEXTS = ("kind", "name", "alt", "position", "marks", "width", "height", "pages")
ROWS = ("job", "blob_id", "page_id", "thumbnail_id", "original_id", "added_by_id")
MAY_CHANGE = ("job", "alt", "position", "marks", "blob", "page", "thumbnail")


def attachments_of(quote: ServiceDocument) -> list[dict[str, Any]]:
    """Return all, also those of jobs that are gone: they come back with their job."""
    rows = quote.attachments.order_by("position", "id")
    return [
        {
            "id": str(row.id),
            **{name: getattr(row, name) for name in TEXTS},
            **{name: _text(getattr(row, name)) for name in ROWS},
            "added_at": row.added_at.isoformat(),
        }
        for row in rows
    ]


def _text(key: UUID | None) -> str | None:
    return None if key is None else str(key)


def restore_attachments(quote: ServiceDocument, rows: Sequence[Plain]) -> None:
    """Make them what they were; one that was taken away comes back under its own id."""
    made = [_attachment(quote, row) for row in rows]
    quote.attachments.exclude(id__in=[row.id for row in made]).delete()
    known = set(quote.attachments.values_list("id", flat=True))
    Attachment.objects.bulk_update([row for row in made if row.id in known], MAY_CHANGE)
    Attachment.objects.bulk_create([row for row in made if row.id not in known])


def _attachment(quote: ServiceDocument, values: Plain) -> Attachment:
    row = Attachment(id=UUID(values["id"]), workshop_id=quote.workshop_id, document=quote)
    for name in TEXTS:
        setattr(row, name, values[name])
    for name in ROWS:
        setattr(row, name, values[name] and UUID(values[name]))
    row.added_at = datetime.fromisoformat(values["added_at"])
    return row
