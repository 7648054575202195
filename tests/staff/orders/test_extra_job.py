"""*Prissätt*: an extra job of an order in the quote's own grid."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.kit.cast import Person
from tests.kit.files import jpeg
from tests.kit.garage import Garage
from tests.kit.snapshot import snapshot
from tests.kit.upsells import fresh, priced, send
from tests.staff.quotes.desk import SLUG, words
from verksign.domain.answers import AnswerWay, JobAnswer
from verksign.domain.queues import Queue
from verksign.records.models import Job, Line, ServiceDocument, ServiceNote
from verksign.usecases.digital import extra_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, adviser: Person) -> Client:
    return adviser.log_in(client)


@pytest.fixture
def order(garage: Garage) -> ServiceDocument:
    return garage.order()


@pytest.fixture
def job(garage: Garage, order: ServiceDocument) -> Job:
    return garage.found(order, "Läcker olja. Syns vid lådan.")


def page_of(job: Job) -> str:
    return f"/v/{SLUG}/ordrar/{job.document_id}/jobb/{job.id}/"


def edit(desk: Client, job: Job, path: str, *, htmx: bool = True, **typed: str) -> Any:
    headers = {"HX-Request": "true", "X-Extra-Job": str(job.id)} if htmx else {}
    return desk.post(f"/v/{SLUG}/offerter/{job.document_id}/{path}", typed, headers=headers)


class TestPage:
    def test_shows_what_was_found_and_where_it_stands(self, desk: Client, job: Job) -> None:
        answer = desk.get(page_of(job))

        assert answer.status_code == 200
        shown = words(answer)
        assert "Läcker olja" in shown
        assert "1 Upptäckt 2 Prissatt 3 Hos kund 4 Besvarad" in shown
        assert "Skicka digital merförsäljning" not in shown
        assert 'aria-current="step"><span class="step-no" aria-hidden="true">1' in answer.text

    def test_a_line_with_a_price_makes_it_ready_to_send(self, desk: Client, job: Job) -> None:
        edit(desk, job, f"jobb/{job.id}/rader", text="Packning")
        line = Line.objects.get(job=job)
        answer = edit(desk, job, f"rader/{line.id}", kind="article", unit_price="450")

        assert answer.status_code == 200
        assert fresh(job).queue == Queue.PRICED
        assert "Skicka digital merförsäljning" in words(answer)
        assert answer["X-Quote-Edited"] == "1"

    def test_a_refused_value_stays_where_it_was_typed(self, desk: Client, job: Job) -> None:
        edit(desk, job, f"jobb/{job.id}/rader", text="Packning")
        line = Line.objects.get(job=job)
        answer = edit(desk, job, f"rader/{line.id}", unit_price="mycket")

        assert answer.status_code == 422
        assert "Beloppet går inte att läsa." in words(answer)

    def test_works_without_script(self, desk: Client, job: Job) -> None:
        answer = edit(desk, job, f"jobb/{job.id}/", htmx=False, price_kind="hogsta")

        assert answer.status_code == 302
        assert answer["Location"] == page_of(job)
        assert fresh(job).price_kind == "hogsta"

    def test_a_package_is_found_and_goes_into_the_job(
        self, desk: Client, garage: Garage, job: Job
    ) -> None:
        package = garage.package()
        found = desk.get(f"/v/{SLUG}/offerter/{job.document_id}/sok/rad?job={job.id}&q=brom")
        assert f"jobb/{job.id}/paket" in found.text

        edit(desk, job, f"jobb/{job.id}/paket", package_id=str(package.id))

        assert job.lines.count() == 2
        assert fresh(job).queue == Queue.PRICED

    def test_takes_photos_of_the_job(self, desk: Client, job: Job) -> None:
        file = SimpleUploadedFile("a.jpg", jpeg(64, 48), "image/jpeg")
        answer = desk.post(
            f"/v/{SLUG}/offerter/{job.document_id}/bilagor", {"file": file, "job": str(job.id)}
        )

        assert answer["Location"] == page_of(job)
        assert "Vad visar bilden?" in words(desk.get(page_of(job)))

    def test_what_is_with_the_customer_is_read_and_refused(
        self, desk: Client, garage: Garage, order: ServiceDocument
    ) -> None:
        job = priced(garage, order, "Damask")
        send(garage, order, [job])
        before = snapshot()

        shown = words(desk.get(page_of(job)))
        answer = edit(desk, job, f"jobb/{job.id}/", title="Annat")

        assert "Jobbet är hos kunden." in shown
        assert answer.status_code == 409
        assert snapshot() == before

    def test_polls_only_what_is_new(self, desk: Client, job: Job) -> None:
        digest = desk.get(page_of(job)).text.split("?v=")[1][:16]
        poll = {"HX-Request": "true"}

        assert desk.get(f"{page_of(job)}?v={digest}", headers=poll).status_code == 204
        edit(desk, job, f"jobb/{job.id}/", title="Annat")
        assert desk.get(f"{page_of(job)}?v={digest}", headers=poll).status_code == 200

    def test_another_order_s_job_is_not_there(self, desk: Client, garage: Garage, job: Job) -> None:
        other = garage.order()

        assert desk.get(f"/v/{SLUG}/ordrar/{other.id}/jobb/{job.id}/").status_code == 404

    def test_whoever_only_reads_may_change_nothing(
        self, client: Client, reader: Person, job: Job
    ) -> None:
        reader.log_in(client)

        assert "Lägg till rad" not in words(client.get(page_of(job)))
        assert edit(client, job, f"jobb/{job.id}/", title="Annat").status_code == 403


class TestDropping:
    def test_asks_why(self, desk: Client, job: Job) -> None:
        answer = desk.post(f"{page_of(job)}avfarda", {"reason": ""})

        assert answer.status_code == 422
        assert "Fältet får inte vara tomt." in words(answer)
        assert fresh(job).queue == Queue.FOUND

    def test_ends_on_the_order(self, desk: Client, job: Job) -> None:
        answer = desk.post(f"{page_of(job)}avfarda", {"reason": "Dubblett"})

        assert answer["Location"] == f"/v/{SLUG}/ordrar/{job.document_id}/"
        assert (fresh(job).queue, fresh(job).dropped_reason) == (Queue.ARCHIVED, "Dubblett")


class TestAcknowledging:
    def test_keeps_a_note_of_what_was_declined(
        self, desk: Client, garage: Garage, order: ServiceDocument
    ) -> None:
        job = priced(garage, order, "Damask")
        said = {str(job.id): JobAnswer.DECLINED}
        extra_jobs.answer_jobs([job], said, way=AnswerWay.DESK, at=garage.tick())

        answer = desk.post(f"{page_of(job)}kvittera")

        assert answer["Location"] == f"/v/{SLUG}/ordrar/{order.id}/"
        assert ServiceNote.objects.get().job == job
