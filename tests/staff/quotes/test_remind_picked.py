"""*Påminn valda*: each picked customer who has not answered is reminded once; the others are named and left alone."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.kit.cast import Person
from tests.kit.garage import Garage
from verksign.records.models import DigitalDocument, Message

ADDRESS = "/v/demoverkstaden/offerter/paminn"


@pytest.fixture
def workshop_at_work(adviser: Person) -> Garage:
    """Sent three hours ago: within the hour nobody is reminded."""
    return Garage(adviser.actor, now=timezone.now() - timedelta(hours=3))


@pytest.fixture
def three(workshop_at_work: Garage) -> list[DigitalDocument]:
    """Two that wait for their answer, and one that has it."""
    made = [workshop_at_work.seen(), workshop_at_work.seen(), workshop_at_work.seen()]
    workshop_at_work.decline(made[2])
    return made


def ids(documents: list[DigitalDocument]) -> dict[str, Any]:
    return {"id": [str(document.service_document_id) for document in documents]}


def reminders() -> int:
    return Message.objects.filter(kind=Message.Kind.REMINDER).count()


class TestRemindPicked:
    def test_is_asked_first_who_they_are(
        self, client: Client, three: list[DigitalDocument], adviser: Person
    ) -> None:
        page = adviser.log_in(client).get(ADDRESS, ids(three)).content.decode()

        assert "Påminn 2 kunder" in page
        assert f"inte på svar: {three[2].service_document.number}</p>" in page
        assert reminders() == 0

    def test_reminds_those_who_have_not_answered(
        self, client: Client, three: list[DigitalDocument], adviser: Person
    ) -> None:
        form = {**ids(three), "key": "a-press"}
        response = adviser.log_in(client).post(ADDRESS, form, follow=True)

        assert "2 kunder påminns." in response.content.decode()
        assert reminders() == 2

    def test_reminds_nobody_twice(
        self, client: Client, three: list[DigitalDocument], adviser: Person
    ) -> None:
        adviser.log_in(client).post(ADDRESS, {**ids(three[:1]), "key": "a-press"})
        client.post(ADDRESS, {**ids(three[:1]), "key": "a-press"})
        response = client.post(ADDRESS, {**ids(three[:1]), "key": "another"}, follow=True)

        assert f"{three[0].service_document.number}: " in response.content.decode()
        assert reminders() == 1

    def test_knows_only_the_own_workshop_s(
        self, client: Client, three: list[DigitalDocument], stranger: Person
    ) -> None:
        stranger.log_in(client)
        address = "/v/andra-verkstaden/offerter/paminn"

        assert client.get(address, ids(three)).status_code == 404
        assert client.post(address, {**ids(three), "key": "x"}).status_code == 404
        assert reminders() == 0

    @pytest.mark.parametrize("typed", [{}, {"id": "x"}, {"id": ""}])
    def test_is_nothing_without_a_quote(
        self, client: Client, adviser: Person, typed: dict[str, str]
    ) -> None:
        assert adviser.log_in(client).get(ADDRESS, typed).status_code == 404

    def test_asks_for_a_pick_where_the_forms_button_was_pressed_without_one(
        self, client: Client, adviser: Person, three: list[DigitalDocument]
    ) -> None:
        response = adviser.log_in(client).get(ADDRESS, {"valda": "1"}, follow=True)

        assert "Välj minst en rad först." in response.content.decode()
        assert reminders() == 0

    def test_is_a_form_whose_address_has_no_token(
        self, client: Client, adviser: Person, three: list[DigitalDocument]
    ) -> None:
        page = adviser.log_in(client).get("/v/demoverkstaden/offerter/").content.decode()
        form = page.partition('id="picked"')[2].partition("</form>")[0]

        assert f'type="submit" formmethod="get" formaction="{ADDRESS}"' in form
        assert 'name="csrfmiddlewaretoken"' not in form

    def test_is_not_offered_to_whoever_only_reads(
        self, client: Client, three: list[DigitalDocument], reader: Person
    ) -> None:
        page = reader.log_in(client).get("/v/demoverkstaden/offerter/").content.decode()

        assert "Påminn valda" not in page
        assert client.post(ADDRESS, {**ids(three), "key": "x"}).status_code == 403
        assert reminders() == 0
