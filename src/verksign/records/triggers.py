"""
The append-only tables are guarded by the database itself.

No UPDATE of what an event's hash covers, no DELETE of an event, no change of an answer that was recorded. Salt and
value of personal facts (`personal_values`) may be erased: the hash covers only their digests.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

HASHED = ("workshop_id", "document_id", "seq", "at", "kind", "facts", "personal", "prev", "hash")
RECORDED = ("content", "content_sha256", "answer", "answer_sha256", "outcome", "answered_at")
GUARDED = {"records_event": HASHED, "records_verbalanswer": RECORDED}

REFUSE = """
CREATE OR REPLACE FUNCTION records_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""


def install(connection: BaseDatabaseWrapper) -> None:
    statements = _postgresql if connection.vendor == "postgresql" else _sqlite
    with connection.cursor() as cursor:
        for table, columns in GUARDED.items():
            for statement in statements(table, columns):
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    where = {"postgresql": " ON {table}"}.get(connection.vendor, "")
    with connection.cursor() as cursor:
        for table in GUARDED:
            for verb in ("update", "delete"):
                cursor.execute(
                    f"DROP TRIGGER IF EXISTS {table}_no_{verb}" + where.format(table=table)
                )


def _sqlite(table: str, columns: tuple[str, ...]) -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {', '.join(columns)} ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
    ]


def _postgresql(table: str, columns: tuple[str, ...]) -> list[str]:
    each = "FOR EACH ROW EXECUTE FUNCTION records_append_only()"
    return [
        REFUSE,
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {', '.join(columns)} ON {table} {each}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {each}",
    ]
