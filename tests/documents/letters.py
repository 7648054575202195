"""A letter as its reader sees it, for the tests of every kind."""

import json
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from tests.documents.papers import ANSWERS, CONSENTS, answer, content
from verksign.documents.mail import Mail, render_mail
from verksign.domain.content import Content
from verksign.domain.customers import CustomerKind

LINK = "{link}"
NO = ["declined"] * 6


def company_content() -> Content:
    return content(kind=CustomerKind.COMPANY, customer="Lunds Budservice AB")


def given_answer(
    frozen: Content, answers: list[str] = ANSWERS, *, ticked: str = "start", **changes: Any
) -> dict[str, Any]:
    consents = [{**consent, "ticked": consent["key"] in ticked.split()} for consent in CONSENTS]
    written = json.loads(answer(frozen, answers, consents=consents, **changes))
    return dict(written)


def letter(kind: str, frozen: Content | None = None, said: Mapping[str, Any] | None = None) -> Mail:
    more = {"svarande": "Anna", "svar": "Ja, det går bra."}
    return render_mail(kind, frozen or content(), link=LINK, answer=said, more=more)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


class Reader(HTMLParser):
    """What a person reads, where the links lead, what is fetched."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.read: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self._unread = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._unread += tag in {"style", "title"}
        if tag == "a":
            self.links.append(dict(attrs)["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in {"style", "title"}

    def handle_data(self, data: str) -> None:
        if not self._unread and data.strip():
            self.read.append(data.strip())
