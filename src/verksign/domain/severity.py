from enum import StrEnum


class Severity(StrEnum):
    URGENT = "urgent"
    SOON = "soon"
    LATER = "later"

    @property
    def rank(self) -> int:
        """Return 0 for what should be read first."""
        return list(Severity).index(self)
