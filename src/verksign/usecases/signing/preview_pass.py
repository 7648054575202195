"""A pass to look at what would be sent: it opens one preview for minutes, and nothing else."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core import signing

from verksign.domain.access import Actor, Permission
from verksign.domain.queues import MoveNotAllowed
from verksign.records.models import Membership
from verksign.usecases.registers.fields import InvalidFields
from verksign.usecases.signing.preview import Preview, preview
from verksign.usecases.signing.preview_order import (
    Offered,
    preview_confirmation,
    preview_upsell,
)

SALT = "verksign.preview"
LASTS = timedelta(minutes=15)


class PassExpired(Exception):
    """The pass was not given by us, is too old, or its holder has left the workshop."""


def give_pass(*, quote_id: UUID, by: Actor) -> str:
    """Return a pass for the page that shows the preview; whoever has it sees the page until it ends."""
    by.require(Permission.SEND)
    return _given({"quote": str(quote_id)}, by)


def give_order_pass(*, order_id: UUID, offered: Offered | None, by: Actor) -> str:
    """Return a pass for what an order would send: the offered jobs, or its confirmation."""
    by.require(Permission.SEND)
    told: dict[str, Any] = {"order": str(order_id)}
    if offered:
        told["offered"] = {
            "jobs": [str(job_id) for job_id in offered.job_ids],
            "decide_by": offered.decide_by.isoformat() if offered.decide_by else "",
            "ready_before": offered.ready_before,
            "ready_after": offered.ready_after,
        }
    return _given(told, by)


def _given(told: dict[str, Any], by: Actor) -> str:
    return signing.dumps(
        {**told, "workshop": str(by.workshop_id), "user": str(by.person)}, salt=SALT
    )


def preview_by_pass(*, given: str, now: datetime) -> Preview:
    """
    Return what would be sent now, for the holder of a pass.

    :raises PassExpired: if it opens nothing any more
    """
    try:
        known = signing.loads(given, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        raise PassExpired from None
    membership = (
        Membership.objects.filter(
            workshop_id=known["workshop"], user_id=known["user"], user__is_active=True
        )
        .select_related("user")
        .first()
    )
    if membership is None:
        raise PassExpired
    by = membership.actor()
    if "quote" in known:
        return preview(quote_id=UUID(known["quote"]), by=by, now=now)
    order_id = UUID(known["order"])
    if "offered" not in known:
        return preview_confirmation(order_id=order_id, by=by, now=now)
    try:
        offered = _offered(known["offered"])
        return preview_upsell(order_id=order_id, offered=offered, by=by, now=now)
    except (InvalidFields, MoveNotAllowed):
        # Sent or changed since: what was to be looked at is no more.
        raise PassExpired from None


def _offered(told: dict[str, Any]) -> Offered:
    return Offered(
        job_ids=[UUID(job_id) for job_id in told["jobs"]],
        decide_by=datetime.fromisoformat(told["decide_by"]) if told["decide_by"] else None,
        ready_before=told["ready_before"],
        ready_after=told["ready_after"],
    )
