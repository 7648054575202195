"""The role centre: numbers that are the sums of the lists behind them, and what a person must deal with."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.kit.cast import NOW, Person
from tests.kit.garage import Garage
from tests.staff.asking import failed, wish
from verksign.domain.answers import JobAnswer
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.money import NBSP
from verksign.records.models import Alarm, DigitalDocument, Message
from verksign.staff.quotes.selections import quotes_of
from verksign.staff.quotes.tiles import Tile, Tiles, tiles_of
from verksign.usecases.messages import raise_alarm
from verksign.usecases.orders.make_order import make_order
from verksign.usecases.signing.cancel import cancel

CENTRE = "/v/demoverkstaden/"
POLL = f"{CENTRE}brickor"
DAY = timedelta(days=1)


@pytest.fixture
def busy(garage: Garage) -> Garage:
    """Two of most things: quotes of 1 000 kr, and one of 2 000 kr that is accepted in part."""
    garage.quote()
    for _ in range(2):
        garage.sent()
        garage.sign(garage.seen())
        failed(garage)
    garage.seen()
    garage.decline(garage.seen())
    garage.sign(
        garage.seen(garage.quote(jobs={"Service": "included", "Bromsar": "optional"})),
        Bromsar=JobAnswer.DECLINED,
    )
    cancel(document_id=garage.sent().id, by=garage.actor, now=garage.tick())
    garage.send(garage.quote())
    return garage


def numbers(garage: Garage) -> Tiles:
    return tiles_of(quotes_of(garage.actor), garage.now)


def by_code(tiles: Tiles) -> dict[str, Tile]:
    return {f"{tile.symbol} {tile.code}": tile for tile in every(tiles)}


def every(tiles: Tiles) -> list[Tile]:
    return [*tiles.statuses, *tiles.answers, tiles.to_order]


def poll_of(page: str) -> str:
    """Return the address that the page asks for what is new."""
    found = re.search(r'id="live" hx-get="([^"]+)"', page)
    if found is None:
        raise AssertionError("The page does not poll")
    return unescape(found[1])


class TestTiles:
    def test_count_and_add_up_each_status(self, busy: Garage) -> None:
        assert {tile.code: (tile.number, tile.ore) for tile in numbers(busy).statuses} == {
            "draft": (1, 100_000),
            "sent": (2, 200_000),
            "seen": (1, 100_000),
            "signed": (3, 400_000),
            "rejected": (1, 100_000),
            "cancelled": (1, 100_000),
            "expired": (0, 0),
            "failed": (2, 200_000),
        }

    def test_count_and_add_up_each_answer(self, busy: Garage) -> None:
        assert {tile.code: (tile.number, tile.ore) for tile in numbers(busy).answers} == {
            "approved_digitally": (2, 200_000),
            "approved_verbally": (0, 0),
            "partly": (1, 200_000),
            "rejected": (1, 100_000),
        }

    def test_what_has_an_order_needs_none(self, busy: Garage) -> None:
        assert (numbers(busy).to_order.number, numbers(busy).to_order.ore) == (3, 400_000)
        signed = DigitalDocument.objects.filter(status=DigitalStatus.SIGNED).first()
        assert signed is not None

        make_order(quote_id=signed.service_document_id, by=busy.actor, now=busy.tick())

        assert numbers(busy).to_order.number == 2

    def test_a_replaced_version_is_in_no_tile(self, garage: Garage) -> None:
        quote = garage.seen().service_document
        quote.digital_status = DigitalStatus.REPLACED
        quote.save(update_fields=["digital_status"])

        assert [tile.number for tile in every(numbers(garage))] == [0] * 13

    def test_tell_the_age_of_the_oldest(self, garage: Garage) -> None:
        garage.sent()
        garage.tick(3 * DAY)
        garage.sent()
        sent = {tile.code: tile for tile in numbers(garage).statuses}["sent"]

        assert (sent.age, sent.cue) == ("3 dygn", "bad")

    def test_never_see_another_workshop(self, busy: Garage, stranger: Person) -> None:
        assert [tile.number for tile in every(tiles_of(quotes_of(stranger.actor), NOW))] == [0] * 13

    def test_take_three_queries(
        self, busy: Garage, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(3):
            numbers(busy)

    def test_each_opens_exactly_the_list_it_counts(
        self, client: Client, busy: Garage, adviser: Person
    ) -> None:
        adviser.log_in(client)
        for tile in every(numbers(busy)):
            page = unescape(client.get(f"{CENTRE}offerter/{tile.selection.query}").content.decode())
            rows = page.count('<tr id="row-')
            foot = re.search(
                r"(\d+)–(\d+) av (\S+)</span>\s*<span>Summa ([^<]+) inkl\. moms</span>", page
            )

            assert rows == tile.number
            if tile.number:
                assert foot is not None
                assert (foot[3], foot[4]) == (
                    str(tile.number),
                    f"{tile.ore // 100_000}{NBSP}000,00{NBSP}kr",
                )
            else:
                assert "Ingen offert här just nu." in page


class TestPage:
    def test_shows_every_tile_also_the_empty_ones(
        self, client: Client, busy: Garage, adviser: Person
    ) -> None:
        page = adviser.log_in(client).get(CENTRE).content.decode()

        assert page.count('class="tile') - page.count('class="tile-') == 8 + 5 + 2  # two lists
        assert 'id="tile-status-expired"' in page
        assert "Att göra order av" in page

    def test_takes_as_many_queries_with_many_quotes_as_with_few(
        self,
        client: Client,
        garage: Garage,
        adviser: Person,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        wish(garage, garage.seen())
        failed(garage)
        adviser.log_in(client)
        client.get(CENTRE)
        with django_assert_num_queries(30):
            client.get(CENTRE)
        for _ in range(2):
            garage.sent()
            garage.sign(garage.seen())
            failed(garage)

        with django_assert_num_queries(30):
            client.get(CENTRE)

    def test_a_reader_sees_it_without_buttons(
        self, client: Client, garage: Garage, reader: Person
    ) -> None:
        failed(garage)
        page = reader.log_in(client).get(CENTRE).content.decode()

        assert "Digitala offerter" in page
        assert "Ny serviceoffert" not in page
        assert "Klar</button>" not in page

    def test_a_mechanic_comes_to_the_floor_and_sees_no_prices(
        self, client: Client, garage: Garage, mechanic: Person
    ) -> None:
        garage.order()
        page = mechanic.log_in(client).get(CENTRE).content.decode()

        assert "Lediga ordrar" in page
        assert "Volvo V60" in page
        assert "kr" not in re.sub(r"<[^>]+>", " ", page).split()


class TestPoll:
    def test_is_silent_while_nothing_changes(
        self, client: Client, garage: Garage, adviser: Person
    ) -> None:
        garage.sent()
        page = adviser.log_in(client).get(CENTRE).content.decode()

        response = client.get(poll_of(page))

        assert (response.status_code, response.content) == (204, b"")

    @pytest.mark.parametrize("change", ["status", "request", "alarm"])
    def test_brings_the_fragment_when_something_does(
        self, client: Client, garage: Garage, adviser: Person, change: str
    ) -> None:
        document = garage.seen()
        page = adviser.log_in(client).get(CENTRE).content.decode()
        if change == "status":
            garage.sign(document)
        elif change == "request":
            wish(garage, document)
        else:
            raise_alarm(Alarm.Kind.SEALING_STUCK, at=garage.tick(), document=document)

        response = client.get(poll_of(page), headers={"HX-Request": "true"})

        fragment = response.content.decode()
        assert response.status_code == 200
        assert fragment.strip().startswith('<div class="centre-live" id="live"')
        assert "<html" not in fragment
        assert poll_of(fragment) != poll_of(page)

    def test_is_not_for_mechanics(self, client: Client, mechanic: Person) -> None:
        assert mechanic.log_in(client).get(POLL).status_code == 403


class TestAlarms:
    @pytest.fixture
    def message(self, garage: Garage) -> Message:
        failed(garage)
        return Message.objects.get()

    def test_stand_in_the_centre_and_in_their_list(
        self, client: Client, message: Message, adviser: Person
    ) -> None:
        adviser.log_in(client)
        for address in (CENTRE, f"{CENTRE}larm/"):
            page = client.get(address).content.decode()
            assert "Meddelandet kom inte fram" in page
            assert "Skicka igen" in page

    def test_a_message_is_sent_again(
        self, client: Client, message: Message, adviser: Person
    ) -> None:
        response = adviser.log_in(client).post(
            f"{CENTRE}meddelanden/{message.id}/skicka-igen", {"next": f"{CENTRE}larm/"}
        )

        assert response["Location"] == f"{CENTRE}larm/"
        message.refresh_from_db()
        assert message.state == "queued"
        assert "Meddelandet skickas igen." in client.get(response["Location"]).content.decode()
        assert not Alarm.objects.not_done().exists()

    def test_a_second_press_says_that_it_has_moved_on(
        self, client: Client, message: Message, adviser: Person
    ) -> None:
        adviser.log_in(client).post(f"{CENTRE}meddelanden/{message.id}/skicka-igen")

        response = client.post(f"{CENTRE}meddelanden/{message.id}/skicka-igen", follow=True)

        assert "Meddelandet har redan gått vidare." in response.content.decode()
        message.refresh_from_db()
        assert message.state == "queued"

    def test_what_is_not_in_doubt_is_not_counted_as_sent(
        self, client: Client, message: Message, adviser: Person
    ) -> None:
        response = adviser.log_in(client).post(
            f"{CENTRE}meddelanden/{message.id}/raknas", follow=True
        )

        assert "Meddelandet har redan gått vidare." in response.content.decode()
        message.refresh_from_db()
        assert message.state == "failed"

    def test_a_doubtful_message_is_counted_as_sent(
        self, client: Client, garage: Garage, adviser: Person
    ) -> None:
        document = garage.sent()
        message = Message.objects.get(document=document)
        Message.objects.update(state="unsure")
        raise_alarm(Alarm.Kind.DELIVERY_UNSURE, at=garage.tick(), message=message)
        adviser.log_in(client)
        assert "Räkna som skickad" in client.get(CENTRE).content.decode()

        client.post(f"{CENTRE}meddelanden/{message.id}/raknas")

        message.refresh_from_db()
        assert message.state == "sent"
        assert "Räkna som skickad" not in client.get(CENTRE).content.decode()

    def test_what_is_done_moves_to_the_done(
        self, client: Client, message: Message, adviser: Person
    ) -> None:
        alarm = Alarm.objects.get()
        adviser.log_in(client).post(f"{CENTRE}larm/{alarm.id}/klar")

        assert "Meddelandet kom inte fram" not in client.get(f"{CENTRE}larm/").content.decode()
        done = client.get(f"{CENTRE}larm/?klara=1").content.decode()
        assert "Meddelandet kom inte fram" in done
        assert "av Anna Lind" in done

    def test_a_form_leads_nowhere_else(
        self, client: Client, message: Message, adviser: Person
    ) -> None:
        alarm = Alarm.objects.get()

        response = adviser.log_in(client).post(
            f"{CENTRE}larm/{alarm.id}/ta", {"next": "https://fake.example/"}
        )

        assert response["Location"] == CENTRE
