"""*Kräver svar först*: what each row means in one look, in the order that somebody must deal with them."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from tests.kit.cast import NOW, Person
from tests.kit.garage import Garage
from tests.staff.asking import failed, wish
from verksign.domain.answers import JobAnswer
from verksign.records.models import (
    Alarm,
    CustomerRequest,
    DigitalDocument,
    Message,
    ServiceDocument,
    Workshop,
)
from verksign.staff.centre.alarms import alarms_of
from verksign.staff.centre.phrases import Phrase, phrases_of
from verksign.staff.centre.worklist import worklist_of
from verksign.usecases.messages import raise_certificate_alarm
from verksign.usecases.messages.todo import ToDoKind, take
from verksign.usecases.signing.remind import remind

CENTRE = "/v/demoverkstaden/"
SLUG = "demoverkstaden"
TWO = {"Service": "included", "Bromsar": "optional"}


def phrases(garage: Garage, **which: bool) -> list[Phrase]:
    rows = worklist_of(garage.actor, garage.now, **which)
    return phrases_of(rows, garage.actor, SLUG, garage.now)


def next_line(page: str) -> str:
    found = re.search(r'<section class="next.*?</section>', page, re.DOTALL)
    if found is None:
        raise AssertionError("The page has no next best action")
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())


class TestWorklist:
    def order_of(self, page: str) -> list[str]:
        return re.findall(r'id="work-([a-z_]+)-', page)

    def test_what_is_asked_comes_before_failures_orders_and_what_waits(
        self, client: Client, garage: Garage, adviser: Person
    ) -> None:
        garage.sent()
        garage.sign(garage.seen())
        failed(garage)
        wish(garage, garage.seen())

        page = adviser.log_in(client).get(CENTRE).content.decode()

        assert self.order_of(page) == ["call", "failed", "to_order", "waiting"]
        assert "Ring mig (före kl. 12)" in page
        assert 'href="tel:+46701740631"' in page
        assert "Nådde inte telefonen" in page
        assert "Ja till allt, ingen order" in page
        assert "Ej öppnad än" in page

    def test_shows_what_was_asked_as_text(
        self, client: Client, garage: Garage, adviser: Person
    ) -> None:
        wish(garage, garage.seen(), "question", "<b>Kan jag hämta före 16?</b>")

        page = adviser.log_in(client).get(CENTRE).content.decode()

        assert "”&lt;b&gt;Kan jag hämta före 16?&lt;/b&gt;”" in page

    def test_what_is_done_is_gone(self, client: Client, garage: Garage, adviser: Person) -> None:
        wish(garage, garage.seen())
        row = CustomerRequest.objects.get()

        response = adviser.log_in(client).post(f"{CENTRE}fragor/{row.id}/klar", follow=True)

        page = response.content.decode()
        assert self.order_of(page) == ["waiting"]
        assert "Raden är klar." in page

    def test_the_questions_of_one_sending_are_one_row_that_is_done_as_one(
        self, client: Client, garage: Garage, adviser: Person
    ) -> None:
        document, other = garage.seen(), garage.seen()
        first = wish(garage, document, "question", "Ett?", "")
        wish(garage, document, "question", "Två?", "")
        latest = wish(garage, document, "question", "Tre?", "")
        wish(garage, document)
        wish(garage, other, "question", "Annat?", "")

        rows = [row for row in worklist_of(garage.actor, garage.now) if row.request]
        assert [(row.kind, row.asked, row.at) for row in rows][1] == ("question", 3, first.at)
        assert len(rows) == 3
        page = adviser.log_in(client).get(CENTRE).content.decode()
        assert "3 frågor, senast ”Tre?”" in page
        later = wish(garage, document, "question", "Fyra?", "")
        client.post(f"{CENTRE}fragor/{latest.id}/klar", {"earlier": "1"})

        waiting = CustomerRequest.objects.not_done().order_by("at")
        assert [row.text for row in waiting] == ["", "Annat?", "Fyra?"]
        assert later in waiting
        done = CustomerRequest.objects.filter(done_by=adviser.user).order_by("at")
        assert [row.text for row in done] == ["Ett?", "Två?", "Tre?"]

    def test_another_adviser_may_take_it_over(
        self, client: Client, garage: Garage, manager: Person
    ) -> None:
        wish(garage, garage.seen())
        row = CustomerRequest.objects.get()
        page = manager.log_in(client).get(CENTRE).content.decode()
        assert "Nu hos Anna Lind" in page

        client.post(f"{CENTRE}fragor/{row.id}/ta")

        row.refresh_from_db()
        assert row.owner == manager.user

    def test_says_so_when_there_is_nothing(self, client: Client, adviser: Person) -> None:
        page = adviser.log_in(client).get(CENTRE).content.decode()

        assert "Alla svar är tagna om hand." in page
        assert "Allt har kommit fram." in page


class TestMeaning:
    def test_a_yes_to_all_says_so_with_its_sum(self, garage: Garage) -> None:
        garage.sign(garage.seen())

        (row,) = phrases(garage)

        assert row.headline == "Karin Holmgren har sagt ja till allt."
        assert row.what == "Ja till allt, ingen order"
        assert (row.ore, row.do.label, row.do.post) == (100_000, "Skapa serviceorder", True)

    def test_a_yes_to_some_says_how_many_and_how_much(self, garage: Garage) -> None:
        garage.sign(garage.seen(garage.quote(jobs=TWO)), Bromsar=JobAnswer.DECLINED)

        (row,) = phrases(garage)

        assert row.headline == "Karin Holmgren har sagt ja till 1 av 2 jobb."
        assert row.what == "Ja till 1 av 2 jobb, ingen order"
        assert row.ore == 100_000

    def test_a_no_says_why_and_is_gone_after_a_day(self, garage: Garage) -> None:
        garage.decline(garage.seen(), "För dyrt just nu")

        (row,) = phrases(garage)
        assert (row.headline, row.what) == (
            "Karin Holmgren har tackat nej.",
            "”För dyrt just nu”",
        )
        assert (row.do.label, row.do.post) == ("Följ upp", False)

        garage.tick(timedelta(days=1, seconds=1))
        assert phrases(garage) == []

    def test_a_question_is_answered_on_its_card(self, garage: Garage) -> None:
        document = garage.seen()
        request = wish(garage, document, "question", "Kan jag hämta före 16?")

        (row,) = phrases(garage)

        assert f"{row.headline} {row.advice}" == "Karin Holmgren undrar: ”Kan jag hämta före 16?”"
        assert row.do.label == "Svara på frågan"
        assert row.do.address == (
            f"{CENTRE}offerter/{document.service_document_id}/#request-{request.id}"
        )

    def test_a_call_is_rung(self, garage: Garage) -> None:
        wish(garage, garage.seen())

        (row,) = phrases(garage)

        assert f"{row.headline} {row.advice}" == (
            "Karin Holmgren vill bli uppringd. Helst före kl. 12."
        )
        assert (row.do.label, row.do.address) == ("Ring kunden", "tel:+46701740631")

    def test_what_did_not_arrive_is_sent_again(self, garage: Garage) -> None:
        document = failed(garage)
        message = Message.objects.get(document=document)

        (row,) = phrases(garage)

        assert row.headline == "Offerten har inte nått Karin Holmgren."
        assert (row.do.label, row.do.address, row.do.post) == (
            "Skicka igen",
            f"{CENTRE}meddelanden/{message.id}/skicka-igen",
            True,
        )

    def test_a_wrong_number_is_corrected_first(self, garage: Garage) -> None:
        document = failed(garage)
        DigitalDocument.objects.filter(pk=document.pk).update(failure="number_unknown")

        (row,) = phrases(garage)

        assert (row.advice, row.do.label) == ("Numret finns inte.", "Rätta och skicka")
        assert row.do.address == f"{CENTRE}offerter/{document.service_document_id}/mottagare"
        assert not row.do.post

    def test_the_last_day_comes_before_orders_to_make(self, garage: Garage) -> None:
        late = garage.sent().service_document
        ServiceDocument.objects.filter(pk=late.pk).update(valid_until=garage.now.date())
        garage.sign(garage.seen())

        assert [(row.row.kind, row.due) for row in phrases(garage)] == [
            ("last_day", "I dag"),
            ("to_order", "0 min"),
        ]

    def test_who_has_not_answered_is_reminded_but_not_within_the_hour(self, garage: Garage) -> None:
        document = garage.sent()
        ServiceDocument.objects.update(valid_until=garage.now.date())
        assert [row.do.label for row in phrases(garage)] == ["Öppna"]

        garage.tick(timedelta(hours=1))
        (row,) = phrases(garage)

        assert (row.headline, row.advice) == (
            "Karin Holmgren har inte öppnat offerten.",
            "Sista dagen att svara är i dag.",
        )
        assert (row.row.kind, row.do.label) == ("last_day", "Påminn kunden")
        assert row.do.address == f"{CENTRE}offerter/{document.service_document_id}/paminn"
        remind(document_id=document.id, key="k", by=garage.actor, now=garage.now)
        (row,) = phrases(garage)
        assert (row.row.kind, row.do.label) == ("waiting", "Öppna")

    def test_a_reader_is_offered_nothing_but_to_look(self, garage: Garage, reader: Person) -> None:
        failed(garage)
        garage.sign(garage.seen())
        rows = worklist_of(reader.actor, garage.now)

        assert {row.do.label for row in phrases_of(rows, reader.actor, SLUG, garage.now)} == {
            "Öppna"
        }


class TestNextBestAction:
    def test_is_the_first_row_as_one_line(
        self, client: Client, garage: Garage, adviser: Person
    ) -> None:
        garage.sent()
        garage.sign(garage.seen())

        line = next_line(adviser.log_in(client).get(CENTRE).content.decode())

        assert "Karin Holmgren har sagt ja till allt." in line
        assert "1 000,00 kr inkl. moms · svarade 09:00" in line
        assert "Skapa serviceorder Enter" in line

    def test_done_it_brings_the_next(self, client: Client, garage: Garage, adviser: Person) -> None:
        quote = garage.sign(garage.seen()).service_document
        garage.decline(garage.seen(), "Nej")
        adviser.log_in(client)

        response = client.post(f"{CENTRE}offerter/{quote.id}/order", {"next": CENTRE}, follow=True)

        assert response.redirect_chain == [(CENTRE, 302)]
        page = response.content.decode()
        assert "är skapad av 1 godkänt jobb." in page
        assert "Karin Holmgren har tackat nej. ”Nej”" in next_line(page)

    def test_can_be_passed_over(self, client: Client, garage: Garage, adviser: Person) -> None:
        garage.sign(garage.seen())
        garage.decline(garage.seen(), "Nej")
        adviser.log_in(client)

        second = client.get(f"{CENTRE}?hoppa=1").content.decode()

        assert "har tackat nej" in next_line(second)
        assert 'href="?hoppa=0"' in second
        assert "har sagt ja" in next_line(client.get(f"{CENTRE}?hoppa=13").content.decode())
        assert "har sagt ja" in next_line(client.get(f"{CENTRE}?hoppa=x").content.decode())

    def test_says_so_when_there_is_none(self, client: Client, adviser: Person) -> None:
        page = adviser.log_in(client).get(CENTRE).content.decode()

        assert "Inget väntar på dig just nu." in next_line(page)


class TestMine:
    @pytest.fixture
    def both(self, garage: Garage, manager: Person) -> Garage:
        """A quote of Anna's that is signed, and one of Maria's."""
        garage.sign(garage.seen())
        other = Garage(manager.actor, now=garage.now, keys=garage.keys)
        other.sign(other.seen())
        garage.now = other.now
        return garage

    def test_is_remembered_for_each_user(
        self, client: Client, both: Garage, adviser: Person, manager: Person
    ) -> None:
        adviser.log_in(client)
        assert len(self.rows(client)) == 2

        response = client.post(f"{CENTRE}urval", {"scope": "mine"})

        assert response["Location"] == CENTRE
        assert len(self.rows(client)) == 1
        manager.log_in(client)
        assert len(self.rows(client)) == 2
        adviser.log_in(client)
        client.post(f"{CENTRE}urval", {"scope": "all"})
        assert len(self.rows(client)) == 2

    def rows(self, client: Client) -> list[str]:
        return re.findall(r'<tr id="row-', client.get(CENTRE).content.decode())

    def test_the_tiles_open_the_same_rows(
        self, client: Client, both: Garage, adviser: Person
    ) -> None:
        adviser.log_in(client).post(f"{CENTRE}urval", {"scope": "mine"})

        page = client.get(CENTRE).content.decode()
        found = re.search(r'id="tile-order-to_order" href="([^"]+)"', page)

        assert found is not None
        assert found[1] == f"{CENTRE}offerter/?to_order=1&amp;mina=1"
        rows = client.get(found[1].replace("&amp;", "&")).content.decode()
        assert rows.count('<tr id="row-') == 1

    def test_what_i_have_taken_on_is_mine(self, both: Garage, manager: Person) -> None:
        request = wish(both, both.seen())
        assert [row.row.kind for row in phrases(both, mine=True)] == ["call", "to_order"]
        CustomerRequest.objects.filter(pk=request.pk).update(owner=manager.user)

        theirs = worklist_of(manager.actor, both.now, mine=True)

        assert [row.kind for row in theirs] == ["call", "to_order"]

    def test_nothing_else_can_be_chosen(self, client: Client, adviser: Person) -> None:
        response = adviser.log_in(client).post(f"{CENTRE}urval", {"scope": "theirs"})

        assert response.status_code == 404

    def test_alarms_are_mine_too(
        self, client: Client, garage: Garage, adviser: Person, manager: Person
    ) -> None:
        failed(garage)
        client = manager.log_in(client)
        assert "Meddelandet kom inte fram" in client.get(CENTRE).content.decode()

        client.post(f"{CENTRE}urval", {"scope": "mine"})

        assert "Meddelandet kom inte fram" not in client.get(CENTRE).content.decode()
        assert "kom inte fram" not in client.get(f"{CENTRE}larm/?mina=1").content.decode()
        client = adviser.log_in(client)
        assert "kom inte fram" in client.get(f"{CENTRE}larm/?mina=1").content.decode()

    def test_what_is_the_workshops_own_is_everybodys_until_it_is_taken(
        self, workshop: Workshop, adviser: Person, manager: Person
    ) -> None:
        raise_certificate_alarm(workshop, "root 30 2026-12-24", at=NOW)
        alarm = Alarm.objects.get()

        assert list(alarms_of(adviser.actor, mine=True)) == [alarm]
        assert list(alarms_of(manager.actor, mine=True)) == [alarm]
        take(kind=ToDoKind.ALARM, row_id=alarm.id, by=manager.actor, now=NOW)
        assert list(alarms_of(adviser.actor, mine=True)) == []
        assert list(alarms_of(manager.actor, mine=True)) == [alarm]
