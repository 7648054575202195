"""Snabbflikar stay open or closed as each user leaves them."""

import re

from django.test import Client

from tests.kit.cast import Person
from tests.staff.quotes.desk import SLUG, Card
from verksign.records.models import Preference

KEEP = f"/v/{SLUG}/offerter/flikar"


def opened(card: Card) -> list[str]:
    page = card.read().content.decode()
    return re.findall(r'<details class="fasttab" id="(\w+)" open', page)


class TestSections:
    def test_begin_with_what_is_written_in_most(self, card: Card) -> None:
        assert opened(card) == ["general", "jobs"]

    def test_are_on_every_card_as_they_were_left(self, card: Card) -> None:
        response = card.client.post(KEEP, {"open": ["details", "jobs"]})

        assert response.status_code == 204
        assert opened(card) == ["jobs", "details"]

    def test_may_all_be_closed(self, card: Card) -> None:
        card.client.post(KEEP)

        assert opened(card) == []

    def test_are_each_users_own(self, card: Card, manager: Person) -> None:
        card.client.post(KEEP, {"open": ["details"]})

        assert opened(Card(manager.log_in(Client()), card.quote_id)) == ["general", "jobs"]

    def test_that_there_are_not_are_not_kept(self, card: Card) -> None:
        card.client.post(KEEP, {"open": ["jobs", "<script>", "x" * 5000]})

        assert Preference.objects.get().value == ["jobs"]
