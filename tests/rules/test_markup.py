"""
Whatever people type is shown as text, on every page: the tables are asked for their columns, so a new one is in it.

What the customer sees and what goes out by mail is frozen: `tests/portal` and `tests/documents` look at that.
"""

import pytest
from django.db.models import CharField, Model, TextField

from tests.kit.snapshot import own_tables
from tests.kit.world import Who, World
from tests.rules.access_table import TABLE
from tests.rules.asking import Ask

NASTY = "\"'><script>alert(1)</script>"
ESCAPED = b"&lt;script&gt;alert(1)&lt;/script&gt;"
TYPED = {
    "agent",
    "address",
    "alt",
    "city",
    "contact_name",
    "answer_note",
    "detail",
    "done_reason",
    "dropped_reason",
    "key_tag",
    "drop_off",
    "finding",
    "if_not",
    "legal_name",
    "make",
    "model",
    "name",
    "note",
    "notes",
    "opening_hours",
    "payment_terms",
    "ready",
    "reason",
    "recipient_name",
    "reported",
    "signer_name",
    "subject",
    "tagline",
    "text",
    "title",
    "unapproved_reason",
    "who",
}
"""Columns that hold what somebody wrote."""
NOT_TYPED = {
    "answer",
    "answer_sha256",
    "city_key",
    "code",
    "content",
    "content_sha256",
    "digest",
    "email",
    "failure",
    "query",
    "group",
    "hash",
    "html",
    "key",
    "kind",
    "mime",
    "number",
    "on_site_digest",
    "password",
    "prev",
    "recipient_address",
    "reference",
    "report_key",
    "search",
    "sha256",
    "shown_sha256",
    "signer_email",
    "slug",
    "sort_key",
    "terms_profile",
    "to",
    "vin",
}
"""Columns that hold what we made, or what is checked letter by letter before it is kept."""
PAGES = sorted(
    name
    for name, entry in TABLE.items()
    if entry.get[0] == 200
    and name.startswith("staff:")
    and not name.endswith(("-pdf", "picture"))
    and "outbox" not in name
)

ONES_OWN = {"staff:floor", "staff:floor-news", "staff:choose-finding"}
"""What holds only one's own cars: the adviser has found something on one."""


def text_columns(table: type[Model]) -> set[str]:
    return {
        column.name
        for column in table._meta.concrete_fields
        if isinstance(column, CharField | TextField)
        and not column.choices
        and (column.max_length is None or column.max_length >= len(NASTY))
    }


def spoil() -> None:
    """Write the nasty text into every column that somebody could have typed it into."""
    for table in own_tables():
        for column in sorted(text_columns(table) & TYPED):
            table._base_manager.update(**{column: NASTY})


class TestColumns:
    def test_are_all_known(self) -> None:
        found = {column for table in own_tables() for column in text_columns(table)}

        assert found - TYPED - NOT_TYPED == set()


@pytest.mark.django_db
class TestPages:
    @pytest.mark.parametrize("name", PAGES)
    def test_show_what_was_typed_as_text(self, world: World, name: str) -> None:
        client = world.client(Who.ADVISER if name in ONES_OWN else Who.ADMIN)
        spoil()

        page = Ask.about(name, world.ours.facts).by(client, "GET").content

        assert b"<script>alert" not in page
        assert ESCAPED in page
