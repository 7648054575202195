"""Bad input, field by field: codes for the doors to word, so that nothing typed is lost."""

from collections.abc import Mapping
from uuid import UUID


class InvalidFields(Exception):
    """`problems` holds a code for each field that cannot be accepted."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(dict(problems))
        self.problems = dict(problems)


class ChangedMeanwhile(Exception):
    """Somebody else saved the row after this one was read."""

    def __init__(self, row_id: UUID) -> None:
        super().__init__(row_id)
        self.row_id = row_id
