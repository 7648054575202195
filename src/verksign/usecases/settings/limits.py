"""*Gränser för brickor*: when a tile of the role centre says that something has waited."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.domain.cues import DEFAULTS, Limit
from verksign.domain.durations import MINUTE, NotADuration, read_duration
from verksign.records.models import CueLimit, Workshop
from verksign.usecases import history
from verksign.usecases.registers.fields import InvalidFields

LONGEST = timedelta(days=90)
A_DAY = timedelta(days=1)
WHICH = ("watch", "bad")
ACKNOWLEDGE = "acknowledge_within"
"""How long an answer about extra jobs may wait for *Kvittera*; not longer than a day."""


def limits_of(actor: Actor) -> dict[str, Limit]:
    """Return every tile's limit, the workshop's own before ours; one query."""
    own = CueLimit.objects.visible_to(actor).filter(tile__in=DEFAULTS)
    return dict(DEFAULTS) | {
        row.tile: Limit(row.watch_minutes * MINUTE, row.bad_minutes * MINUTE) for row in own
    }


@transaction.atomic(durable=True)
def save_limits(*, typed: Mapping[str, str], by: Actor, now: datetime) -> None:
    """
    Set the limits of every tile, for everybody in the workshop; `typed` holds `sent_watch`, `sent_bad` and so on.

    :raises InvalidFields: with a code for each field; nothing is changed then
    """
    by.require(Permission.SETTINGS)
    limits, within = _read(typed)
    Workshop.objects.filter(pk=by.workshop_id).update(acknowledge_within_minutes=within // MINUTE)
    for tile, limit in limits.items():
        CueLimit.objects.update_or_create(
            workshop_id=by.workshop_id,
            tile=tile,
            defaults={
                "watch_minutes": limit.watch // MINUTE,
                "bad_minutes": limit.bad // MINUTE,
            },
        )
    history.record(by.workshop_id, "settings.limits", by=by, at=now, **typed)


def _read(typed: Mapping[str, str]) -> tuple[dict[str, Limit], timedelta]:
    lengths: dict[str, timedelta] = {}
    problems: dict[str, str] = {}
    for name in (*(f"{tile}_{which}" for tile in DEFAULTS for which in WHICH), ACKNOWLEDGE):
        try:
            lengths[name] = read_duration(typed.get(name, ""))
        except NotADuration:
            problems[name] = "not_a_duration"
        else:
            if lengths[name] > LONGEST or (name == ACKNOWLEDGE and lengths[name] > A_DAY):
                problems[name] = "duration_too_long"
    for tile in DEFAULTS:
        watch, bad = lengths.get(f"{tile}_watch"), lengths.get(f"{tile}_bad")
        if watch is not None and bad is not None and watch > bad:
            problems.setdefault(f"{tile}_bad", "sooner_than_watch")
    if problems:
        raise InvalidFields(problems)
    limits = {tile: Limit(lengths[f"{tile}_watch"], lengths[f"{tile}_bad"]) for tile in DEFAULTS}
    return limits, lengths[ACKNOWLEDGE]
