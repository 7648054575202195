"""What cannot be edited: a quote that is with the customer, and what belongs to others."""

import pytest
from django.test import Client

from tests.kit.cast import Person
from tests.kit.garage import Garage
from tests.staff.quotes.desk import Card, error_of, facts, words
from verksign.records.models import History, ServiceDocument


class TestLocked:
    @pytest.mark.parametrize(
        ("path", "typed"),
        [
            ("andra", {"notes": "Ny"}),
            ("jobb", {"title": "Nytt"}),
            ("jobb/{job}/", {"title": "Nytt"}),
            ("jobb/{job}/flytta", {"steps": "1"}),
            ("jobb/{job}/ta-bort", {}),
            ("jobb/{job}/rader", {"text": "Ny"}),
            ("rader/{line}", {"quantity": "2"}),
            ("rader/{line}/ta-bort", {}),
        ],
    )
    def test_a_quote_with_the_customer_takes_no_edit_and_shows_itself_as_it_is(
        self,
        card: Card,
        garage: Garage,
        quote: ServiceDocument,
        path: str,
        typed: dict[str, str],
    ) -> None:
        job = quote.jobs.get(title="Service")
        garage.sent(quote)
        before = (facts(card.quote), History.objects.count())

        response = card.save(path.format(job=job.id, line=job.lines.get().id), **typed)

        assert response.status_code == 409
        assert "Offerten är skickad. Välj Ändra offerten för att göra en ny version." in words(
            response
        )
        assert "Lägg till rad" not in words(response)
        assert (facts(card.quote), History.objects.count()) == before


class TestOthers:
    """What belongs to another quote, or to another workshop, is not there."""

    @pytest.fixture
    def theirs(self, stranger: Person) -> ServiceDocument:
        return Garage(stranger.actor).quote()

    @pytest.fixture
    def other(self, garage: Garage) -> ServiceDocument:
        return garage.quote(jobs={"Annat": "included"})

    @pytest.mark.parametrize("whose", ["theirs", "other"])
    def test_jobs_and_lines_are_out_of_reach(
        self, card: Card, request: pytest.FixtureRequest, whose: str
    ) -> None:
        foreign: ServiceDocument = request.getfixturevalue(whose)
        job = foreign.jobs.get()
        line = job.lines.get()
        before = (facts(job), facts(line), History.objects.count())

        statuses = [
            card.save(f"jobb/{job.id}/", title="Stulet").status_code,
            card.save(f"jobb/{job.id}/flytta", steps="1").status_code,
            card.save(f"jobb/{job.id}/rader", text="Stulet").status_code,
            card.save(f"jobb/{job.id}/ta-bort").status_code,
            card.save(f"rader/{line.id}", text="Stulet").status_code,
            card.save(f"rader/{line.id}/ta-bort").status_code,
        ]

        assert statuses == [404] * 6
        job.refresh_from_db()
        line.refresh_from_db()
        assert (facts(job), facts(line), History.objects.count()) == before

    def test_rows_of_their_registers_cannot_be_chosen(
        self, card: Card, stranger: Person, theirs: ServiceDocument
    ) -> None:
        before, job = facts(card.quote), card.quote.jobs.get(title="Service")
        package = Garage(stranger.actor).package()
        line = package.lines.get(article__isnull=False)
        work = package.lines.get(operation__isnull=False)

        answers = {
            field: card.save("andra", **{field: str(value)})
            for field, value in [
                ("customer_id", theirs.customer_id),
                ("vehicle_id", theirs.vehicle_id),
                ("adviser_id", theirs.adviser_id),
            ]
        }
        statuses = [
            card.save("paket", package_id=str(package.id)).status_code,
            card.save(f"jobb/{job.id}/rader", article_id=str(line.article_id)).status_code,
            card.save(f"jobb/{job.id}/rader", operation_id=str(work.operation_id)).status_code,
        ]

        for field, response in answers.items():
            assert response.status_code == 422
            assert error_of(response, f"quote-{field}").startswith("Det du valde finns inte")
            assert "Karin Holmgren" in words(response)
        assert statuses == [404] * 3
        assert facts(card.quote) == before
        assert job.lines.count() == 1

    @pytest.mark.parametrize("bad", ["", "x", "0", "' OR 1=1"])
    def test_ids_that_are_none_are_refused(self, card: Card, bad: str) -> None:
        before, job = facts(card.quote), card.quote.jobs.get(title="Service")

        assert card.save("paket", package_id=bad).status_code == 404
        assert card.save("andra", adviser_id=bad).status_code == 422
        if bad:
            assert card.save(f"jobb/{job.id}/rader", article_id=bad).status_code == 404
            assert card.save("andra", customer_id=bad).status_code == 422

        assert facts(card.quote) == before

    def test_are_not_changed_by_who_works_elsewhere(
        self, client: Client, stranger: Person, quote: ServiceDocument
    ) -> None:
        before = facts(quote)

        response = Card(stranger.log_in(client), quote.id).save("andra", notes="Stulet")

        assert response.status_code == 404
        quote.refresh_from_db()
        assert quote.notes == before["notes"]
