"""
Nothing of one workshop is visible or guessable from another.

An id of theirs is answered exactly as an id that does not exist: the same status, the same page, as many questions to
the database. And whatever is asked, no row of theirs changes and no row of ours comes to point at one of theirs.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from itertools import product
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.kit.snapshot import SHARED, has_workshop, links_across, own_tables, snapshot, undone
from tests.kit.world import Who, World
from tests.rules.access_table import TABLE
from tests.rules.addresses import is_below_workshop, url_patterns
from tests.rules.asking import Ask
from tests.rules.source import PACKAGE, own_files, python_files, text_of
from verksign.usecases.quotes.change import CHOSEN
from verksign.usecases.registers import CustomerData, VehicleData

IDS = {
    "customer_id": "customer_id",
    "payer_id": "customer_id",
    "vehicle_id": "vehicle_id",
    "adviser_id": "adviser_id",
    "mechanic_id": "adviser_id",
    "package_id": "package_id",
    "article_id": "article_id",
    "operation_id": "operation_id",
    "quote_id": "quote_id",
    "job_id": "job_id",
    "line_id": "line_id",
    "document_id": "open_document",
    "key": "open_key",
    "content": "open_content",
    "customer": "customer_id",
    "job": "job_id",
    "kund": "customer_id",
    "fordon": "vehicle_id",
    "id": "open_quote",
}
"""Every field of a form or a query that names something, and which of their facts it could be made to name."""
PLAIN = {
    "alla",
    "anyway",
    "before",
    "column",
    "colour",
    "efter",
    "email",
    "file",
    "finding",
    "hoppa",
    "kind",
    "klara",
    "klart",
    "link",
    "logo",
    "marks",
    "mina",
    "name",
    "nar",
    "next",
    "open",
    "owner",
    "page",
    "page-job",
    "password",
    "phone",
    "photo_key",
    "plate",
    "q",
    "reason",
    "scope",
    "severity",
    "sida",
    "steps",
    "text",
    "total",
    "user",
    "v",
    "version",
    "visa",
    "when",
    "why",
    "work",
}
"""Fields that name nothing in the database."""
READ_FIELD = re.compile(r"(?:GET|POST|FILES)(?:\.get(?:list)?\(|\[)\s*[\"']([\w-]+)[\"']")
ID_FIELD = re.compile(r"[\"']((?!\w*__)\w+_id)[\"']")
ONE_TIME = re.compile(
    r'value="[\w-]{20,}"|X-CSRFToken&quot;: &quot;\w+|"X-CSRFToken": "\w+"|data-now="[^"]+"'
    r"|\(D:\d+Z\)|T\d\d:\d\d:\d\d\+00:00|[\w+/]{22}=="
)
"""The CSRF token, the dialog's key and the second, new in every page; in a PDF, the second and what follows from it."""
UUID = re.compile(r"<uuid:(\w+)>")

