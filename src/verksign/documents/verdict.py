"""What can be said about a PDF that somebody hands us, and how it travels between processes."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

LARGEST_PDF = 18 * 1024 * 1024


class VerdictKind(StrEnum):
    IDENTICAL = "identical"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    SOMEONE_ELSE = "someone_else"
    NOT_SEALED = "not_sealed"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """Whose seal it is and of which level, read from the file itself, never from our settings."""

    organisation: str
    org_number: str
    sealed_at: datetime | None  # as the seal says: without a time-stamp nobody else vouches for it
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """What the attachments of an unchanged file say, and whether they agree with one another."""

    document_id: str
    version: int
    answered_at: str
    shown_matches: bool | None  # None: no file belongs to a verbal answer
    content_matches: bool
    amounts_agree: bool

    @property
    def agrees(self) -> bool:
        return self.content_matches and self.amounts_agree and self.shown_matches is not False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """
    `seal` is told only for a seal of ours, `enclosed` only when nothing was changed.

    A page for everyone shows neither unless the file is identical to our archive's.
    """

    kind: VerdictKind
    sha256: str
    seal: Seal | None = None
    enclosed: Enclosed | None = None

    @property
    def holds(self) -> bool:
        """Whether the file may be shown as genuine: ours, unchanged, and at one with itself."""
        return self.kind in {VerdictKind.IDENTICAL, VerdictKind.UNCHANGED} and (
            self.enclosed is None or self.enclosed.agrees
        )

    def as_json(self) -> dict[str, Any]:
        value = asdict(self)
        if self.seal and self.seal.sealed_at:
            value["seal"]["sealed_at"] = self.seal.sealed_at.isoformat()
        return value

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        seal, enclosed = value["seal"], value["enclosed"]
        if seal is not None:
            at = seal["sealed_at"]
            seal = Seal(**{**seal, "sealed_at": at and datetime.fromisoformat(at)})
        return cls(
            kind=VerdictKind(value["kind"]),
            sha256=value["sha256"],
            seal=seal,
            enclosed=None if enclosed is None else Enclosed(**enclosed),
        )
