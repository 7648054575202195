"""The order card as it is worked on: edited in place, its work told, closed and opened, written without a quote."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.kit.cast import Person
from tests.kit.garage import Garage
from tests.staff.quotes.desk import SLUG, error_of, facts, parts, value_of, words
from verksign.domain.answers import AnswerWay, JobAnswer
from verksign.records.models import Job, ServiceDocument
from verksign.usecases.digital import extra_jobs
from verksign.usecases.orders.create_empty import create_empty_order


@dataclass
class Desk:
    client: Client
    order: ServiceDocument

    def address(self, path: str = "") -> str:
        return f"/v/{SLUG}/ordrar/{self.order.id}/{path}"

    def read(self, path: str = "", **query: str) -> Any:
        return self.client.get(self.address(path), query)

    def press(self, path: str, **typed: str) -> Any:
        return self.client.post(self.address(path), typed, follow=True)

    def save(self, path: str, **typed: str) -> Any:
        """Post as htmx does."""
        return self.client.post(self.address(path), typed, headers={"HX-Request": "true"})

    @property
    def now(self) -> ServiceDocument:
        return ServiceDocument.objects.get(id=self.order.id)

    def work(self, job: Job) -> str:
        return f"jobb/{job.id}/arbete"


@pytest.fixture
def desk(client: Client, adviser: Person, garage: Garage) -> Desk:
    """Karin's order of a service and brakes."""
    order = garage.order(jobs={"Service": "included", "Bromsar": "included"})
    return Desk(adviser.log_in(client), order)


class TestInPlace:
    def test_saves_a_field_and_sends_the_parts_that_follow(self, desk: Desk) -> None:
        response = desk.save("andra", ready_at="i morgon 16")

        assert response.status_code == 200
        assert {"card-id", "general", "jobs", "extra", "price", "beat"} <= parts(response)
        assert "Lovad " in words(response)
        assert desk.now.ready_at is not None

    def test_shows_what_cannot_be_read_beside_its_field_and_keeps_it(self, desk: Desk) -> None:
        before = facts(desk.now)
        response = desk.save("andra", ready_at="snart")

        assert response.status_code == 422
        assert value_of(response, "order-ready_at") == "snart"
        assert error_of(response, "order-ready_at").startswith("Tiden går inte att läsa.")
        assert facts(desk.now) == before

    def test_works_without_script(self, desk: Desk) -> None:
        page = desk.press("andra", key_tag="14")
        assert page.status_code == 200
        assert value_of(page, "order-key_tag") == "14"

    def test_tells_who_was_first(self, desk: Desk, manager: Person, garage: Garage) -> None:
        read = str(desk.now.version)
        desk.save("andra", key_tag="7")
        response = desk.save("andra", key_tag="8", version=read)

        assert response.status_code == 409
        assert "Anna Lind ändrade under tiden: 7." in error_of(response, "order-key_tag")
        assert desk.now.key_tag == "7"

    def test_offers_no_field_of_what_is_agreed(self, desk: Desk) -> None:
        page = desk.read().content.decode()
        assert 'name="key_tag"' in page
        assert 'name="customer_kind"' not in page

    def test_a_reader_sees_it_and_changes_nothing(
        self, desk: Desk, reader: Person, client: Client
    ) -> None:
        reader.log_in(client)
        page = desk.read().content.decode()
        assert 'name="key_tag"' not in page
        assert 'name="work"' not in page
        assert desk.save("andra", key_tag="1").status_code == 403
        assert desk.now.key_tag == ""


class TestWork:
    def test_is_told_job_by_job_and_the_head_follows(
        self, desk: Desk, mechanic: Person, garage: Garage
    ) -> None:
        job = desk.order.jobs.get(title="Service")
        desk.save(desk.work(job), mechanic_id=str(mechanic.user.pk))
        response = desk.save(desk.work(job), work="ongoing")

        assert f"Serviceorder {desk.order.number} Pågående" in words(response)
        assert "Ali Nouri" in words(desk.read())

    def test_a_mechanic_tells_it_from_the_floor(
        self, desk: Desk, mechanic: Person, client: Client
    ) -> None:
        mechanic.log_in(client)
        job = desk.order.jobs.get(title="Service")
        response = client.post(desk.address(desk.work(job)), {"work": "ongoing"})
        assert (response.status_code, response["Location"]) == (302, f"/v/{SLUG}/")
        assert desk.now.work_status == "ongoing"
        wrong = client.post(desk.address(desk.work(job)), {"work": "lunch"})
        assert (wrong.status_code, wrong["Location"]) == (302, f"/v/{SLUG}/")
        assert desk.now.work_status == "ongoing"


class TestExtraJobs:
    def test_each_stands_with_its_step_and_the_one_thing_to_do(
        self, desk: Desk, garage: Garage
    ) -> None:
        found = garage.found(desk.order, "Däck slitna")
        priced = garage.found(desk.order, package=garage.package())
        page = desk.read()
        text = words(page)

        assert "Däck slitna Bör göras snart Anna" in text
        assert "1 Upptäckt Att prissätta" in text
        assert "2 Prissatt Att skicka" in text
        assert f"jobb/{found.id}/" in page.content.decode()
        assert f"merforsaljning/skicka?jobb={priced.id}" in page.content.decode()

        priced.refresh_from_db()
        said = {str(priced.id): JobAnswer.ACCEPTED}
        extra_jobs.answer_jobs([priced], said, way=AnswerWay.PHONE, at=garage.tick())
        text = words(desk.read())
        assert "Kunden har svarat: ja till Bromsar fram. Svaret är inte kvitterat." in text
        assert "ej kvitterad" in text
        assert "Kvittera Bromsar fram" in text
        assert "Godkända tillägg" in text

    def test_asks_the_database_the_same_whatever_it_holds(self, desk: Desk, garage: Garage) -> None:
        garage.found(desk.order)
        desk.read()
        with CaptureQueriesContext(connection) as few:
            desk.read()
        for number in range(6):
            garage.found(desk.order, f"Fynd {number}")
        with CaptureQueriesContext(connection) as many:
            desk.read()
        assert len(many) == len(few)


