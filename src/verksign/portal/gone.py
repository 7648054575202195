"""Why a link cannot be answered, in two sentences and a way on."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from verksign.portal.naming import named
from verksign.portal.times import long_date, long_time
from verksign.usecases.signing.visit import CustomerView


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    state: str
    title: str
    text: str
    further: str
    tone: str = "dull"


def gone_of(view: CustomerView) -> Gone:
    purpose = view.document.purpose
    if view.state == "withdrawn":
        return Gone(
            state="withdrawn",
            title=named(purpose, "withdrawn"),
            text=named(purpose, "withdrawn_at", at=long_time(view.document.status_at)),
            further=named(purpose, "withdrawn_further"),
        )
    if view.state == "expired":
        return Gone(
            state="expired",
            title=named(purpose, "expired"),
            text=named(purpose, "expired_on", day=long_date(view.document.valid_until)),
            further=named(purpose, "expired_further"),
        )
    if view.state == "replaced":
        return Gone(
            state="replaced",
            title=named(purpose, "replaced"),
            text=_("Den gamla gäller inte längre, och det du hade valt är inte skickat."),
            further=named(purpose, "replaced_further"),
            tone="",
        )
    return _answered(view)


def _answered(view: CustomerView) -> Gone:
    if view.verbal:
        by_phone = view.verbal.channel == "phone"
        return Gone(
            state="verbal",
            title=_("Du har redan svarat på telefon")
            if by_phone
            else _("Du har redan svarat i verkstaden"),
            text=_("Svaret är noterat %(at)s.") % {"at": long_time(view.verbal.answered_at)},
            further=_("Stämmer det inte? Ring oss."),
            tone="good",
        )
    return Gone(
        state="answered",
        title=named(view.document.purpose, "answered"),
        text=_(
            "Någon svarade på en annan telefon eller dator %(at)s. Det du valde här sparades inte."
        )
        % {"at": long_time(view.document.status_at)},
        further=_("Var det inte du, eller blev det fel? Ring oss direkt."),
        tone="good",
    )
