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


LONGEST_KEY = 40


def demand_key(key: str) -> None:
    """
    Refuse a one-time key that no dialog of ours made.

    :raises InvalidFields: if it is missing or too long to be kept
    """
    if not key:
        raise InvalidFields({"key": "required"})
    if len(key) > LONGEST_KEY:
        raise InvalidFields({"key": "too_long"})
