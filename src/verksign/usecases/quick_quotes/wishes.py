"""The quick quote's form as typed, turned into values; every fault is told at once."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from verksign.domain.identifiers import Plate, clean_text, read_plate
from verksign.domain.quick_quotes import Buyer, Given, read_recipient
from verksign.usecases.quotes import typed
from verksign.usecases.registers.fields import InvalidFields
from verksign.usecases.signing.recipients import LONGEST_NAME, BadRecipient, recipient_address

LONGEST_PLATE = 12
LONGEST_TITLE = 120
PRICE = {"price": typed.kronor("ore", blank=False)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    plate: Plate
    method: str
    address: str
    """E.164 number or e-mail address; empty while it cannot be one."""
    name: str
    package_id: UUID | None
    title: str
    price_ore: int
    """Of a job in free text, the way the quote shows prices; 0 while it cannot be read."""
    buyer: Buyer


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """As it stands on the page."""

    plate: str = ""
    to: str = ""
    text: str = ""
    price: str = ""
    package_id: UUID | None = None
    buyer: str = Buyer.BY_ITSELF


def read_form(form: Form) -> tuple[Wish, dict[str, str]]:
    """Return what could be read, and a code for each field that could not."""
    problems: dict[str, str] = {}
    plate = read_plate(form.plate)
    if not plate.normalised:
        problems["plate"] = "required"
    elif len(plate.display) > LONGEST_PLATE:
        problems["plate"] = "too_long"
    given = read_recipient(form.to)
    title = " ".join(clean_text(form.text).split())
    if form.buyer not in set(Buyer):
        problems["buyer"] = "not_a_choice"
    wish = Wish(
        plate=plate,
        method=given.method,
        address=_address(given, problems),
        name=given.name,
        package_id=form.package_id,
        title=title,
        price_ore=0 if form.package_id else _price(title, form.price, problems),
        buyer=Buyer.BY_ITSELF if "buyer" in problems else Buyer(form.buyer),
    )
    return wish, problems


def _address(given: Given, problems: dict[str, str]) -> str:
    if not given.to:
        problems["to"] = "required"
        return ""
    if len(given.name) > LONGEST_NAME:
        problems["to"] = "name_too_long"
    try:
        return recipient_address(given.method, given.to)
    except BadRecipient as error:
        problems["to"] = error.code
        return ""


def _price(title: str, price: str, problems: dict[str, str]) -> int:
    if not title:
        problems["text"] = "job_missing"
    elif len(title) > LONGEST_TITLE:
        problems["text"] = "too_long"
    if not price.strip():
        if title:
            problems["price"] = "price_missing"
        return 0
    try:
        values: dict[str, Any] = typed.read({"price": price}, PRICE)
    except InvalidFields as error:
        problems |= error.problems
        return 0
    if not values["ore"]:
        problems["price"] = "price_missing"
    ore: int = values["ore"]
    return ore
