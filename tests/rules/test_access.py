"""Every address stands in the access table, and the table is true."""

from contextlib import nullcontext

import pytest
from django.conf import LazySettings

from tests.kit.snapshot import snapshot, undone
from tests.kit.world import OURS, Who, World
from tests.rules.access_table import TABLE
from tests.rules.addresses import is_below_workshop, url_patterns
from tests.rules.asking import Ask

NAMES = sorted(TABLE)
REFUSED = {401, 403, 404, 405}
FORMS = sorted(name for name, entry in TABLE.items() if 405 not in entry.post)
OUTBOX = sorted(name for name in TABLE if "outbox" in name)


class TestTable:
    def test_names_every_address(self) -> None:
        assert sorted(url_patterns()) == NAMES

    def test_walls_in_everything_below_a_workshop(self) -> None:
        for name, entry in TABLE.items():
            if is_below_workshop(name):
                assert {entry.get[4], entry.post[4]} == {404}, name
                assert {entry.get[5], entry.post[5]} == {302}, name

    def test_lets_no_mechanic_see_or_change_what_is_not_hers(self) -> None:
        open_to_mechanics = {
            name
            for name, entry in TABLE.items()
            if is_below_workshop(name)
            for status in (entry.get[2], entry.post[2])
            if status not in REFUSED
        }

        assert open_to_mechanics == {
            "staff:centre",
            "staff:choose-look",
            "staff:acknowledge",
            "staff:floor",
            "staff:floor-news",
            "staff:choose-finding",
            "staff:floor-order",
            "staff:floor-order-news",
            "staff:floor-work",
            "staff:floor-picture",
            "staff:report-finding",
        }


@pytest.mark.django_db
class TestEveryAddress:
    @pytest.mark.parametrize("name", NAMES)
    def test_answers_as_the_table_says_and_a_refusal_changes_nothing(
        self, world: World, name: str
    ) -> None:
        ask, entry = Ask.about(name, world.ours.facts), TABLE[name]
        answers = {}
        for who in Who:
            answers[who] = {"GET": ask.by(world.client(who), "GET").status_code}
            with undone() if acts(name, who) else nullcontext():
                answers[who]["POST"] = ask.by(world.client(who), "POST").status_code

        assert answers == {who: entry.expected(who) for who in Who}
        assert snapshot() == world.rows

    @pytest.mark.parametrize("name", NAMES)
    def test_answers_head_as_get(self, world: World, name: str) -> None:
        response = Ask.about(name, world.ours.facts).by(world.client(Who.ADVISER), "HEAD")

        assert response.status_code == TABLE[name].get[1]
        assert response.content == b""
        assert snapshot() == world.rows

    @pytest.mark.parametrize("name", NAMES)
    def test_knows_no_other_method(self, world: World, name: str) -> None:
        ask = Ask.about(name, world.ours.facts)
        for method in ("PUT", "PATCH", "DELETE"):
            assert ask.by(world.client(Who.ADVISER), method).status_code == 405, method
        assert snapshot() == world.rows

    @pytest.mark.parametrize("name", FORMS)
    def test_refuses_a_form_from_another_site(self, world: World, name: str) -> None:
        ask = Ask.about(name, world.ours.facts)
        client = world.client(Who.ADVISER, enforce_csrf_checks=True)
        foreign = {"sec-fetch-site": "cross-site", "origin": "https://elsewhere.example"}

        response = ask.by(client, "POST", headers=foreign)

        # A gateway is no browser: what it must know is the secret in the address.
        assert response.status_code == (204 if name.startswith("webhooks:") else 403)
        assert snapshot() == world.rows


def acts(name: str, who: Who) -> bool:
    """Whether the POST is let through, by the table; to be sent to the log-in is not."""
    sent_away = who is Who.NOBODY and is_below_workshop(name)
    return TABLE[name].expected(who)["POST"] not in REFUSED and not sent_away


@pytest.mark.django_db
class TestOutbox:
    """Whoever reads the outbox can answer for the customer."""

    @pytest.mark.parametrize("name", OUTBOX)
    def test_is_no_page_in_production(
        self, world: World, name: str, settings: LazySettings
    ) -> None:
        settings.DEMO = False
        ask = Ask.about(name, world.ours.facts)

        for who in Who:
            assert ask.by(world.client(who), "GET").status_code == 404, who

    @pytest.mark.parametrize("name", OUTBOX)
    def test_asks_who_comes_where_others_get_in(
        self, world: World, name: str, settings: LazySettings
    ) -> None:
        settings.LOOPBACK = False
        ask = Ask.about(name, world.ours.facts)

        assert ask.by(world.client(Who.ADMIN), "GET").status_code == 200
        response = ask.by(world.client(Who.NOBODY), "GET")
        assert response.status_code == 302
        assert response["Location"].startswith("/login?next=")


@pytest.mark.django_db
class TestWorkshopWall:
    @pytest.mark.parametrize("who", OURS)
    def test_is_the_same_for_another_workshop_and_one_that_does_not_exist(
        self, world: World, who: Who
    ) -> None:
        client = world.client(who)
        theirs = client.get(f"/v/{world.theirs.facts['slug']}/")
        missing = client.get("/v/ingen-verkstad/")

        assert (theirs.status_code, missing.status_code) == (404, 404)
        assert theirs.content == missing.content

    def test_stands_when_somebody_leaves(self, world: World) -> None:
        client = world.client(Who.ADVISER)
        user = world.person(Who.ADVISER).user
        address = f"/v/{world.ours.facts['slug']}/"
        assert client.get(address).status_code == 200

        user.is_active = False
        user.save(update_fields=["is_active"])

        assert client.get(address).status_code == 302
