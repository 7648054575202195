"""The staff's pages for somebody who has chosen English: nothing Swedish is left but what people wrote themselves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

import pytest
from django.db.models import CharField, TextField
from pytest_django import DjangoDbBlocker

from tests.kit.catalogue import english
from tests.kit.screen_words import SHOWN, SWEDISH
from tests.kit.snapshot import own_tables
from tests.kit.world import STATES, Who, World
from tests.rules.access_table import TABLE
from tests.rules.asking import Ask
from verksign.records.models import User

NO_PAGES = {
    "staff:outbox-html": "what the customer got",
    "staff:outbox-message": "what the customer got",
    "staff:outbox": "what the customers got",
    "staff:outbox-attachment": "a file",
    "staff:draft-pdf": "a file",
    "staff:offer-pdf": "a file",
    "staff:agreement-pdf": "a file",
    "staff:verbal-pdf": "a file",
    "staff:attached-pdf": "a file",
    "staff:picture": "a file",
    "staff:floor-picture": "a file",
    "staff:settings-logo-picture": "a file",
    "staff:login": "for somebody who is not known yet",
    "staff:login-again": "for somebody who is not known any more",
    "staff:first-login": "for somebody who has not chosen yet",
}
PAGES = sorted(
    name
    for name, entry in TABLE.items()
    if name.startswith("staff:") and entry.get[0] == 200 and name not in NO_PAGES
)
STATE_PAGES = {
    f"{name} that is {state}": (f"staff:{name}", {f"{name}_id": f"{state}_{name}"})
    for name in ("quote", "document")
    for state in STATES
}


class Shown(HTMLParser):
    """The texts of a page and of its attributes that are shown or read out, one by one."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.language = ""
        self.silent = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        language = dict(attrs).get("lang") or ""
        if tag == "html":
            self.language = language
        elif tag in {"style", "script", "textarea"} or language:
            # What says itself which language it is in is the customer's, or a name of a language.
            self.silent = self.silent or tag
        for name, value in attrs:
            if name in SHOWN or name.startswith("data-"):
                self._note(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.silent:
            self.silent = ""

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self._note(data)

    def _note(self, text: str) -> None:
        if words := " ".join(text.split()):
            self.texts.append(words)


@pytest.fixture(scope="module")
def people(world: World, django_db_blocker: DjangoDbBlocker) -> set[str]:
    """Every text of the database, and its words: what people wrote."""
    with django_db_blocker.unblock():
        texts = {
            str(value)
            for table in own_tables()
            for column in table._meta.concrete_fields
            if isinstance(column, CharField | TextField) and not column.choices
            for value in table._base_manager.values_list(column.name, flat=True)
            if value
        }
    return {part for text in texts for part in (" ".join(text.split()), *re.findall(r"\w+", text))}


@pytest.fixture(scope="module")
def swedish() -> set[str]:
    """Every Swedish word that is another in English."""
    return {
        message.id
        for message in english()
        if isinstance(message.id, str) and message.id not in {message.string, ""}
    }


def left_over(page: str, swedish: set[str], people: set[str]) -> Iterator[str]:
    for text in Shown(page).texts:
        if text in people:
            continue
        foreign = {word for word in re.findall(r"\w+", text) if SWEDISH.search(word)}
        if text in swedish or foreign - people:
            yield text


@dataclass(frozen=True, slots=True)
class Look:
    world: World
    swedish: set[str]
    people: set[str]

    def at(self, name: str, **args: str) -> None:
        user = self.world.person(Who.ADMIN).user
        User.objects.filter(pk=user.pk).update(language="en")
        ask = Ask.about(name, self.world.ours.facts, **args)

        page = ask.by(self.world.client(Who.ADMIN), "GET").content.decode()

        assert list(left_over(page, self.swedish, self.people)) == []
        assert "<html" not in page or Shown(page).language == "en"


@pytest.fixture
def look(world: World, swedish: set[str], people: set[str]) -> Look:
    return Look(world, swedish, people)


@pytest.mark.django_db
class TestStaffInEnglish:
    @pytest.mark.parametrize("name", PAGES)
    def test_reads_no_swedish(self, look: Look, name: str) -> None:
        look.at(name)

    @pytest.mark.parametrize("state", sorted(STATE_PAGES))
    def test_reads_no_swedish_in_any_state(self, look: Look, state: str) -> None:
        name, args = STATE_PAGES[state]

        look.at(name, **args)

    def test_is_looked_at_with_open_eyes(self) -> None:
        page = '<html lang="en"><h1>Kund</h1><p title="Åtgärd">Åsa Ek</p><i lang="sv">Svenska</i>'

        assert list(left_over(page, {"Kund"}, {"Åsa"})) == ["Kund", "Åtgärd"]
