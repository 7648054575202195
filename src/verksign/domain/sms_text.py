"""What fits in an SMS: alphabet, parts, sender, and the texts that are filled in."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

GSM7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM7_EXTENSION = frozenset("\f^{}\\[~]|€")

SAME_IN_GSM7 = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\u2002\u2003\t", " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("“”„«»″", '"'),
        **dict.fromkeys("‘’‚´`′", "'"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", ""),
        "…": "...",
        "×": "x",
        "•": "-",
    }
)

LINK = "{länk}"
PLACEHOLDER = re.compile(r"\{(\w+)\}")
SHORTEST_SENDER = 3
LONGEST_SENDER = 11
# Swedish letters are often filtered out of a sender on the way.
SENDER_LETTERS = str.maketrans("åäöÅÄÖéÉüÜ", "aaoAAOeEuU")

SMS_TEXTS = {
    "quote": "{verkstad}: Offert på {regnr} är klar. Läs, välj jobb och svara senast "
    "{svara_senast}: {länk} Frågor? {telefon}",
    "version": "{verkstad}: Offerten på {regnr} har ändrats. Se vad som är nytt: "
    "{länk} Frågor? {telefon}",
    "reminder": "{verkstad}: Har du sett offerten på {regnr}? Den väntar på ditt svar till "
    "{svara_senast}: {länk} Frågor? {telefon}",
    "receipt": "{verkstad}: Tack! Din beställning för {regnr} är klar. "
    "Kvitto, PDF och ångra: {länk} Lämna bilen {lämna}.",
    # The same when no time is set for the drop-off: never a gap in a sentence.
    "receipt_without_time": "{verkstad}: Tack! Din beställning för {regnr} är klar. "
    "Kvitto, PDF och ångra: {länk} Frågor? {telefon}",
    "declined": "{verkstad}: Tack för ditt svar. Vi gör inget av jobben på {regnr}. "
    "Ändrar du dig? {telefon}",
    "withdrawn": "{verkstad}: Offerten på {regnr} är återkallad. Du behöver inte göra något. "
    "Frågor? {telefon}",
    "verbal": "{verkstad}: Vi talade om {regnr} i telefon. Läs och godkänn det vi sa: "
    "{länk} Stämmer det inte? {telefon}",
    "reply": "{verkstad}: {svarande} har svarat på din fråga om {regnr}: {länk}",
    # Of an answer that was spoken: there is no page to lead to.
    "confirmation": "{verkstad}: Vi noterade ditt svar om {regnr}. "
    "Stämmer det inte? Ring {telefon}",
    "upsell": "{verkstad}: Vi hittade {antal} på {regnr}. Se foton och pris och svara: "
    "{länk} Frågor? {telefon}",
    # The same with a deadline: for an answer that lets the car be ready the same day, and for any other.
    "upsell_today": "{verkstad}: Vi hittade {antal} på {regnr}. Svarar du före {svara_före} "
    "hinner vi i dag: {länk} Frågor? {telefon}",
    "upsell_by": "{verkstad}: Vi hittade {antal} på {regnr}. Svara helst före {svara_före}: "
    "{länk} Frågor? {telefon}",
    "upsell_reminder": "{verkstad}: Vi hittade {antal} på {regnr} och väntar på ditt svar: "
    "{länk} Frågor? {telefon}",
    "order": "{verkstad}: Din orderbekräftelse för {regnr} är klar. Stämmer allt? "
    "{länk} Frågor? {telefon}",
    "order_reminder": "{verkstad}: Har du sett orderbekräftelsen för {regnr}? Stämmer allt? "
    "{länk} Frågor? {telefon}",
}


SMS_TEXTS_EN = {
    "quote": "{verkstad}: The quote for {regnr} is ready. Read, choose and answer by "
    "{svara_senast}: {länk} Questions? {telefon}",
    "version": "{verkstad}: The quote for {regnr} has changed. See what is new: "
    "{länk} Questions? {telefon}",
    "reminder": "{verkstad}: Have you seen the quote for {regnr}? It awaits your answer until "
    "{svara_senast}: {länk} Questions? {telefon}",
    "receipt": "{verkstad}: Thank you! Your order for {regnr} is placed. "
    "Receipt, PDF and withdrawal: {länk} Leave the car {lämna}.",
    "receipt_without_time": "{verkstad}: Thank you! Your order for {regnr} is placed. "
    "Receipt, PDF and withdrawal: {länk} Questions? {telefon}",
    "declined": "{verkstad}: Thank you for your answer. We do none of the jobs on {regnr}. "
    "Changed your mind? {telefon}",
    "withdrawn": "{verkstad}: The quote for {regnr} is withdrawn. You need not do anything. "
    "Questions? {telefon}",
    "verbal": "{verkstad}: We talked about {regnr} on the phone. Read and approve what we said: "
    "{länk} Not right? {telefon}",
    "reply": "{verkstad}: {svarande} has answered your question about {regnr}: {länk}",
    "confirmation": "{verkstad}: We noted your answer about {regnr}. Not right? Call {telefon}",
    "upsell": "{verkstad}: We found {antal} on {regnr}. See photos and prices and answer: "
    "{länk} Questions? {telefon}",
    "upsell_today": "{verkstad}: We found {antal} on {regnr}. Answer before {svara_före} "
    "and we do it today: {länk} Questions? {telefon}",
    "upsell_by": "{verkstad}: We found {antal} on {regnr}. Please answer before {svara_före}: "
    "{länk} Questions? {telefon}",
    "upsell_reminder": "{verkstad}: We found {antal} on {regnr} and await your answer: "
    "{länk} Questions? {telefon}",
    "order": "{verkstad}: Your order confirmation for {regnr} is ready. Is it right? "
    "{länk} Questions? {telefon}",
    "order_reminder": "{verkstad}: Have you seen the order confirmation for {regnr}? "
    "Is it right? {länk} Questions? {telefon}",
}
TEXTS_BY_LANGUAGE = {"sv": SMS_TEXTS, "en": SMS_TEXTS_EN}


class Encoding(StrEnum):
    GSM7 = "gsm7"
    UCS2 = "ucs2"


class SenderProblem(StrEnum):
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    BAD_CHARACTER = "bad_character"
    STARTS_WITH_DIGIT = "starts_with_digit"


class MissingValue(Exception):
    """A missing value stops the sending: it never leaves a gap in a sentence."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class SmsCount:
    encoding: Encoding
    characters: int
    parts: int
    per_part: int
    offending: tuple[str, ...] = ()


