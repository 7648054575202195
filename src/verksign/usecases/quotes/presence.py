from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.records.models import Presence, ServiceDocument

HERE_FOR = timedelta(seconds=30)
"""How long somebody is said to be at a card after the last sign of it."""
NOTED_EVERY = timedelta(seconds=8)
"""How often a sign is written down: pages tell more often than that."""


@transaction.atomic
def note_presence(*, quote_id: UUID, by: Actor, now: datetime) -> list[str]:
    """
    Write down that somebody has the quote's card open, and return the names of the others who have.

    :raises ServiceDocument.DoesNotExist: also when it is another workshop's
    """
    by.require(Permission.READ)
    quote = ServiceDocument.objects.visible_to(by).quotes().only("id").get(pk=quote_id)
    here = Presence.objects.visible_to(by).filter(document=quote)
    mine = here.filter(user_id=by.person).first()
    if mine is None or now - mine.seen_at >= NOTED_EVERY:
        here.filter(seen_at__lt=now - HERE_FOR).exclude(user_id=by.person).delete()
        Presence.objects.update_or_create(
            document=quote,
            user_id=by.person,
            defaults={"workshop_id": by.workshop_id, "seen_at": now},
        )
    others = here.filter(seen_at__gte=now - HERE_FOR).exclude(user_id=by.person)
    return list(others.order_by("user__sort_key", "id").values_list("user__name", flat=True))
