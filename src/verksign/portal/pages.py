"""What stands on every page about one matter, taken from the frozen content, never from living data."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from verksign.domain.colours import ink_on
from verksign.domain.content import Content, ContentLogo
from verksign.domain.customers import CustomerKind
from verksign.domain.dates import NBSP
from verksign.domain.monograms import monogram

DIGITS_SHOWN = 16
COUNTS = [
    pgettext_lazy("count", "noll"),
    pgettext_lazy("count", "ett"),
    pgettext_lazy("count", "två"),
    pgettext_lazy("count", "tre"),
    pgettext_lazy("count", "fyra"),
    pgettext_lazy("count", "fem"),
    pgettext_lazy("count", "sex"),
    pgettext_lazy("count", "sju"),
    pgettext_lazy("count", "åtta"),
    pgettext_lazy("count", "nio"),
    pgettext_lazy("count", "tio"),
    pgettext_lazy("count", "elva"),
    pgettext_lazy("count", "tolv"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """Who asks: the top and the foot of the page."""

    name: str
    monogram: str
    logo: ContentLogo | None
    colour: str
    """Of the mark; empty for ours."""
    ink: str
    phone: str
    tel: str
    legal_name: str
    org_number: str
    address: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What it is about: the line under the top, and how the reader is spoken to."""

    plate: str
    car: str
    number: str
    version: int
    purpose: str
    company: bool
    adviser: str
    digits: str
    """The first digits of C; the paper prints the same."""

    @property
    def your(self) -> str:
        return "er" if self.company else "din"

    @property
    def yours(self) -> str:
        return "era" if self.company else "dina"

    @property
    def your_one(self) -> str:
        """Before a word like *svar*."""
        return "ert" if self.company else "ditt"

    @property
    def them(self) -> str:
        """*Dig* or *er*, for what is done to whoever reads."""
        return "er" if self.company else "dig"

    @property
    def you(self) -> str:
        return "ni" if self.company else "du"


def frame(content: Content, *, content_sha256: str, token: str) -> dict[str, Any]:
    return {
        "shop": shop_of(content),
        "matter": matter_of(content, content_sha256),
        "content_sha256": content_sha256,
        "token": token,
        "pictures": f"/o/{token}/bild/",
        "logos": f"/o/{token}/logo/",
    }


def shop_of(content: Content) -> Shop:
    shop = content["workshop"]
    return Shop(
        name=shop["name"],
        monogram=monogram(shop["name"]),
        logo=shop.get("logo"),
        colour=shop.get("colour", ""),
        ink=ink_on(shop["colour"]) if shop.get("colour") else "",
        phone=shop["phone"],
        tel=shop["phone_e164"] or shop["phone"],
        legal_name=shop["legal_name"],
        org_number=shop["org_number"],
        address=shop["address"],
        email=shop["email"],
    )


def matter_of(content: Content, content_sha256: str) -> Matter:
    adviser = content["adviser"]
    return Matter(
        plate=content["vehicle"]["plate_display"],
        car=content["vehicle"]["model"] or _("bil"),
        number=content["number"],
        version=content["version"],
        purpose=content["purpose"],
        company=content["customer"]["kind"] == CustomerKind.COMPANY,
        adviser=adviser["first_name"] or adviser["name"],
        digits=content_sha256[:DIGITS_SHOWN],
    )


def kept_together(time: str) -> str:
    """Return a time as the adviser wrote it, with its clock on one line."""
    return time.replace("kl. ", f"kl.{NBSP}")


def last_day(content: Content) -> date:
    return date.fromisoformat(content["valid_until"])


def counted(number: int) -> str:
    """Return the number as it stands in running text: two as a word, thirteen in digits."""
    return str(COUNTS[number]) if number < len(COUNTS) else str(number)


def script_words() -> str:
    """The few words that the script says, as JSON."""
    return json.dumps(
        {
            "excluding": _("Exkl. moms"),
            "including": _("inkl. moms"),
            "no_ceiling": _("Inget tak"),
            "most": _("Högst"),
            "answers": _("%(answered)s av %(of)s svar"),
            "later": _("inte nu"),
            "no": _("nej"),
            "call": _("fråga"),
            "none": _("inget svar"),
            "new_total": _("Ny summa"),
            "minutes_left": _("%(minutes)s min kvar"),
            "hours_left": _("%(hours)s tim %(minutes)s min kvar"),
            "offline": _(
                "Du saknar uppkoppling. Svaret är inte skickat än. Försök igen när du har nät."
            ),
            "draw": _("Rita din namnteckning också (frivilligt)"),
            "pad": _("Din namnteckning"),
            "clear": _("Rensa"),
        },
        ensure_ascii=False,
    )


def errors_heading(problems: Mapping[str, object]) -> str:
    if len(problems) == 1:
        return _("En sak behöver rättas")
    return _("%(count)s saker behöver rättas") % {"count": counted(len(problems)).capitalize()}
