"""What differs between a quote before and after an edit, and whether two edits are about the same thing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

type Value = str | int | bool | None
type Plain = Mapping[str, Any]
"""
A quote's content as plain values: `quote` holds its fields, `jobs` a list with each job's fields and `lines`,
`attachments` a list of what lies beside it and them.
"""


class Part(StrEnum):
    QUOTE = "quote"
    JOB = "job"
    LINE = "line"
    ATTACHMENT = "attachment"


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
    """The job that a line or an attachment belongs to."""
    title: str = ""
    """The job's title, the line's text, or what the attachment shows."""
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
    found += _moved(before["jobs"], after["jobs"], Part.JOB)
    return found + _attachments(before, after)


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


def _attachments(before: Plain, after: Plain) -> list[Change]:
    old, new = _by_id(before["attachments"]), _by_id(after["attachments"])
    gone = [row for key, row in old.items() if key not in new]
    come = [row for key, row in new.items() if key not in old]
    found = [_whole(How.REMOVED, Part.ATTACHMENT, row, _job_of(row)) for row in gone]
    found += [_whole(How.ADDED, Part.ATTACHMENT, row, _job_of(row)) for row in come]
    titles = {str(job["id"]): job["title"] for each in (before, after) for job in each["jobs"]}
    for key in [key for key in new if key in old]:
        was, now = (_of_attachment(row, titles) for row in (old[key], new[key]))
        place = {"id": key, "job": _job_of(new[key]), "title": _title(Part.ATTACHMENT, old[key])}
        found += _fields(was, now, part=Part.ATTACHMENT, **place)
    for kin in dict.fromkeys(_kin(row) for row in new.values()):
        was_so, is_so = ([r for r in rows.values() if _kin(r) == kin] for rows in (old, new))
        found += _moved(was_so, is_so, Part.ATTACHMENT)
    return found


def _job_of(attachment: Plain) -> str:
    return str(attachment["job"] or "")


def _kin(attachment: Plain) -> tuple[str, str]:
    """It stands among those of its own job and kind."""
    return _job_of(attachment), str(attachment["kind"])


def _of_attachment(row: Plain, titles: Mapping[str, str]) -> Plain:
    """A job is told by its title, and what is drawn by how much it is."""
    job = {"id": row["job"], "name": titles.get(_job_of(row))}
    marks = {"id": row["marks"], "name": len(row["marks"])}
    return {"alt": row["alt"], "job": job, "marks": marks}


def _whole(how: How, part: Part, row: Plain, job: str = "") -> Change:
    return Change(how=how, part=part, id=str(row["id"]), job=job, title=_title(part, row))


def _title(part: Part, row: Plain) -> str:
    if part is Part.ATTACHMENT:
        return str(row["alt"] or row["name"])
    return str(row["title"] if part is Part.JOB else row["text"])


def _fields(before: Plain, after: Plain, **place: Any) -> Iterator[Change]:
    for field, value in after.items():
        known = before.get(field)
        if field not in NOT_FIELDS and _key(known) != _key(value):
            yield Change(
                how=How.CHANGED, field=field, before=_shown(known), after=_shown(value), **place
            )


def _key(value: Any) -> Any:
    """A row is the same row under another name."""
    return value["id"] if isinstance(value, Mapping) else value


def _shown(value: Any) -> Value:
    found: Value = value["name"] if isinstance(value, Mapping) else value
    return found


def _moved(before: Sequence[Plain], after: Sequence[Plain], part: Part) -> list[Change]:
    old, new = _by_id(before), _by_id(after)
    was, now = [key for key in old if key in new], [key for key in new if key in old]
    if was == now:
        return []
    # The one without which the others stand as they stood.
    mover = next((key for key in now if _without(was, key) == _without(now, key)), now[0])
    job = _job_of(new[mover]) if part is Part.ATTACHMENT else ""
    return [_whole(How.MOVED, part, new[mover], job)]


def _without(keys: Iterable[str], gone: str) -> list[str]:
    return [key for key in keys if key != gone]


def _by_id(rows: Iterable[Plain]) -> dict[str, Plain]:
    return {str(row["id"]): row for row in rows}
