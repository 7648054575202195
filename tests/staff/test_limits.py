"""*Gränser för brickor*: the workshop says when a tile of the role centre has waited too long."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.kit.cast import Person
from tests.kit.garage import Garage
from tests.rules.access_entries import LIMITS
from verksign.domain.cues import DEFAULTS, Limit
from verksign.records.models import CueLimit, History, Workshop
from verksign.usecases.settings.limits import limits_of

ADDRESS = "/v/demoverkstaden/installningar/brickor"
CENTRE = "/v/demoverkstaden/"


def cue_of(client: Client, tile: str) -> str:
    page = client.get(CENTRE).content.decode()
    found = re.search(rf'id="tile-{tile}"[^>]*?(?: data-cue="(\w+)")?>', page)
    if found is None:
        raise AssertionError("The tile is not there")
    return found[1] or ""


class TestLimits:
    def test_are_ours_until_the_workshop_sets_its_own(self, adviser: Person) -> None:
        assert limits_of(adviser.actor) == DEFAULTS

    def test_are_set_for_everybody_in_the_workshop(
        self, client: Client, manager: Person, adviser: Person, stranger: Person
    ) -> None:
        typed = {**LIMITS, "sent_watch": "30 min", "sent_bad": "1,5 tim"}

        response = manager.log_in(client).post(ADDRESS, typed)

        assert response["Location"] == ADDRESS
        assert limits_of(adviser.actor)["sent"] == Limit(
            timedelta(minutes=30), timedelta(minutes=90)
        )
        assert limits_of(stranger.actor) == DEFAULTS
        page = client.get(ADDRESS).content.decode()
        assert 'name="sent_bad" type="text" value="90 min"' in page
        assert 'name="sent_watch" type="text" value="30 min"' in page
        assert History.objects.get(code="settings.limits").by == manager.user
        assert Workshop.objects.get(pk=manager.workshop.pk).acknowledge_within_minutes == 45

    def test_decide_what_the_tiles_say(
        self, client: Client, manager: Person, adviser: Person
    ) -> None:
        garage = Garage(adviser.actor, now=timezone.now() - timedelta(hours=1))
        garage.sent()
        manager.log_in(client)
        assert cue_of(client, "status-sent") == ""

        client.post(ADDRESS, {**LIMITS, "sent_watch": "30 min", "sent_bad": "2 tim"})
        assert cue_of(client, "status-sent") == "watch"

        client.post(ADDRESS, {**LIMITS, "sent_watch": "10 min", "sent_bad": "30 min"})
        assert cue_of(client, "status-sent") == "bad"

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({"sent_watch": "snart"}, "Tiden går inte att läsa."),
            ({"sent_bad": ""}, "Tiden går inte att läsa."),
            ({"sent_bad": "91 dygn"}, "Tiden är för lång."),
            ({"acknowledge_within": "2 dygn"}, "Tiden är för lång."),
            ({"sent_watch": "2 tim", "sent_bad": "1 tim"}, "Den här tiden måste vara längre"),
        ],
    )
    def test_refuse_what_cannot_be_and_lose_nothing(
        self, client: Client, manager: Person, typed: dict[str, str], sentence: str
    ) -> None:
        response = manager.log_in(client).post(ADDRESS, {**LIMITS, "draft_watch": "7 min", **typed})

        page = response.content.decode()
        assert response.status_code == 422
        assert page.count('aria-invalid="true"') == 1
        assert sentence in page
        assert 'name="draft_watch" type="text" value="7 min"' in page
        assert not CueLimit.objects.exists()
