"""
Whatever is sent, the answer is one that we meant: no fault of ours, no trace of the code, each error beside its field.

The addresses are those of the access table, and their fields are read from the pages, so what is new is in it.
The examples are always the same ones: chance finds nothing here that the next run would not find again.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.kit.snapshot import undone
from tests.kit.world import Who, World
from tests.rules.access_table import TABLE
from tests.rules.addresses import url_patterns
from tests.rules.asking import HEADERS, Ask
from tests.rules.forms import Field, Page
from tests.rules.junk import BODIES, FIXED, URLENCODED, junk

MEANT = frozenset({200, 204, 302, 303, 304, 400, 403, 404, 405, 409, 413, 415, 422, 423, 429})
THOROUGH = int(os.environ.get("FUZZ", "1"))
"""How many times as much is tried as in every run: `FUZZ=20` takes its time."""
EXAMPLES = 4 * THOROUGH
EACH = max(1, 10 // THOROUGH)
"""What would take long is shared out: each address has every tenth, the next one the others."""
SEERS = (Who.ADMIN, Who.ADVISER, Who.NOBODY)
POSTED = sorted(name for name, entry in TABLE.items() if set(entry.post) != {405})
READ = sorted(name for name, entry in TABLE.items() if set(entry.get) - {405})
WORDS = sorted(
    name for name in TABLE if re.search(r"<(str|slug|path|bent):|<\w+>", url_patterns()[name])
)
NEVER_SENT = {"csrfmiddlewaretoken"}
OUR_SLUG = "demoverkstaden"
UNPROCESSABLE = 422
TYPED = {"text", "search", "tel", "email", "textarea", "input", "number", "url"}
ENDINGS = [
    ".",
    ",",
    ")",
    ">",
    "%3E",
    "%20",
    "/",
    "!",
    ";",
    "%22",
    "%E2%80%9D",
    "]",
    ").",
    "*",
    "%C2%A0",
    "?",
    "%3F",
]
WRONG = 'fel <b>värde</b> & "så" \N{WRENCH}'

pytestmark = pytest.mark.django_db
always_the_same = settings(
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    max_examples=EXAMPLES,
    suppress_health_check=list(HealthCheck),
)


@dataclass
class Shapes:
    """What the pages of a world hold: fields of forms and words of addresses, by the address they are sent to."""

    world: World
    fields: dict[str, dict[str, Field]] = field(default_factory=dict)
    queries: dict[str, set[str]] = field(default_factory=dict)

    def learn(self) -> None:
        for name in READ:
            ask = Ask.about(name, self.world.ours.facts)
            for who in SEERS:
                with undone():
                    response = ask.by(self.world.client(who), "GET")
                if response.status_code == 200 and "text/html" in response["Content-Type"]:
                    self._read(ask.address, response.text)
                    break
                b"".join(response)

    def _read(self, here: str, text: str) -> None:
        page = Page(text)
        for form in page.forms:
            address = form.action or here
            to = self.fields if form.method == "post" else self.queries
            for name in _names(address):
                if to is self.fields:
                    self.fields.setdefault(name, {}).update(form.by_name())
                else:
                    self.queries.setdefault(name, set()).update(form.by_name())
        for address in page.addresses:
            for name in _names(address):
                words = re.findall(r"[?&]([^=&]+)=", address)
                self.queries.setdefault(name, set()).update(words)

    def form(self, ask: Ask) -> dict[str, str]:
        """What is sent to an address in good faith."""
        found = self.fields.get(ask.name, {})
        known = {name: one.value for name, one in found.items()} | dict(ask.form)
        return {name: value for name, value in known.items() if name not in NEVER_SENT}

    def typed(self, name: str) -> list[str]:
        """The fields that somebody writes in; what is chosen or hidden is never wrong by itself."""
        found = self.fields.get(name, {})
        return sorted(key for key, one in found.items() if one.kind in TYPED)


def _names(address: str) -> list[str]:
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return []
    return [match.view_name] if match.view_name in TABLE else []


@pytest.fixture(scope="module")
def shapes(world: World, django_db_blocker: pytest.FixtureRequest) -> Shapes:
    made = Shapes(world)
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        made.learn()
    return made


def post(client: Client, address: str, form: dict[str, str], **headers: str) -> Any:
    """Send the form as bytes: a lone surrogate too, which no browser would let through."""
    body = urlencode(form, errors="surrogatepass").encode("ascii")
    return client.post(address, body, content_type=URLENCODED, headers=HEADERS | headers)


def demand_meant(response: Any, said: str) -> None:
    # Read to its end: a file is closed then, and the connection of the test is not.
    text = b"".join(response)
    assert response.status_code in MEANT, said
    assert b"Traceback" not in text, said


def actor_of(name: str) -> Who:
    """Whoever gets furthest: whom the address is open to, else an admin."""
    entry = TABLE[name]
    return (
        Who.NOBODY
        if name.startswith(("portal:", "webhooks:"))
        else (Who.ADMIN if entry.post[0] != 403 else Who.ADVISER)
    )


class TestForms:
    def test_are_found_on_the_pages(self, shapes: Shapes) -> None:
        assert {"contact_name", "mileage_mil"} <= set(shapes.fields["staff:change-quote"])
        assert "name" in shapes.fields["staff:new-customer"]
        assert "q" in shapes.queries["staff:quotes"]
        assert {"phone", "text"} <= set(shapes.fields["portal:ask"])

    @pytest.mark.parametrize("name", POSTED)
    def test_are_answered_as_meant_whatever_is_in_them(
        self, world: World, shapes: Shapes, name: str
    ) -> None:
        ask = Ask.about(name, world.ours.facts)
        form = shapes.form(ask)
        names = st.sampled_from(sorted(form) or ["name"])

        @always_the_same
        @given(
            changed=st.dictionaries(names, junk, min_size=1),
            without=st.sets(names, max_size=2),
            htmx=st.booleans(),
        )
        def send(changed: dict[str, str], without: set[str], *, htmx: bool) -> None:
            sent = {key: value for key, value in (form | changed).items() if key not in without}
            with undone():
                # A hand-over renews the session: what is undone must be logged in anew.
                client = world.client(actor_of(name))
                response = post(
                    client, ask.address, sent, **({"hx-request": "true"} if htmx else {})
                )
                demand_meant(response, repr(sent))

        send()

    @pytest.mark.parametrize("name", POSTED)
    def test_are_answered_as_meant_when_every_field_is_trouble(
        self, world: World, shapes: Shapes, name: str
    ) -> None:
        """A third of the fields at a time: one that is refused hides what comes after it."""
        ask = Ask.about(name, world.ours.facts)
        form = shapes.form(ask)
        client = world.client(actor_of(name))
        turn = POSTED.index(name) * 7
        for third in range(3):
            wrong = {
                key: FIXED[(turn + number) % len(FIXED)]
                for number, key in enumerate(sorted(form))
                if number % 3 == third
            }
            with undone():
                demand_meant(post(client, ask.address, form | wrong), repr(wrong))

    @pytest.mark.parametrize("name", POSTED)
    def test_that_are_none_are_answered_as_meant(self, world: World, name: str) -> None:
        ask = Ask.about(name, world.ours.facts)
        client = world.client(actor_of(name))
        for what, kind, body in BODIES[POSTED.index(name) % EACH :: EACH]:
            with undone():
                response = client.generic(
                    "POST", ask.address, body, content_type=kind, headers=HEADERS
                )
                demand_meant(response, what)


READ_FIRST = {"staff:quick-quote"}
"""What is wrong there may be no field: the first press shows what is to be read before the second sends it."""


class TestErrors:
    """An error is said beside its field, and what was typed stands in it still."""

    @pytest.mark.parametrize("name", [name for name in POSTED if name not in READ_FIRST])
    def test_stand_beside_their_fields(self, world: World, shapes: Shapes, name: str) -> None:
        ask = Ask.about(name, world.ours.facts)
        form = shapes.form(ask)
        client = world.client(actor_of(name))
        for key in shapes.typed(name):
            with undone():
                response = post(client, ask.address, form | {key: WRONG})
            if response.status_code != UNPROCESSABLE:
                continue
            page = Page(response.text)
            wrong = [one for one in page.fields() if one.invalid]
            assert wrong, f"{key}: nothing says which field is wrong"
            for one in wrong:
                words = [page.texts.get(id_, "").strip() for id_ in one.described_by.split()]
                assert any(words), f"{key}: no sentence beside {one.name}"
            typed = [one.value for one in page.fields() if one.name == key and one.kind in TYPED]
            assert not typed or any(WRONG in value for value in typed), f"{key}: it is gone"


class TestAddresses:
    @pytest.mark.parametrize("name", READ)
    def test_are_answered_as_meant_whatever_they_ask(
        self, world: World, shapes: Shapes, name: str
    ) -> None:
        ask = Ask.about(name, world.ours.facts)
        client = world.client(actor_of(name))
        place = urlsplit(ask.address).path
        names = st.sampled_from(sorted(shapes.queries.get(name, set()) | {"page"}))

        @always_the_same
        @given(query=st.dictionaries(names, junk, min_size=1), htmx=st.booleans())
        def look(query: dict[str, str], *, htmx: bool) -> None:
            headers = HEADERS | ({"hx-request": "true"} if htmx else {})
            address = f"{place}?{urlencode(query, errors='surrogatepass')}"
            with undone():
                demand_meant(client.get(address, headers=headers), address)

        look()

    @pytest.mark.parametrize("name", WORDS)
    def test_are_answered_as_meant_whatever_is_in_them(self, world: World, name: str) -> None:
        ask = Ask.about(name, world.ours.facts)
        client = world.client(actor_of(name))
        words = [argument for argument in ask.args.values() if argument != OUR_SLUG]
        for word in words:
            for value in FIXED[WORDS.index(name) % EACH :: EACH]:
                written = quote(value.encode(errors="surrogatepass")[:2000], safe="")
                address = ask.address.replace(word, written or "%20")
                with undone():
                    demand_meant(client.get(address, headers=HEADERS), address)


class TestLinks:
    """Mail programs and people bend links: they lead to the page that was meant, or to one that says what to do."""

    @pytest.mark.parametrize("after", ENDINGS)
    def test_with_what_stood_behind_them_lead_to_the_page(self, world: World, after: str) -> None:
        token = world.ours.facts["open_token"]

        response = Client().get(f"/o/{token}{after}", follow=True)

        assert response.status_code == 200
        assert response.request["PATH_INFO"] == f"/o/{token}"

    def test_that_are_bent_lead_to_a_page_that_says_what_to_do(self, world: World) -> None:
        token = world.ours.facts["open_token"]
        for number, bent in enumerate(bendings(token)):
            response = Client(REMOTE_ADDR=f"198.51.100.{number}").get(f"/o/{bent}")

            assert response.status_code == 404, bent
            assert "Ring oss annars" in response.text, bent

    def test_written_in_percent_are_the_same(self, world: World) -> None:
        token = world.ours.facts["open_token"]
        written = "".join(f"%{ord(sign):02X}" for sign in token)

        assert Client().get(f"/o/{written}").status_code == 200


def bendings(token: str) -> Iterator[str]:
    yield from (token[:-1], token[1:], token[:11], f"{token}a", f"{token}{token}", f"{token}.a")
    yield from (token.upper(), token.lower(), token.swapcase(), token[::-1])
    yield from (f"%20{token}", f"{token[:10]}=%0D%0A{token[10:]}", f"%ED%A0%80{token}")
    yield from (f"{token[:-1]}%C3%A5", f"{token[:-1]}-", "a" * 5000)
