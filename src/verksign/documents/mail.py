"""A letter by e-mail: the same values as HTML and as plain text."""

import html
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

from verksign.documents.mail_facts import contact, sender
from verksign.documents.mail_letters import Letter, letter_of
from verksign.documents.mail_matter import matter_of
from verksign.domain.content import Content

TEMPLATES = Path(__file__).parent / "mail_templates"


@dataclass(frozen=True, slots=True)
class Mail:
    subject: str
    preheader: str
    text: str
    html: str


def render_mail(
    kind: str,
    content: Content,
    *,
    link: str,
    answer: Mapping[str, Any] | None = None,
    more: Mapping[str, str] | None = None,
) -> Mail:
    """
    Return the letter of this kind. `link` is left as it is, for whoever hands the letter over.

    `more` holds the values that neither content nor answer has: who replied to a question, and what.

    :raises UnknownLetter: if there is no letter of this kind
    """
    matter = matter_of(content, answer, more)
    letter = letter_of(kind, matter)
    return Mail(
        subject=letter.subject,
        preheader=letter.preheader,
        text=_text(letter, matter.content, link),
        html=_html(letter, matter.content, link),
    )


def _text(letter: Letter, content: Content, link: str) -> str:
    facts = "\n".join(f"{label}: {value}" for label, value in letter.facts)
    button = f"{letter.button}:\n{link}" if letter.button else ""
    reach = ", ".join(words for words, _ in contact(content))
    foot = "\n".join(filter(None, ["--", *sender(content), reach, letter.reason]))
    parts = [letter.heading, letter.intro, facts, button, *letter.after, foot]
    return "\n\n".join(filter(None, parts)) + "\n"


def _html(letter: Letter, content: Content, link: str) -> str:
    rows = "".join(_part("fact", label=label, value=value) for label, value in letter.facts)
    after = "".join(_part("paragraph", text=text) for text in letter.after if text)
    return _assembled(
        "letter",
        subject=_safe(letter.subject),
        preheader=_safe(letter.preheader),
        workshop=_safe(content["workshop"]["name"]),
        heading=_safe(letter.heading),
        intro=_part("paragraph", text=letter.intro),
        facts=_assembled("facts", rows=rows) if rows else "",
        button=_part("button", link=link, button=letter.button) if letter.button else "",
        after=_assembled("after", paragraphs=after),
        hint=_part("hint", link=link) if letter.button else "",
        sender=_assembled("sender", lines="<br>".join(_sender_lines(content))),
        reason=_safe(letter.reason),
    )


def _sender_lines(content: Content) -> list[str]:
    reach = [
        _part("address", address=address, words=words).strip() if address else _safe(words)
        for words, address in contact(content)
    ]
    return [*map(_safe, sender(content)), *filter(None, [" · ".join(reach)])]


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
