"""The quote card: what it shows in each state, and how it keeps itself fresh."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.kit.cast import Person
from tests.kit.garage import VISIT, Garage
from tests.staff.quotes.desk import Card, parts, words
from verksign.domain.answers import JobAnswer
from verksign.records.models import Message, ServiceDocument
from verksign.usecases.orders.make_order import make_order
from verksign.usecases.signing.cancel import cancel
from verksign.usecases.signing.requests import ask
from verksign.usecases.signing.see import see


def digest(page: str) -> str:
    found = re.search(r"faktaruta\?v=(\w+)", page)
    assert found
    return found[1]


class TestCard:
    def test_shows_the_quote_and_its_exact_sums(self, card: Card) -> None:
        page = words(card.read())

        assert "Serviceoffert SOF-10001 Ej skickad" in page
        assert "Karin Holmgren 070-174 06 31" in page
        assert "2 jobb Högst inkl. moms 2 000,00 kr" in page
        assert "Exkl. moms 1 600,00 kr Moms 25 % 400,00 kr Högst inkl. moms 2 000,00 kr" in page
        assert "Ingår 1 000,00 kr Valfritt 1 000,00 kr" in page
        assert "Ingen digital offert är skickad." in page

    def test_shows_a_companys_prices_without_vat(
        self, client: Client, adviser: Person, garage: Garage
    ) -> None:
        quote = garage.quote(customer=garage.customer(name="Bergs Bygg AB", kind="company"))
        page = words(Card(adviser.log_in(client), quote.id).read())

        assert "Moms 25 % 250,00 kr Inkl. moms 1 250,00 kr Exkl. moms 1 000,00 kr" in page
        assert "À-pris exkl." in page

    def test_shows_the_ceiling_of_an_approximate_price(self, card: Card, garage: Garage) -> None:
        garage.change(card.quote, price_kind="ungefarlig")

        page = words(card.read())

        assert "Ungefärligt pris, högst 1 150 kr" in page
        assert "Utrymme 300,00 kr Tak 2 300,00 kr" in page

    def test_says_that_a_job_has_no_price_kind_yet(self, card: Card, garage: Garage) -> None:
        assert "Pristyp saknas" not in words(card.read())
        quote = garage.fresh(card.quote_id)
        garage.change(quote, price_kind="")
        assert words(card.read()).count("Pristyp saknas") == quote.jobs.count() == 2

    def test_asks_the_database_the_same_for_two_jobs_and_for_twenty(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        card.read()
        with CaptureQueriesContext(connection) as few:
            card.read()
        for number in range(18):
            garage.job(quote, f"Jobb {number}")
        with CaptureQueriesContext(connection) as many:
            card.read()

        assert len(many) == len(few) <= 22

    def test_leads_to_the_quotes_made_before_and_after(self, card: Card, garage: Garage) -> None:
        garage.tick()
        later = garage.quote()

        assert f"Nästa offert, {later.number}" in card.read().content.decode()
        assert "Föregående offert" not in card.read().content.decode()
        assert "Föregående offert, SOF-10001" in (
            Card(card.client, later.id).read().content.decode()
        )

    def test_is_read_only_for_who_may_only_read(
        self, client: Client, reader: Person, quote: ServiceDocument
    ) -> None:
        page = Card(reader.log_in(client), quote.id).read().content.decode()

        assert "Kundkommunikation" not in page
        assert "Lägg till rad" not in page
        assert 'name="phone"' not in page
        assert re.search(r'id="quote-phone" value="070-174 06 31" readonly', page)


class TestStates:
    def test_a_sent_quote_says_why_it_cannot_be_edited_and_how_it_can(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        garage.sent(quote)

        response = card.read()
        page = words(response)

        assert "Offerten är skickad. Lämnad till sms- eller mejltjänsten" in page
        assert "Ändra offerten" in page
        assert "Avbryt digital offert" in page
        assert "Skicka digital offert" not in page
        assert "Lägg till rad" not in page
        assert 'name="quantity"' not in response.content.decode()

    def test_the_timeline_tells_a_delivery_with_its_sending(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        garage.seen(quote)

        page = words(card.read())

        assert re.search(
            r"Utkast \d\d:\d\d Skickad \d\d:\d\d Reviderad/sedd \d\d:\d\d Undertecknad eller Avvisad",
            re.sub(r"\d\d? nov ", "", page),
        )
        assert "Metod SMS 070-174 06 31" in page

    def test_a_signed_quote_leads_to_the_order(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        document = garage.seen(quote)
        garage.sign(document, Bromsar=JobAnswer.LATER)
        garage.work()

        page = words(card.read())

        assert "Karin Holmgren beställde" in page
        assert "för 1 000,00 kr." in page
        assert "Delvis undertecknad." in page
        assert "Skapa serviceorder Kundkommunikation" in page
        assert "Inte nu" in page
        assert "Avtal, PDF" in page
        assert "Ändra offerten" not in page

    def test_an_ordered_quote_leads_to_its_order(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        garage.sign(garage.seen(quote), Bromsar=JobAnswer.ACCEPTED)
        order = make_order(quote_id=quote.id, by=garage.actor, now=garage.tick())

        page = words(card.read())

        assert f"Serviceorder {order.number} är skapad av offerten." in page
        assert "Skapa serviceorder" not in page

    def test_a_cancelled_quote_can_be_edited_and_sent_again(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        cancel(document_id=garage.sent(quote).id, by=garage.actor, now=garage.tick())

        page = words(card.read())

        assert "Avbruten" in page
        assert "Skicka digital offert" in page
        assert "Lägg till rad" in page

    def test_an_undelivered_message_can_be_sent_again_and_a_doubtful_one_counted(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        document = garage.sent(quote)
        Message.objects.filter(document=document).update(state="unsure", failure="no_answer")

        page = words(card.read())

        assert "Offert, SMS: Oviss – Tjänsten svarade inte" in page
        assert "Vi vet inte om meddelandet gick i väg." in page
        assert "Skicka igen Räkna som skickad" in page

    def test_a_wish_to_be_called_stands_until_it_is_done(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        document = garage.seen(quote)
        ask(
            token=garage.token(document),
            kind="call",
            text="Helst före <b>lunch</b>",
            when="before_12",
            visit=VISIT,
            now=garage.tick(),
        )

        response = card.read()

        assert "Ring mig, före kl. 12" in words(response)
        assert "Helst före &lt;b&gt;lunch&lt;/b&gt;" in response.content.decode()


class TestFactBox:
    def test_says_nothing_while_nothing_has_changed(self, card: Card) -> None:
        shown = digest(card.read().content.decode())

        response = card.peek("faktaruta", v=shown)

        assert (response.status_code, response.content) == (204, b"")

    def test_tells_what_has_happened_with_head_and_actions(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        shown = digest(card.read().content.decode())
        garage.sent(quote)

        response = card.peek("faktaruta", v=shown)

        assert response.status_code == 200
        assert "<html" not in response.content.decode()
        assert {"digital", "card-id", "actions", "jobs", "general", "card-note", "beat"} <= parts(
            response
        )
        assert "Skickad" in words(response)
        assert digest(response.content.decode()) != shown

    def test_changes_with_each_thing_that_the_box_shows(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        seen = [digest(card.read().content.decode())]

        def tell() -> None:
            seen.append(digest(card.read().content.decode()))

        garage.change(quote, notes="Ring före åtta")
        tell()
        document = garage.send(quote)
        tell()
        garage.work()
        tell()
        see(token=garage.token(document), visit=VISIT, now=garage.tick())
        tell()
        ask(
            token=garage.token(document),
            kind="question",
            text="När?",
            when="write",
            visit=VISIT,
            now=garage.tick(),
        )
        tell()
        garage.sign(document, Bromsar=JobAnswer.ACCEPTED)
        tell()
        garage.work()
        tell()
        make_order(quote_id=quote.id, by=garage.actor, now=garage.tick(timedelta(minutes=1)))
        tell()

        assert len(set(seen)) == len(seen) == 9

    def test_changes_with_a_message_that_nothing_is_written_about_yet(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        garage.send(quote)
        shown = digest(card.read().content.decode())
        Message.objects.update(state="handing_over", attempts=1)

        response = card.peek("faktaruta", v=shown)

        assert response.status_code == 200
        assert "Offert, SMS: Lämnas över" in words(response)

    def test_does_not_keep_the_session_alive(self, card: Card) -> None:
        session = card.client.session
        session["seen_at"] = before = int(timezone.now().timestamp()) - 6 * 60
        session.save()

        card.peek("faktaruta")
        assert card.client.session["seen_at"] == before
        card.read()
        assert card.client.session["seen_at"] > before

    def test_is_not_found_for_a_quote_that_is_not_there(self, card: Card) -> None:
        assert Card(card.client, uuid4()).peek("faktaruta").status_code == 404


@pytest.mark.parametrize("path", ["", "faktaruta"])
def test_nothing_of_the_link_is_shown_to_staff(
    card: Card, garage: Garage, quote: ServiceDocument, path: str
) -> None:
    document = garage.sent(quote)

    page = card.read(path).content.decode()

    assert garage.token(document) not in page
    assert "/o/" not in page
