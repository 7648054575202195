"""The adviser's browser without a screen: presses what the card has, by hand or as htmx does."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any, Protocol
from uuid import UUID

from django.test import Client

from verksign.records.models import ServiceDocument

SLUG = "demoverkstaden"


class Answer(Protocol):
    @property
    def content(self) -> bytes: ...


@dataclass
class Card:
    client: Client
    quote_id: UUID

    @property
    def address(self) -> str:
        return f"/v/{SLUG}/offerter/{self.quote_id}/"

    def read(self, path: str = "", **query: str) -> Any:
        return self.client.get(f"{self.address}{path}", query)

    def peek(self, path: str, **query: str) -> Any:
        """Read as htmx does."""
        return self.client.get(f"{self.address}{path}", query, headers={"HX-Request": "true"})

    def press(self, path: str, **typed: str) -> Any:
        return self.client.post(f"{self.address}{path}", typed)

    def save(self, path: str, **typed: str) -> Any:
        """Post as htmx does."""
        headers = {"HX-Request": "true"}
        return self.client.post(f"{self.address}{path}", typed, headers=headers)

    def save_from(self, shown: int, path: str, **typed: str) -> Any:
        """Post as htmx does from a page that shows this version of the quote."""
        headers = {"HX-Request": "true", "X-Quote-Version": str(shown)}
        return self.client.post(f"{self.address}{path}", typed, headers=headers)

    @property
    def quote(self) -> ServiceDocument:
        return ServiceDocument.objects.get(id=self.quote_id)


def words(response: Answer) -> str:
    """What is read on the page, on one line."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(unescape(text).replace("\N{NO-BREAK SPACE}", " ").split())


def value_of(response: Answer, field_id: str) -> str:
    """What stands in the field."""
    found = re.search(rf'<input[^>]*id="{field_id}"[^>]*>', response.content.decode())
    assert found, field_id
    value = re.search(r'value="([^"]*)"', found[0])
    return unescape(value[1]).replace("\N{NO-BREAK SPACE}", " ") if value else ""


def error_of(response: Answer, field_id: str) -> str:
    """The sentence beside the field, which the field itself must point at."""
    page = response.content.decode()
    field = re.search(rf'<(?:input|select|textarea)[^>]*id="{field_id}"[^>]*>', page)
    assert field, field_id
    if f'aria-invalid="true" aria-describedby="{field_id}-error"' not in field[0]:
        return ""
    sentence = re.search(rf'id="{field_id}-error">(.*?)</span>', page, re.DOTALL)
    assert sentence, field_id
    return unescape(re.sub(r"<[^>]+>", "", sentence[1])).strip()


def parts(response: Answer) -> set[str]:
    """The ids of what htmx is sent to lay over the page."""
    page = response.content.decode()
    return set(re.findall(r'<\w+[^>]*? id="([\w-]+)"[^>]*?hx-swap-oob', page))


def facts(row: Any) -> dict[str, Any]:
    """Every stored column, to prove that nothing changed."""
    return {key: value for key, value in vars(row).items() if not key.startswith("_")}
