"""A pass to look at what would be sent: it opens one quote's preview for minutes, and nothing else."""

from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing

from verksign.domain.access import Actor, Permission
from verksign.records.models import Membership
from verksign.usecases.signing.preview import Preview, preview

SALT = "verksign.preview"
LASTS = timedelta(minutes=15)


class PassExpired(Exception):
    """The pass was not given by us, is too old, or its holder has left the workshop."""


def give_pass(*, quote_id: UUID, by: Actor) -> str:
    """Return a pass for the page that shows the preview; whoever has it sees the page until it ends."""
    by.require(Permission.SEND)
    return signing.dumps(
        {"quote": str(quote_id), "workshop": str(by.workshop_id), "user": str(by.person)},
        salt=SALT,
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
    return preview(quote_id=UUID(known["quote"]), by=membership.actor(), now=now)
