"""What stands on every page about one matter, taken from the frozen content, never from living data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from verksign.domain.content import Content
from verksign.domain.customers import CustomerKind
from verksign.domain.dates import NBSP, long_date, stockholm

DIGITS_SHOWN = 16
COUNTS = [
    "noll",
    "ett",
    "två",
    "tre",
    "fyra",
    "fem",
    "sex",
    "sju",
    "åtta",
    "nio",
    "tio",
    "elva",
    "tolv",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """Who asks: the top and the foot of the page."""

    name: str
    monogram: str
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
    def you(self) -> str:
        return "ni" if self.company else "du"


def frame(content: Content, *, content_sha256: str, token: str) -> dict[str, Any]:
    return {
        "shop": shop_of(content),
        "matter": matter_of(content, content_sha256),
        "content_sha256": content_sha256,
        "token": token,
    }


def shop_of(content: Content) -> Shop:
    shop = content["workshop"]
    return Shop(
        name=shop["name"],
        monogram=monogram(shop["name"]),
        phone=shop["phone"],
        tel=shop["phone_e164"] or shop["phone"],
        legal_name=shop["legal_name"],
        org_number=shop["org_number"],
        address=shop["address"],
        email=shop["email"],
    )


def monogram(name: str) -> str:
    """Return EB for Ekbackens Bilverkstad and DL for Demoverkstaden i Lund."""
    words = [word for word in name.split() if word[0].isupper() or word[0].isdigit()]
    return "".join(word[0] for word in words[:2]) or name[:1].upper()


def matter_of(content: Content, content_sha256: str) -> Matter:
    adviser = content["adviser"]
    return Matter(
        plate=content["vehicle"]["plate_display"],
        car=content["vehicle"]["model"] or "bil",
        number=content["number"],
        version=content["version"],
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
    return COUNTS[number] if number < len(COUNTS) else str(number)


def to_the_second(at: datetime) -> str:
    """Return 24 november 2026 kl. 18:42:07."""
    local = stockholm(at)
    return f"{long_date(local.date())} kl.{NBSP}{local:%H:%M:%S}"


def errors_heading(problems: Mapping[str, object]) -> str:
    if len(problems) == 1:
        return "En sak behöver rättas"
    return f"{counted(len(problems)).capitalize()} saker behöver rättas"