WITH_IDS = sorted(
    name
    for name, pattern in url_patterns().items()
    if UUID.search(pattern) and is_below_workshop(name)
)
FORMS = sorted(
    name for name, entry in TABLE.items() if entry.post[1] < 400 and not name.startswith("webhooks")
)
PAGES = sorted(
    name
    for name, entry in TABLE.items()
    # The preview is frozen anew each time it is shown.
    if entry.get[1] == 200 and name != "portal:preview"
)
NAMED = [(name, each) for name, entry in sorted(TABLE.items()) for each in sorted(entry.ids)]

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody outside can see of an answer."""

    status: int
    page: str
    place: str
    queries: int


def seen(ask: Ask, client: Client, method: str, ids: Mapping[str, str]) -> Seen:
    """Ask, and return the answer with the ids that were asked for blotted out."""
    with CaptureQueriesContext(connection) as queries:
        response = ask.by(client, method)
    return Seen(
        status=response.status_code,
        page=_blotted(_text(response), ids),
        place=_blotted(response.headers.get("Location", ""), ids),
        queries=len(queries),
    )


def both_seen(
    client: Client, method: str, theirs: dict[str, str], ask: Callable[[dict[str, str]], Ask]
) -> tuple[Seen, Seen]:
    """Ask with their ids and with ids of nothing; both times from the same beginning."""
    # What two fields name alike they name alike also when it does not exist: a page may repeat its own address.
    nothing = {value: missing(value) for value in theirs.values()}
    none = {name: nothing[value] for name, value in theirs.items()}
    with undone():
        first = seen(ask(theirs), client, method, theirs)
    with undone():
        other = seen(ask(none), client, method, none)
    return first, other


def _text(response: HttpResponse) -> str:
    return ONE_TIME.sub("", response.content.decode(errors="replace"))


def _blotted(text: str, ids: Mapping[str, str]) -> str:
    for name, value in ids.items():
        text = text.replace(value, f"({name})")
    return text


def missing(value: str) -> str:
    """Something of the same form that does not exist."""
    fresh = f"{uuid4()}"
    return fresh if len(value) == len(fresh) else (fresh.replace("-", "") * 2)[: len(value)]


def foreign_arguments(world: World, name: str) -> Iterator[dict[str, str]]:
    """Their ids for this address: one at a time, then all together."""
    theirs = Ask.about(name, world.theirs.facts).args
    found = UUID.findall(url_patterns()[name])
    for argument in found:
        yield {argument: theirs[argument]}
    if len(found) > 1:
        yield {argument: theirs[argument] for argument in found}


def refusals(name: str, who: Who, method: str) -> set[int]:
    """What is let through by the table finds nothing; what is not is refused as ever, or finds nothing first."""
    status = TABLE[name].expected(who)[method]
    if who is Who.NOBODY:
        return {status}
    return {404} if status < 400 else {404, status}


class TestTables:
    def test_belong_to_a_workshop_or_to_the_installation(self) -> None:
        assert {table.__name__ for table in own_tables() if not has_workshop(table)} == SHARED

    def test_of_the_two_workshops_have_nothing_in_common(self, world: World) -> None:
        assert links_across() == []
        for table in own_tables():
            if has_workshop(table):
                owners = set(table._base_manager.values_list("workshop_id", flat=True))
                assert len(owners) == 2, f"{table.__name__} is not in the world of the tests"


class TestFields:
    def test_that_are_read_are_all_known(self) -> None:
        found = set(CHOSEN) | {
            field.name for field in (*fields(VehicleData), *fields(CustomerData))
        }
        found = {name for name in found if name.endswith("_id")}
        doors = [PACKAGE / "staff", PACKAGE / "portal"]
        for path in python_files(*doors):
            text = text_of(path)
            found |= set(READ_FIELD.findall(text)) | set(ID_FIELD.findall(text))
        for path in own_files():
            if path.suffix == ".html" and path.is_relative_to(PACKAGE):
                found |= set(re.findall(r'name="(\w+_id)"', text_of(path)))

        assert found - set(IDS) - PLAIN == set()

    def test_with_ids_in_the_table_are_all_known(self) -> None:
        assert {each for _, each in NAMED} - set(IDS) == set()


class TestAddresses:
    @pytest.mark.parametrize("name", WITH_IDS)
    def test_with_their_ids_are_as_if_there_were_none(self, world: World, name: str) -> None:
        ours = Ask.about(name, world.ours.facts)
        for who, theirs, method in product(Who, foreign_arguments(world, name), ("GET", "POST")):
            client = world.client(who)
            first, other = both_seen(
                client, method, theirs, lambda ids: replace(ours, args={**ours.args, **ids})
            )

            assert first.status in refusals(name, who, method), (who, method, theirs)
            assert first == other, (who, method, theirs)
        assert snapshot() == world.rows


class TestForms:
    @pytest.mark.parametrize("who", [Who.ADMIN, Who.ADVISER])
    @pytest.mark.parametrize(("name", "field"), NAMED)
    def test_with_their_id_are_refused_and_change_nothing(
        self, world: World, name: str, field: str, who: Who
    ) -> None:
        ours = Ask.about(name, world.ours.facts)
        theirs = {field: world.theirs.facts[IDS[field]]}
        first, other = both_seen(
            world.client(who), "POST", theirs, lambda ids: replace(ours, form={**ours.form, **ids})
        )

        assert first.status == TABLE[name].ids[field]
        assert first == other
        assert snapshot() == world.rows

    @pytest.mark.parametrize("name", FORMS)
    def test_with_their_ids_in_every_other_field_reach_nothing_of_theirs(
        self, world: World, name: str
    ) -> None:
        """A field that is read after all is not answered as the table says, and belongs in the table."""
        ours, entry = Ask.about(name, world.ours.facts), TABLE[name]
        theirs = {field: world.theirs.facts[fact] for field, fact in IDS.items()}
        form = {**theirs, **ours.form, "key": theirs["key"]}
        workshop_id = world.person(Who.STRANGER).workshop.pk
        before = snapshot(workshop_id)

        response = replace(ours, form=form).by(world.client(Who.ADVISER), "POST")

        assert response.status_code == entry.expected(Who.ADVISER)["POST"]
        assert snapshot(workshop_id) == before
        assert links_across() == []


class TestQueries:
    @pytest.mark.parametrize("name", PAGES)
    def test_with_their_ids_are_as_if_there_were_none(self, world: World, name: str) -> None:
        ours, client = Ask.about(name, world.ours.facts), world.client(Who.ADVISER)
        theirs = {field: world.theirs.facts[fact] for field, fact in IDS.items()}
        read = {field: theirs.pop(field) for field in ours.query if field in theirs}
        for tried in (theirs, *({field: value} for field, value in read.items())):
            first, other = both_seen(
                client, "GET", tried, lambda ids: replace(ours, query={**ours.query, **ids})
            )
            assert first == other, sorted(tried)
        assert snapshot() == world.rows
