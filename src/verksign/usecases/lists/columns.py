"""Which columns a user wants to see in a list, until they choose others."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.records.models import Preference
from verksign.usecases.lists.views import columns_name


@transaction.atomic(durable=True)
def choose_columns(*, of: str, codes: Sequence[str], by: Actor, now: datetime) -> None:
    """Remember the columns of the list `of`; none is the list's own choice again."""
    by.require(Permission.READ)
    own = Preference.objects.visible_to(by).filter(user_id=by.person, name=columns_name(of))
    if not codes:
        own.delete()
        return
    Preference.objects.update_or_create(
        workshop_id=by.workshop_id,
        user_id=by.person,
        name=columns_name(of),
        defaults={"value": list(codes)},
    )
