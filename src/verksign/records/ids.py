"""Row ids: UUIDv7, so that rows made after each other lie after each other in an index."""

from uuid import UUID

import uuid_utils


def new_id() -> UUID:
    return UUID(bytes=uuid_utils.uuid7().bytes)
