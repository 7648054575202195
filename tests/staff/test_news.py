"""The toast: what customers have just done, told on any staff page, to their own workshop alone."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.kit.cast import Person
from tests.kit.garage import Garage
from tests.kit.upsells import answer, confirm, opened, priced, send
from tests.staff.asking import wish
from verksign.domain.answers import AnswerWay, JobAnswer
from verksign.domain.money import NBSP
from verksign.records.models import ServiceDocument
from verksign.staff.centre.news import news_since, stamp
from verksign.staff.centre.phrases import phrases_of
from verksign.staff.centre.worklist import worklist_of
from verksign.staff.middleware import SEEN_AT
from verksign.usecases.digital import extra_jobs
from verksign.usecases.signing.spoken import Spoken
from verksign.usecases.signing.verbal import record_verbal_answer

NEWS = "/v/demoverkstaden/nytt"
CENTRE = "/v/demoverkstaden/"
TWO = {"Service": "included", "Bromsar": "optional"}


def told(garage: Garage, back: timedelta = timedelta(minutes=1), **which: bool) -> list[str]:
    return [each.text for each in news_since(garage.actor, garage.now - back, **which)]


@pytest.fixture
def today(adviser: Person) -> Garage:
    """The view reads the clock, so the answers of these tests are given now."""
    return Garage(adviser.actor, now=timezone.now() - timedelta(minutes=1))


class TestWords:
    def test_a_yes_says_what_it_comes_to(self, garage: Garage) -> None:
        garage.sign(garage.seen(garage.quote(jobs=TWO)), Bromsar=JobAnswer.DECLINED)

        (text,) = told(garage)
        assert text == (
            "Karin Holmgren har undertecknat SOF-10001. "
            f"Ja till 1 av 2 jobb, 1{NBSP}000{NBSP}kr av 2{NBSP}000{NBSP}kr."
        )

    def test_a_no_says_why(self, garage: Garage) -> None:
        garage.decline(garage.seen(), "För dyrt")

        assert told(garage) == ["Karin Holmgren har tackat nej till SOF-10001. ”För dyrt”"]

    def test_a_wish_says_what_and_when(self, garage: Garage) -> None:
        document = garage.seen()
        wish(garage, document)
        wish(garage, document, "question", "Ingår moms?")

        assert told(garage) == [
            "Karin Holmgren vill bli uppringd om ABC 12D, före kl. 12.",
            "Karin Holmgren undrar om ABC 12D: ”Ingår moms?”",
        ]

    def test_a_wish_for_a_new_quote_says_so(self, garage: Garage) -> None:
        document = garage.seen()
        garage.tick(timedelta(days=30))
        wish(garage, document, "new_quote")

        assert told(garage) == ["Karin Holmgren vill ha en ny offert på ABC 12D."]

    def test_a_confirmation_that_is_not_right_is_told_and_waits_in_the_list(
        self, garage: Garage
    ) -> None:
        order = garage.order()
        document = opened(garage, confirm(garage, order))
        garage.decline(document, "Tiden stämmer inte")

        words = f"Karin Holmgren säger att orderbekräftelsen {order.number} inte stämmer."
        assert told(garage) == [f"{words} ”Tiden stämmer inte”"]
        rows = phrases_of(worklist_of(garage.actor, garage.now), garage.actor, "x", garage.now)
        assert [(row.headline, row.advice) for row in rows if row.row.kind == "declined"] == [
            ("Karin Holmgren säger att orderbekräftelsen inte stämmer.", "”Tiden stämmer inte”")
        ]

    def test_what_staff_wrote_down_is_no_news(self, garage: Garage) -> None:
        quote = garage.seen().service_document
        spoken = Spoken(
            answers={str(job.id): JobAnswer.ACCEPTED for job in quote.jobs.all()},
            who="Karin",
            channel="desk",
            called_by="",
            answered_at=garage.now,
        )
        record_verbal_answer(
            quote_id=quote.id, spoken=spoken, key="k", by=garage.actor, now=garage.tick()
        )

        assert ServiceDocument.objects.get(pk=quote.pk).answer == "approved_verbally"
        assert told(garage) == []

    def test_mine_are_of_my_own_quotes(self, garage: Garage, manager: Person) -> None:
        garage.sign(garage.seen())

        assert len(told(garage, mine=True)) == 1
        assert news_since(manager.actor, garage.now - timedelta(hours=1), mine=True) == []
        assert len(news_since(manager.actor, garage.now - timedelta(hours=1))) == 1


class TestPoll:
    def ask(self, client: Client, since: str = "") -> str:
        response = client.get(NEWS, {"efter": since or stamp(timezone.now())})
        if response.status_code == 204:
            return ""
        assert response.status_code == 200
        return unescape(response.content.decode())

    def test_is_silent_until_something_happens(
        self, client: Client, today: Garage, adviser: Person
    ) -> None:
        document = today.seen()
        adviser.log_in(client)
        assert self.ask(client) == ""

        today.sign(document)

        page = self.ask(client)
        assert f'data-news="{document.id}"' in page
        assert "Karin Holmgren har undertecknat SOF-10001." in page
        assert f'href="{CENTRE}offerter/{document.service_document_id}/"' in page

    def test_a_question_leads_to_where_it_is_answered(
        self, client: Client, today: Garage, adviser: Person
    ) -> None:
        document = today.seen()
        request = wish(today, document, "question", "<b>Ingår moms?</b>")

        page = adviser.log_in(client).get(NEWS, {"efter": stamp(timezone.now())}).content.decode()

        assert f"offerter/{document.service_document_id}/#request-{request.id}" in page
        assert "”&lt;b&gt;Ingår moms?&lt;/b&gt;”" in page

    def test_goes_no_further_back_than_an_hour(
        self, client: Client, garage: Garage, adviser: Person
    ) -> None:
        garage.now = timezone.now() - timedelta(hours=2)
        garage.sign(garage.seen())
        adviser.log_in(client)

        assert self.ask(client, "2000-01-01T00:00:00Z") == ""

    @pytest.mark.parametrize("since", ["", "i går", "9999-01-01T00:00:00Z", "2026-13-01T00:00:00Z"])
    def test_takes_whatever_is_asked(self, client: Client, adviser: Person, since: str) -> None:
        assert adviser.log_in(client).get(NEWS, {"efter": since}).status_code == 204

    def test_never_tells_another_workshop(
        self, client: Client, today: Garage, stranger: Person
    ) -> None:
        today.sign(today.seen())
        stranger.log_in(client)

        assert client.get("/v/andra-verkstaden/nytt").status_code == 204
        assert client.get(NEWS).status_code == 404

    def test_asks_one_query_while_nothing_happens(
        self,
        client: Client,
        garage: Garage,
        adviser: Person,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        garage.sign(garage.seen())
        adviser.log_in(client)
        client.get(NEWS)
        with django_assert_num_queries(4):  # session, user, membership, and this
            assert self.ask(client) == ""

    def test_does_not_keep_the_session_alive(self, client: Client, adviser: Person) -> None:
        adviser.log_in(client)
        session = client.session
        session[SEEN_AT] = 0
        session.save()

        response = client.get(NEWS, headers={"HX-Request": "true"})

        assert response.status_code == 401

    def test_stands_on_every_page_with_the_servers_clock(
        self, client: Client, adviser: Person, mechanic: Person
    ) -> None:
        page = adviser.log_in(client).get(f"{CENTRE}kunder/").content.decode()
        assert re.search(
            rf'data-key="verksign:demoverkstaden:{adviser.user.id}" data-address="{NEWS}" '
            r'data-now="\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"',
            page,
        )
        assert NEWS not in mechanic.log_in(client).get(CENTRE).content.decode()


class TestExtraJobs:
    def test_an_answer_is_one_line_however_many_jobs_it_is_about(self, garage: Garage) -> None:
        order = garage.order()
        jobs = [priced(garage, order, title) for title in ("Bromsar", "Torkare")]
        document = opened(garage, send(garage, order, jobs))
        said = {str(jobs[0].id): JobAnswer.ACCEPTED, str(jobs[1].id): JobAnswer.DECLINED}
        answer(garage, document, said)

        assert told(garage) == [
            (
                f"Karin Holmgren har svarat om merförsäljning på {order.number}. "
                f"Ja till 1 av 2 jobb, 1{NBSP}000{NBSP}kr av 2{NBSP}000{NBSP}kr."
            )
        ]

    def test_what_staff_wrote_down_is_no_news(self, garage: Garage) -> None:
        job = priced(garage, garage.order(), "Bromsar")
        said = {str(job.id): JobAnswer.ACCEPTED}
        extra_jobs.answer_jobs([job], said, way=AnswerWay.PHONE, at=garage.tick())

        assert told(garage) == []

    def test_lead_to_the_order(self, client: Client, today: Garage, adviser: Person) -> None:
        order = today.order()
        job = priced(today, order, "Bromsar")
        document = opened(today, send(today, order, [job]))
        answer(today, document, {str(job.id): JobAnswer.ACCEPTED})

        since = stamp(today.now - timedelta(minutes=1))
        page = adviser.log_in(client).get(NEWS, {"efter": since}).content.decode()

        assert f'href="/v/demoverkstaden/ordrar/{order.id}/"' in page
        assert f'data-news="{document.id}"' in page
