"""*Siffror* in the role centre: the same numbers as somebody would count by hand."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.kit.cast import Person
from tests.kit.garage import Garage
from tests.staff.asking import failed
from verksign.domain.answers import JobAnswer
from verksign.domain.figures import Figure, Measure, figures_of
from verksign.domain.money import NBSP
from verksign.staff.centre.figures import chart_of, length_words, shown, told
from verksign.usecases.quotes.reopen import reopen_quote
from verksign.usecases.signing.cancel import cancel
from verksign.usecases.signing.spoken import Spoken
from verksign.usecases.signing.verbal import record_verbal_answer

FIGURES = "/v/demoverkstaden/siffror"
CENTRE = "/v/demoverkstaden/"
WEEKS = timedelta(weeks=12)
HOUR = timedelta(hours=1)
TWO = {"Service": "included", "Bromsar": "optional"}


def say(garage: Garage, quote_id: object, answer: JobAnswer = JobAnswer.ACCEPTED) -> None:
    quote = garage.fresh(quote_id)  # type: ignore[arg-type]
    spoken = Spoken(
        answers={str(job.id): answer for job in quote.jobs.all()},
        who="Karin",
        channel="desk",
        called_by="",
        answered_at=garage.now,
    )
    record_verbal_answer(
        quote_id=quote.id, spoken=spoken, key=f"{quote.id}", by=garage.actor, now=garage.tick()
    )


def values(garage: Garage, **which: bool) -> dict[Measure, float | None]:
    rows = told(garage.actor, garage.now - WEEKS, **which)
    return {figure.measure: figure.value for figure in figures_of(rows, garage.now)}


class TestNumbers:
    def test_are_what_somebody_would_count_by_hand(self, garage: Garage) -> None:
        half = garage.seen(garage.quote(jobs=TWO))
        garage.tick(HOUR)
        garage.sign(half, Bromsar=JobAnswer.DECLINED)  # 1 of 2 jobs, 1 000 of 2 000 kr
        garage.decline(garage.seen())  # 0 of 1, 0 of 1 000
        say(garage, garage.quote().id)  # spoken only: 1 of 1, 1 000 of 1 000
        say(garage, garage.sent().service_document_id)  # spoken after a link: the same
        garage.sent()  # no answer yet
        # None of these has reached a customer, or waits for one:
        failed(garage)
        garage.quote()
        cancel(document_id=garage.sent().id, by=garage.actor, now=garage.tick())
        replaced = garage.sent().service_document
        reopen_quote(quote_id=replaced.id, by=garage.actor, now=garage.tick())
        garage.send(garage.quote())

        found = values(garage)

        assert found[Measure.ANSWERED] == 4 / 5
        assert found[Measure.JOBS] == 3 / 5
        assert found[Measure.KRONOR] == 300_000 / 500_000
        assert found[Measure.TO_SEEN] == 1

    def test_are_incl_vat_also_for_a_company(self, garage: Garage) -> None:
        company = garage.customer(kind="company", name="Åkeri AB", org_number="556036-0793")
        quote = garage.quote(customer=company)
        assert (quote.amounts, quote.total_ore, quote.gross_ore) == ("excl", 100_000, 125_000)

        garage.sign(garage.seen(quote))

        (row,) = told(garage.actor, garage.now - WEEKS)
        assert (row.offered_ore, row.accepted_ore) == (125_000, 125_000)

    def test_a_new_version_counts_once(self, garage: Garage) -> None:
        quote = garage.sent().service_document
        reopen_quote(quote_id=quote.id, by=garage.actor, now=garage.tick())
        garage.sign(garage.seen(garage.fresh(quote)))

        assert len(list(told(garage.actor, garage.now - WEEKS))) == 1

    def test_what_was_declined_and_sent_anew_counts_as_it_stands(self, garage: Garage) -> None:
        quote = garage.quote()
        garage.decline(garage.seen(quote))
        garage.job(quote, "Billigare", price="10")
        garage.sent(garage.fresh(quote))

        (row,) = told(garage.actor, garage.now - WEEKS)
        assert row.answered_at is None

    def test_are_of_my_own_quotes_when_i_ask_for_mine(
        self, garage: Garage, manager: Person
    ) -> None:
        garage.sign(garage.seen())
        other = Garage(manager.actor, now=garage.now, keys=garage.keys)
        other.sent()
        garage.now = other.now

        assert values(garage)[Measure.ANSWERED] == 0.5
        assert values(garage, mine=True)[Measure.ANSWERED] == 1

    def test_never_see_another_workshop(self, garage: Garage, stranger: Person) -> None:
        garage.sign(garage.seen())

        assert list(told(stranger.actor, garage.now - WEEKS)) == []

    def test_take_two_queries(
        self, garage: Garage, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        garage.sign(garage.seen())
        with django_assert_num_queries(2):
            list(told(garage.actor, garage.now - WEEKS))


class TestWords:
    @pytest.mark.parametrize(
        ("seconds", "words"),
        [(20, "0 min"), (89, "1 min"), (1440, "24 min"), (5400, "2 tim"), (86_400, "1 dygn")],
    )
    def test_a_wait_is_to_the_nearest(self, seconds: int, words: str) -> None:
        assert length_words(seconds) == words.replace(" ", NBSP)

    def test_more_answers_are_good_and_longer_waits_are_bad(self) -> None:
        none = (None,) * 12
        more = shown(Figure(Measure.ANSWERED, 0.87, 0.83, none))
        longer = shown(Figure(Measure.TO_ANSWER, 1740.0, 1440.0, none))
        same = shown(Figure(Measure.JOBS, 0.641, 0.64, none))

        assert (more.value, more.change, more.cue) == (f"87{NBSP}%", "+4", "good")
        assert (longer.value, longer.change, longer.cue) == (
            f"29{NBSP}min",
            f"+5{NBSP}min",
            "bad",
        )
        assert (same.change, same.cue) == ("±0", "")


class TestChart:
    def test_goes_from_the_lowest_to_the_highest(self) -> None:
        figure = Figure(Measure.ANSWERED, 0.5, None, (0.0, *(None,) * 10, 1.0))

        chart = chart_of(figure)

        assert chart is not None
        assert chart.points == "2.0,19.0 121.0,3.0"
        assert (chart.normal, chart.x, chart.y) == ("11.0", "121.0", "3.0")

    def test_there_is_none_without_numbers(self) -> None:
        assert chart_of(Figure(Measure.ANSWERED, None, None, (None,) * 12)) is None


class TestPage:
    def test_is_loaded_by_the_centre_and_stands_alone_without_script(
        self, client: Client, adviser: Person
    ) -> None:
        garage = Garage(adviser.actor, now=timezone.now() - HOUR)
        garage.sign(garage.seen())
        page = adviser.log_in(client).get(CENTRE).content.decode()
        assert f'hx-get="{FIGURES}?mina=0" hx-trigger="load, every 600s"' in page
        assert f'<a href="{FIGURES}?mina=0">' in page

        whole = client.get(FIGURES).content.decode()
        fragment = client.get(FIGURES, headers={"HX-Request": "true"}).content.decode()

        assert fragment.strip().startswith('<ul class="figures">')
        for each in (whole, fragment):
            assert re.findall(r"<strong>([^<]+)<?", each)[:3] == [f"100{NBSP}%"] * 3
            assert "style=" not in each
