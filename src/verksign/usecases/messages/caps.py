"""SMS cost money: so many a day and no more, for a workshop and for a number."""

from datetime import datetime, timedelta
from uuid import UUID

from verksign.records.models import Message

DAY = timedelta(hours=24)
MOST_A_DAY = 500
"""For a workshop: several times what a busy one sends."""
MOST_TO_A_NUMBER = 12
"""A day: a company's driver may fetch a handful of cars."""


class TooManySms(Exception):
    """`code` says whose day is full: workshop_sms_full or number_sms_full."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def refuse_too_many_sms(workshop_id: UUID, channel: str, to: str, *, now: datetime) -> None:
    """
    Refuse one more SMS than a day may hold; an e-mail costs nothing.

    Counted without a lock: presses at the very same moment may each see the last place free, so a day can hold as many
    more as there are people pressing at once. It is there against a mistake or a misuse, not to the penny, and a lock
    would let every sending of a workshop wait for the others.

    :raises TooManySms: if the workshop or the number has had its share of the last 24 hours
    """
    if channel != "sms":
        return
    today = Message.objects.filter(workshop_id=workshop_id, channel="sms", created_at__gt=now - DAY)
    if today.filter(to=to).count() >= MOST_TO_A_NUMBER:
        raise TooManySms("number_sms_full")
    if today.count() >= MOST_A_DAY:
        raise TooManySms("workshop_sms_full")
