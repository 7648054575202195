"""*Historik* tells who did what, from what to what, and what the customer did; the copy and the undo on the card."""

from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.kit.cast import Person
from tests.kit.garage import Garage
from tests.staff.quotes.desk import Card, words
from verksign.domain.answers import JobAnswer
from verksign.records.models import Line, Presence, ServiceDocument
from verksign.usecases.quotes.presence import HERE_FOR, note_presence


class TestHistory:
    def test_tells_every_change_in_words(self, card: Card, garage: Garage) -> None:
        line = Line.objects.get(job__document=card.quote_id, text="Service")
        card.save("andra", phone="0701740699")
        card.save(f"rader/{line.id}", quantity="2,5")

        page = words(card.read("historik"))

        assert "Ändrade Anna Lind Mobiltelefonnr: 070-174 06 31 → 070-174 06 99" in page
        assert "Ändrade rad Anna Lind Antal på Service: 1 → 2,5" in page
        assert page.index("Antal på Service") < page.index("070-174 06 99")
        assert "Skapade offerten Anna Lind" in page

    def test_tells_what_the_customer_did(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        garage.sign(garage.seen(quote), Bromsar=JobAnswer.DECLINED)

        page = words(card.read("historik"))

        for told in ("Skickade digital offert Anna Lind", "Reviderad/sedd version 1"):
            assert told in page
        assert "Undertecknad version 1" in page

    def test_comes_into_the_card_alone(self, card: Card) -> None:
        page = card.peek("historik").content.decode()

        assert "<html" not in page
        assert "Skapade offerten" in page

    def test_asks_the_database_the_same_for_few_changes_and_for_many(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        with CaptureQueriesContext(connection) as few:
            card.read("historik")
        for number in range(10):
            garage.job(quote, f"Jobb {number}")
        with CaptureQueriesContext(connection) as many:
            card.read("historik")

        assert len(many) == len(few) <= 7


class TestUndo:
    def test_takes_the_latest_edit_back_and_says_so(self, card: Card) -> None:
        card.save("andra", phone="0701740699")

        response = card.save("angra")

        assert card.quote.phone == "+46701740631"
        assert "Ångrat: Mobiltelefonnr är 070-174 06 31 igen." in words(response)

    def test_of_a_page_that_is_behind_takes_nothing_back(self, card: Card) -> None:
        behind = card.quote.version
        card.save("andra", phone="0701740699")

        response = card.press("angra", version=str(behind))

        assert response.status_code == 409
        assert card.quote.phone == "+46701740699"

    def test_works_without_script(self, card: Card) -> None:
        card.save("andra", phone="0701740699")

        response = card.press("angra", version=str(card.quote.version))

        assert (response.status_code, response["Location"]) == (302, card.address)
        assert card.quote.phone == "+46701740631"


class TestCopy:
    def test_leads_to_the_new_quote_which_leads_back(self, card: Card) -> None:
        old = card.quote

        response = card.press("kopiera")

        made = ServiceDocument.objects.get(copied_from=old)
        assert response["Location"] == card.address.replace(str(old.id), str(made.id))
        assert f"Kopierad från {old.number}" in words(Card(card.client, made.id).read())
        assert f"Kopierad till {made.number}" in words(card.read())

    def test_is_the_way_on_from_a_quote_that_is_answered(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        garage.sign(garage.seen(quote), Bromsar=JobAnswer.DECLINED)

        page = words(card.read())
        assert "kan inte ändras. Kopiera till ny offert" in page
        card.press("kopiera")

        made = ServiceDocument.objects.get(copied_from=quote)
        assert Card(card.client, made.id).save("andra", phone="0701740699").status_code == 200


class TestPresence:
    @pytest.fixture
    def maria(self, manager: Person, quote: ServiceDocument) -> Card:
        return Card(manager.log_in(Client()), quote.id)

    def test_tells_each_of_the_other(self, card: Card, maria: Card) -> None:
        assert words(card.save("har")) == ""
        assert words(maria.save("har")) == "Anna Lind är också här"
        assert words(card.save("har")) == "Maria Ek är också här"

    def test_is_over_half_a_minute_after_the_last_sign(
        self, garage: Garage, quote: ServiceDocument, manager: Person, reader: Person
    ) -> None:
        start = garage.now
        for person in (manager, reader):
            note_presence(quote_id=quote.id, by=person.actor, now=start)

        def seen(at: datetime) -> list[str]:
            return note_presence(quote_id=quote.id, by=garage.actor, now=at)

        assert seen(start + HERE_FOR) == ["Maria Ek", "Rut Berg"]
        assert seen(start + HERE_FOR + (HERE_FOR / 30)) == []

    def test_is_written_down_no_oftener_than_needed(self, card: Card) -> None:
        card.save("har")
        before = Presence.objects.get().seen_at

        card.save("har")

        assert Presence.objects.get().seen_at == before