def to_gsm7(text: str) -> str:
    """Return the text with typographic characters as their plain twins; others are left."""
    return unicodedata.normalize("NFC", text).translate(SAME_IN_GSM7)


def count(text: str) -> SmsCount:
    """Return how the text goes out; `offending` are the characters that make it UCS-2."""
    offending = tuple(
        dict.fromkeys(each for each in text if each not in GSM7 and each not in GSM7_EXTENSION)
    )
    if offending:
        widths = [len(each.encode("utf-16-be", "surrogatepass")) // 2 for each in text]
        return _counted(Encoding.UCS2, widths, whole=70, part=67, offending=offending)
    widths = [2 if each in GSM7_EXTENSION else 1 for each in text]
    return _counted(Encoding.GSM7, widths, whole=160, part=153)


def _counted(
    encoding: Encoding,
    widths: list[int],
    *,
    whole: int,
    part: int,
    offending: tuple[str, ...] = (),
) -> SmsCount:
    characters = sum(widths)
    if characters <= whole:
        return SmsCount(encoding, characters, 1, whole, offending)
    return SmsCount(encoding, characters, _parts(widths, part), part, offending)


def _parts(widths: Iterable[int], room: int) -> int:
    """A character of two units is never divided between two parts."""
    parts, used = 1, 0
    for width in widths:
        if used + width > room:
            parts, used = parts + 1, 0
        used += width
    return parts


def fill(template: str, values: Mapping[str, str]) -> str:
    """
    Return the template with its values; a value is never read as a template itself.

    :raises MissingValue: for the first name that has no value or an empty one
    """

    def value(found: re.Match[str]) -> str:
        name = found[1]
        if not values.get(name):
            raise MissingValue(name)
        return values[name]

    return PLACEHOLDER.sub(value, template)


def names_in(template: str) -> frozenset[str]:
    return frozenset(PLACEHOLDER.findall(template))


def put_link(text: str, link: str) -> str:
    """Return a stored text, whose link is left open, with the link it goes out with."""
    return text.replace(LINK, link)


def sender_problem(sender: str) -> SenderProblem | None:
    if not re.fullmatch(r"[A-Za-z0-9]*", sender):
        return SenderProblem.BAD_CHARACTER
    if len(sender) < SHORTEST_SENDER:
        return SenderProblem.TOO_SHORT
    if len(sender) > LONGEST_SENDER:
        return SenderProblem.TOO_LONG
    return SenderProblem.STARTS_WITH_DIGIT if sender[0].isdigit() else None


def suggested_sender(name: str) -> str:
    """Return a sender made of the workshop's name, or nothing when it has too few letters."""
    plain = re.sub(r"[^A-Za-z0-9]", "", name.translate(SENDER_LETTERS)).lstrip("0123456789")
    sender = plain[:LONGEST_SENDER]
    return "" if sender_problem(sender) else sender
