"""The four steps with their numbers: the navigation of the queues' pages, and four tiles of the role centre."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verksign.domain.cues import Limit
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.queues import Queue
from verksign.domain.severity import Severity
from verksign.records.models.service_documents import JobQuerySet
from verksign.staff.upsell.selections import TASKS
from verksign.wording import times
from verksign.wording.labels import label
from verksign.wording.templatetags.words import kr

NUMBERS = {
    "number": Count("id"),
    "ore": Sum("gross_ore", default=0),
    "oldest": Min("queue_at"),
    "urgent": Count("id", filter=Q(severity=Severity.URGENT)),
    "seen": Count("id", filter=Q(digital_status=DigitalStatus.SEEN)),
    "failed": Count("id", filter=Q(digital_status=DigitalStatus.FAILED)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    queue: Queue
    name: str
    task: str
    address: str
    number: int
    ore: int
    age: str
    cue: str
    facts: tuple[str, ...]
    """What else is worth knowing of it before it is opened."""


def steps_of(
    rows: JobQuerySet, now: datetime, limits: Mapping[str, Limit], slug: str, *, mine: bool = False
) -> tuple[Step, ...]:
    """Return the four queues' numbers, in one query; `mine` of those in `rows`."""
    groups = rows.order_by().values("queue").annotate(**NUMBERS)
    by_queue = {group["queue"]: group for group in groups}
    return tuple(
        _step(queue, by_queue.get(queue, {}), now, limits.get(queue), slug, mine=mine)
        for queue in Queue.steps()
    )


def _step(
    queue: Queue,
    group: Mapping[str, Any],
    now: datetime,
    limit: Limit | None,
    slug: str,
    *,
    mine: bool,
) -> Step:
    oldest = group.get("oldest")
    return Step(
        queue=queue,
        name=label(queue, "queue"),
        task=str(TASKS[queue]),
        address=reverse("staff:queue", args=[slug, queue]) + ("?mina=1" if mine else ""),
        number=group.get("number", 0),
        ore=group.get("ore", 0),
        age=times.age(oldest, now) if oldest else "",
        cue=limit.cue(oldest, now) if limit and oldest else "",
        facts=_facts(queue, group) if group else (),
    )


def _facts(queue: Queue, group: Mapping[str, Any]) -> tuple[str, ...]:
    urgent, seen, failed = group["urgent"], group["seen"], group["failed"]
    sum_ = (kr(group["ore"]),) if group["ore"] or queue is not Queue.FOUND else ()
    if queue is Queue.WITH_CUSTOMER:
        opened = ngettext("%(seen)s öppnad", "%(seen)s öppnade", seen) % {"seen": seen}
        return (
            *sum_,
            opened,
            *((_("%(number)s misslyckade") % {"number": failed},) * bool(failed)),
        )
    if queue in {Queue.FOUND, Queue.PRICED} and urgent:
        return (*sum_, _("%(number)s säkerhet nu") % {"number": urgent})
    return sum_
