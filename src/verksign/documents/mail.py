"""A letter by e-mail: the same values as HTML and as plain text."""

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

from verksign.documents.mail_english import SWEDISH
from verksign.documents.mail_facts import contact, sender
from verksign.documents.mail_letters import Letter
from verksign.documents.mail_matter import Matter, matter_of
from verksign.documents.mail_orders import letter_for
from verksign.domain.content import Content
from verksign.domain.sms_text import MissingValue, fill

HINT = "Fungerar inte knappen? Kopiera den här adressen:"
CONTRACT_IN_SWEDISH = "Avtalet är på svenska. Den svenska texten gäller."
LOGO_HEIGHT = 40
CID = re.compile(r'src="cid:logo-([0-9a-f]{64})"')
TEMPLATES = Path(__file__).parent / "mail_templates"


@dataclass(frozen=True, slots=True)
class Mail:
    subject: str
    preheader: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The workshop's own subject and first words; everything else of the letter is ours."""

    subject: str
    text: str


def render_mail(
    kind: str,
    content: Content,
    *,
    link: str,
    answer: Mapping[str, Any] | None = None,
    more: Mapping[str, str] | None = None,
    own: OwnWords | None = None,
    language: str = SWEDISH,
) -> Mail:
    """
    Return the letter of this kind. `link` is left as it is, for whoever hands the letter over.

    `more` holds the values that neither content nor answer has: who replied to a question, and what.

    :raises UnknownLetter: if there is no letter of this kind
    """
    matter = matter_of(content, answer, more, language)
    letter = _in_own_words(letter_for(kind, matter), matter, own)
    return Mail(
        subject=letter.subject,
        preheader=letter.preheader,
        text=_text(letter, matter, link),
        html=_html(letter, matter, link),
    )


def letter_template(kind: str, content: Content, names: Iterable[str], language: str) -> OwnWords:
    """Return our own subject and first words as they look before they are filled: where an own text begins."""
    matter = matter_of(content, None, language=language)
    held = {name: f"{{{name}}}" for name in names}
    open_ones = {**matter.values, **held, "verkstad_namn": "{verkstad}"}
    letter = letter_for(kind, replace(matter, values=open_ones))
    return OwnWords(letter.subject, letter.intro)


def _in_own_words(letter: Letter, matter: Matter, own: OwnWords | None) -> Letter:
    """Ours where the workshop has none, or where its own would have a gap."""
    if own is None:
        return letter
    values = {**matter.values, "verkstad": matter.values["verkstad_namn"]}
    try:
        return replace(letter, subject=fill(own.subject, values), intro=fill(own.text, values))
    except MissingValue:
        return letter


def _text(letter: Letter, matter: Matter, link: str) -> str:
    facts = "\n".join(f"{label}: {value}" for label, value in letter.facts)
    button = f"{letter.button}:\n{link}" if letter.button else ""
    reach = ", ".join(words for words, _ in contact(matter.content))
    foot = "\n".join(filter(None, ["--", *sender(matter), reach, letter.reason, _note(matter)]))
    parts = [letter.heading, letter.intro, facts, button, *letter.after, foot]
    return "\n\n".join(filter(None, parts)) + "\n"


def _html(letter: Letter, matter: Matter, link: str) -> str:
    rows = "".join(_part("fact", label=label, value=value) for label, value in letter.facts)
    after = "".join(_part("paragraph", text=text) for text in letter.after if text)
    return _assembled(
        "letter",
        subject=_safe(letter.subject),
        preheader=_safe(letter.preheader),
        language=matter.language,
        logo=_logo(matter),
        workshop=_safe(matter.content["workshop"]["name"]),
        heading=_safe(letter.heading),
        intro="".join(_part("paragraph", text=text) for text in letter.intro.split("\n\n")),
        facts=_assembled("facts", rows=rows) if rows else "",
        button=_part("button", link=link, button=letter.button) if letter.button else "",
        after=_assembled("after", paragraphs=after),
        hint=_part("hint", words=matter.say(HINT), link=link) if letter.button else "",
        sender=_assembled("sender", lines="<br>".join(_sender_lines(matter))),
        reason=_safe(" ".join(filter(None, (letter.reason, _note(matter))))),
    )


def _logo(matter: Matter) -> str:
    """Named by its digest, so that whoever hands the letter over knows which picture to enclose."""
    logo = matter.content["workshop"].get("logo")
    if not logo:
        return ""
    height = min(LOGO_HEIGHT, logo["height"])
    width = round(logo["width"] * height / logo["height"])
    return _part("logo", cid=logo_cid(logo["sha256"]), width=str(width), height=str(height))


def logo_cid(sha256: str) -> str:
    return f"logo-{sha256}"


def enclosed_logo(html: str) -> str:
    """Return the digest of the logo that a letter shows; empty if it shows none."""
    found = CID.search(html)
    return found[1] if found else ""


def _sender_lines(matter: Matter) -> list[str]:
    reach = [
        _part("address", address=address, words=words).strip() if address else _safe(words)
        for words, address in contact(matter.content)
    ]
    return [*map(_safe, sender(matter)), *filter(None, [" · ".join(reach)])]


def _note(matter: Matter) -> str:
    """Whoever reads a translation must know that the contract is none."""
    return "" if matter.language == SWEDISH else matter.say(CONTRACT_IN_SWEDISH)


def _part(name: str, **values: str) -> str:
    """Return the piece with its values, each escaped."""
    return _assembled(name, **{key: _safe(value) for key, value in values.items()})


def _safe(value: str) -> str:
    return html.escape(value, quote=True)


def _assembled(name: str, **pieces: str) -> str:
    """Return the piece with others, that are HTML already, put into it."""
    return _template(name).substitute(pieces)


@cache
def _template(name: str) -> Template:
    return Template((TEMPLATES / f"{name}.html").read_text(encoding="utf-8"))
