"""*Mina* or *Alla*: whose quotes the role centre shows, remembered for each user in each workshop."""

from verksign.domain.access import Actor
from verksign.records.models import Preference

PREFERENCE = "centre.mine"


def wants_mine(actor: Actor) -> bool:
    chosen = Preference.objects.visible_to(actor).filter(user_id=actor.person, name=PREFERENCE)
    return chosen.values_list("value", flat=True).first() is True
