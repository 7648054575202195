"""The Swedish words that the evidence page has for stored codes."""

from collections.abc import Mapping

from verksign.domain.answers import AnswerWay

EVENTS = {
    "sending.created": "Offerten frystes",
    "pdf.frozen": "PDF:en frystes",
    "message.sent": "Meddelandet lämnades över",
    "message.delivered": "Meddelandet levererades",
    "message.failed": "Meddelandet kom inte fram",
    "message.unsure": "Ovisst om meddelandet gick i väg",
    "message.resent": "Meddelandet skickades igen",
    "message.counted_as_sent": "Räknat som skickat av personal",
    "reminder.queued": "Påminnelse skickades",
    "recipient.corrected": "Mottagaren rättades",
    "document.handed_over": "Enheten lämnades över till kunden",
    "document.given_back": "Enheten lämnades tillbaka",
    "document.signed_on_site": "Undertecknad på arbetsplatsens enhet",
    "document.rejected_on_site": "Avböjd på arbetsplatsens enhet",
    "document.seen": "Kunden öppnade offerten",
    "document.signed": "Kunden beställde",
    "document.rejected": "Kunden tackade nej",
    "document.cancelled": "Verkstaden återkallade offerten",
    "document.expired": "Giltighetstiden gick ut",
    "document.replaced": "Ersattes av en ny version",
    "document.sealed": "PDF:en förseglades",
    "request.call": "Kunden bad om att bli uppringd",
    "request.question": "Kunden ställde en fråga",
    "request.new_quote": "Kunden bad om en ny offert",
    "request.replied": "Verkstaden svarade på kundens fråga",
    "answer.recorded": "Muntligt svar registrerades",
}
WAYS = {
    AnswerWay.LINK: "Godkänd via länk",
    AnswerWay.ON_SITE: "Godkänd på arbetsplatsens enhet",
    AnswerWay.PHONE: "Muntligt godkänd, telefon",
    AnswerWay.DESK: "Muntligt godkänd, disk",
}
DECLINED = {
    AnswerWay.LINK: "Avböjd via länk",
    AnswerWay.ON_SITE: "Avböjd på arbetsplatsens enhet",
    AnswerWay.PHONE: "Muntligt avböjd, telefon",
    AnswerWay.DESK: "Muntligt avböjd, disk",
}
CHANNELS = {"sms": "sms", "email": "e-post"}
CALLERS = {"customer": "Kunden ringde verkstaden", "workshop": "Verkstaden ringde kunden"}
DIGITS_SHOWN = 8


def event_words(kind: str) -> str:
    """Words for an event; a kind without words of its own stands as it is rather than being left out."""
    return EVENTS.get(kind, kind)


def event_detail(facts: Mapping[str, object]) -> str:
    """The facts of an event worth a line: channel, digest, button. Never a personal value."""
    parts = []
    channel = CHANNELS.get(str(facts.get("channel") or facts.get("method") or ""))
    if channel:
        parts.append(f"Via {channel}")
    if facts.get("version"):
        parts.append(f"Version {facts['version']}")
    if facts.get("button"):
        parts.append(f"Knapp: {facts['button']}")
    for name in ("shown_sha256", "content_sha256"):
        if facts.get(name):
            parts.append(f"SHA-256 {str(facts[name])[:DIGITS_SHOWN]}…")
            break
    return ", ".join(parts)


def method_words(way: AnswerWay, *, accepted: bool) -> str:
    """How the answer was given; a spoken one is never called a signature."""
    return WAYS[way] if accepted else DECLINED[way]


def masked(address: str) -> str:
    """An address that its owner recognises and nobody else learns: +4670…31 → 070-••• •• 31."""
    if "@" in address:
        name, _, domain = address.partition("@")
        return f"{name[:1]}•••@{domain}"
    local = f"0{address[3:]}" if address.startswith("+46") else address
    return f"{local[:3]}-••• •• {local[-2:]}" if address else ""


def event_people(**personal: str) -> str:
    """Who did it, and to which address instead of which: masked, since the page is given to whoever asks."""
    parts = [
        f"{words} {masked(personal[name])}"
        for name, words in (("from", "från"), ("to", "till"))
        if personal[name]
    ]
    if personal["by"]:
        parts.append(f"av {personal['by']}")
    said = " ".join(parts)
    return said[:1].upper() + said[1:]
