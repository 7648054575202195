"""Questions and replies under the link, as the customer reads them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from verksign.domain.customers import CustomerKind
from verksign.portal.times import long_time
from verksign.usecases.signing.talk import Said, talk_of
from verksign.usecases.signing.visit import CustomerView


@dataclass(frozen=True, slots=True)
class Saying:
    who: str
    about: str
    at: str
    text: str
    mine: bool


def talk(view: CustomerView) -> list[Saying]:
    me = _("Ni") if view.content["customer"]["kind"] == CustomerKind.COMPANY else _("Du")
    return [_saying(said, me) for said in talk_of(view.document)]


def _saying(said: Said, me: str) -> Saying:
    if not said.by:
        return Saying(
            me, said.about, long_time(said.at), said.text or _("Skriv till mig."), mine=True
        )
    first_name = said.by.split(" ", 1)[0]
    who = _("%(name)s på verkstaden") % {"name": first_name}
    return Saying(who, said.about, long_time(said.at), said.text, mine=False)