class TestPoll:
    def test_is_silent_while_what_is_shown_is_true(self, desk: Desk, garage: Garage) -> None:
        shown = desk.read().context["digest"]
        assert desk.read("nytt", v=shown).status_code == 204
        garage.found(desk.order)
        response = desk.read("nytt", v=shown)
        assert response.status_code == 200
        assert "1 Upptäckt" in words(response)


class TestLife:
    def test_is_closed_and_opened_again(self, desk: Desk) -> None:
        page = desk.press("avsluta")
        assert "Ordern är avslutad." in words(page)
        assert f"Serviceorder {desk.order.number} Avslutad" in words(page)
        assert 'name="key_tag"' not in page.content.decode()
        page = desk.press("oppna")
        assert "Ordern är öppen igen." in words(page)
        assert 'name="key_tag"' in page.content.decode()

    def test_tells_why_it_cannot_be_closed(self, desk: Desk, garage: Garage) -> None:
        garage.found(desk.order, "Däck slitna")
        page = desk.press("avsluta")
        assert "Ordern kan inte avslutas: Däck slitna är inte prissatt." in words(page)
        assert desk.now.closed_at is None

    def test_an_order_of_a_quote_is_never_removed(self, desk: Desk) -> None:
        page = desk.press("ta-bort")
        assert "Ordern är gjord av en offert och tas inte bort." in words(page)
        assert ServiceDocument.objects.filter(id=desk.order.id).exists()

    def test_tells_what_has_been_done(self, desk: Desk) -> None:
        desk.save("andra", key_tag="14")
        text = words(desk.read("historik"))
        assert "Skapade serviceorder" in text
        assert "Nyckelbricka" in text


class TestWithoutAQuote:
    def test_is_made_from_the_vehicles_card_and_asks_first_if_one_is_under_way(
        self, desk: Desk, garage: Garage
    ) -> None:
        vehicle = str(desk.order.vehicle_id)
        address = f"/v/{SLUG}/ordrar/ny"
        asked = desk.client.post(address, {"vehicle_id": vehicle})
        assert desk.order.number in words(asked)
        made = desk.client.post(address, {"vehicle_id": vehicle, "anyway": "1"})
        assert made.status_code == 302
        newest = ServiceDocument.objects.orders().order_by("-created_at", "-id")[0]
        assert made["Location"] == f"/v/{SLUG}/ordrar/{newest.id}/"
        assert (newest.quote, newest.vehicle_id) == (None, desk.order.vehicle_id)

    def test_its_customer_is_chosen_and_its_jobs_are_written(
        self, desk: Desk, garage: Garage
    ) -> None:
        desk.order = create_empty_order(by=garage.actor, now=garage.tick())
        customer = garage.customer(name="Åke Öberg")
        found = desk.client.get(
            desk.address("sok/kund"), {"q": "Åke"}, headers={"HX-Request": "true"}
        )
        assert str(customer.id) in found.content.decode()
        assert desk.address("andra") in found.content.decode()
        desk.save("andra", customer_id=str(customer.id))
        package = garage.package()
        options = desk.client.get(
            desk.address("sok/paket"), {"q": "Brom"}, headers={"HX-Request": "true"}
        ).content.decode()
        assert f"/offerter/{desk.order.id}/paket" in options
        desk.client.post(f"/v/{SLUG}/offerter/{desk.order.id}/paket", {"package_id": package.id})

        page = words(desk.read())
        assert "Åke Öberg" in page
        assert "Bromsar fram" in page
        job = desk.order.jobs.get()
        assert desk.now.gross_ore == job.gross_ore > 0
        desk.save(desk.work(job), work="ongoing")
        assert desk.now.work_status == "ongoing"


class TestList:
    def test_tells_the_day_of_each_order(
        self, desk: Desk, garage: Garage, mechanic: Person
    ) -> None:
        desk.save(
            desk.work(desk.order.jobs.get(title="Service")), mechanic_id=str(mechanic.user.pk)
        )
        desk.save("andra", ready_at="2026-11-26 16:00", key_tag="14")
        garage.found(desk.order)

        page = words(desk.client.get(f"/v/{SLUG}/ordrar/"))

        assert f"{desk.order.number} Karin Holmgren Volvo V60 Förestående" in page
        assert "26 nov 16:00 14 Ali Nouri 1" in page
        assert "Ny serviceorder" in page

    def test_is_narrowed_by_how_the_work_goes_and_by_the_day(self, desk: Desk) -> None:
        desk.save(desk.work(desk.order.jobs.get(title="Service")), work="ongoing")
        desk.save("andra", drop_off_at="i dag 7:30")
        number = desk.order.number
        address = f"/v/{SLUG}/ordrar/"
        for query in ("?arbete=ongoing", "?idag=1", "?mina=1&arbete=ongoing"):
            assert number in words(desk.client.get(f"{address}{query}")), query
        for query in ("?arbete=finished", "?arbete=stopped"):
            assert number not in words(desk.client.get(f"{address}{query}")), query
        desk.save("andra", drop_off_at="i morgon 7:30")
        assert number not in words(desk.client.get(f"{address}?idag=1"))
