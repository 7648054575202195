"""What differs between a quote before and after an edit, and whether two edits are about the same thing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

type Value = str | int | bool | None
type Plain = Mapping[str, Any]
"""A quote's content as plain values: `quote` holds its fields, `jobs` a list with each job's fields and `lines`."""


class Part(StrEnum):
    QUOTE = "quote"
    JOB = "job"
    LINE = "line"


class How(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


MONEY = frozenset({"fixed_price_ore", "ceiling_ore", "unit_price_ore", "discount_ore"})
"""What is typed incl. or excl. VAT: it means something else once the quote's `amounts` has changed."""
NOT_FIELDS = frozenset({"id", "lines", "position"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    how: How
    part: Part
    id: str = ""
    """Of the job or the line; blank for the quote's own fields."""
    job: str = ""
    """The job that a line belongs to."""
    title: str = ""
    """The job's title or the line's text."""
    field: str = ""
    before: Value = None
    after: Value = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What an edit is about; without a field it is about the whole job or line."""

    part: Part
    id: str = ""
    field: str = ""


def differences(before: Plain, after: Plain) -> list[Change]:
    """Return what was changed, in the order of the card."""
    found = list(_fields(before["quote"], after["quote"], part=Part.QUOTE))
    old, new = _by_id(before["jobs"]), _by_id(after["jobs"])
    found += [_whole(How.REMOVED, Part.JOB, job) for key, job in old.items() if key not in new]
    for key, job in new.items():
        if key not in old:
            found.append(_whole(How.ADDED, Part.JOB, job))
            continue
        found += _fields(old[key], job, part=Part.JOB, id=key, title=str(job["title"]))
        found += _lines(old[key], job)
    return found + _moved(before["jobs"], after["jobs"])


def collide(change: Change, target: Target) -> bool:
    """Whether an edit of the target would overwrite the change unseen."""
    if target.field in MONEY and change.field == "amounts":
        return True
    if (change.part, change.id) != (target.part, target.id):
        # Who takes a job away takes its lines with it.
        return target.part is Part.JOB and not target.field and change.job == target.id
    if change.how in {How.ADDED, How.REMOVED}:
        return True
    if not target.field:
        return target.part is not Part.QUOTE
    return change.field == target.field


def _lines(before: Plain, after: Plain) -> Iterator[Change]:
    job = str(after["id"])
    old, new = _by_id(before["lines"]), _by_id(after["lines"])
    for key, line in old.items():
        if key not in new:
            yield _whole(How.REMOVED, Part.LINE, line, job)
    for key, line in new.items():
        if key not in old:
            yield _whole(How.ADDED, Part.LINE, line, job)
            continue
        text = str(line["text"])
        yield from _fields(old[key], line, part=Part.LINE, id=key, job=job, title=text)


def _whole(how: How, part: Part, row: Plain, job: str = "") -> Change:
    title = str(row["title"] if part is Part.JOB else row["text"])
    return Change(how=how, part=part, id=str(row["id"]), job=job, title=title)


def _fields(before: Plain, after: Plain, **place: Any) -> Iterator[Change]:
    for field, value in after.items():
        known = before.get(field)
        if field not in NOT_FIELDS and _key(known) != _key(value):
            yield Change(
                how=How.CHANGED, field=field, before=_shown(known), after=_shown(value), **place
            )


def _key(value: Any) -> Any:
    """A row of a register is the same row under another name."""
    return value["id"] if isinstance(value, Mapping) else value


def _shown(value: Any) -> Value:
    found: Value = value["name"] if isinstance(value, Mapping) else value
    return found


def _moved(before: Sequence[Plain], after: Sequence[Plain]) -> list[Change]:
    old, new = _by_id(before), _by_id(after)
    was, now = [key for key in old if key in new], [key for key in new if key in old]
    if was == now:
        return []
    # The one without which the others stand as they stood.
    mover = next((key for key in now if _without(was, key) == _without(now, key)), now[0])
    return [_whole(How.MOVED, Part.JOB, new[mover])]


def _without(keys: Iterable[str], gone: str) -> list[str]:
    return [key for key in keys if key != gone]


def _by_id(rows: Iterable[Plain]) -> dict[str, Plain]:
    return {str(row["id"]): row for row in rows}
