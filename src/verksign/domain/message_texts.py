"""
The workshop's own words for what goes out: which messages have them, and what may stand in them.

What has legal weight (receipts, the right of withdrawal) is ours to word and is not among them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from verksign.domain.sms_text import LINK, SMS_TEXTS, names_in, to_gsm7

OF_ORDERS = ("upsell", "upsell_reminder", "order", "order_reminder")
BY_SMS = ("quote", "version", "reminder", "verbal", "reply", "confirmation", *OF_ORDERS)
BY_EMAIL = ("quote", "version", "reminder", "verbal", *OF_ORDERS)
CHANNELS: Mapping[str, tuple[str, ...]] = {"sms": BY_SMS, "email": BY_EMAIL}
LANGUAGES = ("sv", "en")
COMMON = ("verkstad", "regnr", "svara_senast", "telefon", "kontakt", "nummer")
"""Always there: a text made of them never has a gap."""
MORE: Mapping[str, tuple[str, ...]] = {
    "reply": ("svarande",),
    "upsell": ("antal", "svara_före", "klar"),
    "upsell_reminder": ("antal",),
}
"""What only some know; where it is not known, as a deadline that was not set, our own words go out instead."""
LONGEST_SMS = 459
"""Three parts of an ordinary text."""
LONGEST_EMAIL = 2000
LONGEST_SUBJECT = 120
LINK_NAME = LINK.strip("{}")


@dataclass(frozen=True, slots=True)
class TextProblem:
    """What is wrong with a text; `name` is the variable that it is about."""

    code: str
    name: str = ""


def variables_of(kind: str, channel: str) -> tuple[str, ...]:
    """Return the names that may stand in braces, the link first where there is one to lead to."""
    more = MORE.get(kind, ())
    if channel == "email":
        return (*COMMON, "hej", "bil", *more)
    return (*((LINK_NAME,) if needs_link(kind, channel) else ()), *COMMON, *more)


def needs_link(kind: str, channel: str) -> bool:
    """A letter has its button, and an answer that was spoken has no page."""
    return channel == "sms" and LINK in SMS_TEXTS[kind]


def text_problem(kind: str, channel: str, text: str) -> TextProblem | None:
    """Return why the text cannot be used, or None."""
    if not text.strip():
        return TextProblem("required")
    longest = LONGEST_SMS if channel == "sms" else LONGEST_EMAIL
    if len(text) > longest:
        return TextProblem("too_long")
    unknown = sorted(names_in(text) - set(variables_of(kind, channel)))
    if unknown:
        return TextProblem("unknown_variable", unknown[0])
    if re.search(r"[{}]", re.sub(r"\{\w+\}", "", text)):
        return TextProblem("lone_brace")
    if needs_link(kind, channel) and LINK not in text:
        return TextProblem("link_missing", LINK_NAME)
    return None


def subject_problem(kind: str, subject: str) -> TextProblem | None:
    if len(subject) > LONGEST_SUBJECT:
        return TextProblem("too_long")
    return text_problem(kind, "email", subject)


def tidy(channel: str, text: str) -> str:
    """Return the text as it is kept: an SMS in plain signs, which are the cheap ones."""
    lines = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").split("\n")).strip()
    return to_gsm7(lines) if channel == "sms" else lines
