"""What each user chooses for themselves: language and theme everywhere, and *Mina* or *Alla* in one workshop."""

from collections.abc import Mapping

from django.db import transaction

from verksign.domain.access import Actor
from verksign.records.models import Preference, User
from verksign.usecases.registers.fields import InvalidFields

LOOKS: dict[str, tuple[str, ...]] = {"language": ("sv", "en"), "theme": ("", "light", "dark")}
"""What a user may choose about every page, and among what."""


@transaction.atomic(durable=True)
def choose_look(*, changes: Mapping[str, str], by: Actor) -> None:
    """
    Change the language or the theme of the user's own pages; nothing of a workshop is changed.

    :raises InvalidFields: for what cannot be chosen; nothing is changed then
    """
    problems = {
        name: "not_a_choice"
        for name, value in changes.items()
        if name not in LOOKS or value not in LOOKS[name]
    }
    if problems:
        raise InvalidFields(problems)
    User.objects.filter(pk=by.person).update(**changes)


@transaction.atomic(durable=True)
def remember(*, name: str, value: object, by: Actor) -> None:
    """Keep a choice of the user's in this workshop; the door that asks for it says what it may be."""
    Preference.objects.update_or_create(
        workshop_id=by.workshop_id, user_id=by.person, name=name, defaults={"value": value}
    )
