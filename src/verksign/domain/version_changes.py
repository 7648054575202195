"""What a new version says that the one before did not, computed from the two frozen contents."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from verksign.domain.content import Content, ContentJob

OF_THE_SENDING = frozenset({"version", "document_id", "issued_at"})
"""What is another in every version and says nothing new."""
OF_THE_JOBS = frozenset({"jobs", "totals"})
TOLD_APART = frozenset({"valid_until", "drop_off", "ready"})
PRICE = ("price_kind", "amount_ore", "ceiling_ore", "hourly_rate_ore")


class How(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    PRICED = "priced"
    """Another amount, price kind, ceiling or rate; whatever else has changed with it."""
    CHOSEN = "chosen"
    """At the same price, but included where it could be chosen, or the other way round."""
    WORDED = "worded"
    """At the same price: the title, the lines, a text or a picture."""


@dataclass(frozen=True, slots=True)
class JobChange:
    how: How
    before: ContentJob | None
    now: ContentJob | None

    @property
    def job(self) -> ContentJob:
        """The job as it stands, or as it stood."""
        job = self.now or self.before
        assert job is not None  # noqa: S101 - one of the two is always there
        return job

    @property
    def title_before(self) -> str:
        """What it was called, when that is another name."""
        renamed = self.before and self.now and self.before["title"] != self.now["title"]
        return self.before["title"] if self.before and renamed else ""

    @property
    def difference_ore(self) -> int:
        return _amount(self.now) - _amount(self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    jobs: tuple[JobChange, ...]
    valid_until_before: str
    """Empty when it is the same."""
    drop_off: bool
    ready: bool
    sums: bool
    """The whole costs another sum, or may; also by what no single job shows, like a shared ceiling."""
    rest: bool
    """Something else reads differently: the vehicle, a term, who asks, what the customer told."""

    @property
    def is_empty(self) -> bool:
        return not (self.jobs or self._terms or self.rest)

    @property
    def only_text(self) -> bool:
        """Nothing that the customer pays for, chooses or must keep to is another."""
        same_jobs = all(change.how is How.WORDED for change in self.jobs)
        return same_jobs and not self._terms and not self.is_empty

    @property
    def _terms(self) -> bool:
        return bool(self.valid_until_before or self.drop_off or self.ready or self.sums)


def version_changes(before: Content, now: Content) -> Changes:
    """Return what has changed, the jobs in the order of the new version; a quote's jobs keep their ids."""
    earlier = {job["id"]: job for job in before["jobs"]}
    later = {job["id"]: job for job in now["jobs"]}
    changed = [_change(earlier.get(job_id), job) for job_id, job in later.items()]
    gone = [JobChange(How.REMOVED, job, None) for id_, job in earlier.items() if id_ not in later]
    return Changes(
        jobs=(*(change for change in changed if change), *gone),
        valid_until_before=before["valid_until"]
        if before["valid_until"] != now["valid_until"]
        else "",
        drop_off=before["drop_off"] != now["drop_off"],
        ready=before["ready"] != now["ready"],
        sums=before["totals"] != now["totals"],
        rest=_rest(before) != _rest(now),
    )


def _change(before: ContentJob | None, now: ContentJob) -> JobChange | None:
    if before is None:
        return JobChange(How.ADDED, None, now)
    if any(before[name] != now[name] for name in PRICE):  # type: ignore[literal-required]
        return JobChange(How.PRICED, before, now)
    if (before["choice"], before["group"]) != (now["choice"], now["group"]):
        return JobChange(How.CHOSEN, before, now)
    if _said(before, {"no"}) != _said(now, {"no"}):
        return JobChange(How.WORDED, before, now)
    return None


def _rest(content: Content) -> dict[str, Any]:
    return _said(content, OF_THE_SENDING | OF_THE_JOBS | TOLD_APART)


def _said(part: Mapping[str, Any], but: frozenset[str] | set[str]) -> dict[str, Any]:
    """Return what it says; a field that is empty and one that is not there say the same."""
    return {name: value for name, value in part.items() if name not in but and value}


def _amount(job: ContentJob | None) -> int:
    return job["amount_ore"] if job else 0
