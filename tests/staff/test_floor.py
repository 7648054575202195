"""The workshop floor: the day of a mechanic, the work he tells of, and what he finds."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.kit import files
from tests.kit.cast import Person
from tests.kit.garage import Garage
from verksign.domain.answers import AnswerWay, JobAnswer
from verksign.records.models import Attachment, Job, ServiceDocument
from verksign.staff.floor import today
from verksign.usecases.digital import extra_jobs
from verksign.usecases.orders.close import close_order
from verksign.usecases.orders.work import change_work

FLOOR = "/v/demoverkstaden/lyft/"
KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def floor(mechanic: Person, client: Client) -> Client:
    return mechanic.log_in(client)


@pytest.fixture
def own(garage: Garage, mechanic: Person) -> ServiceDocument:
    """An order of Ali's."""
    return given(garage, garage.order(jobs={"Service": "included"}), mechanic)


@pytest.fixture
def others(garage: Garage, manager: Person) -> ServiceDocument:
    return given(garage, garage.order(jobs={"Bromsar": "included"}), manager)


def given(garage: Garage, order: ServiceDocument, person: Person) -> ServiceDocument:
    change_work(
        order_id=order.pk,
        job_id=order.jobs.get().pk,
        changes={"mechanic_id": str(person.user.pk)},
        by=garage.actor,
        now=garage.tick(),
    )
    return order


def finding_page(order: ServiceDocument) -> str:
    return f"/v/demoverkstaden/ordrar/{order.pk}/anmarkning"


def told(**more: Any) -> dict[str, Any]:
    return {"finding": "Drivaxeldamask sprucken", "severity": "soon", "key": KEY, **more}


def photo(name: str = "bild.jpg", seed: int = 6) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, files.jpeg_with_place(seed), "image/jpeg")


def by_script(client: Client, order: ServiceDocument, **form: Any) -> tuple[int, dict[str, Any]]:
    response = client.post(
        finding_page(order), told(**form), headers={"Accept": "application/json"}
    )
    return response.status_code, json.loads(response.content)


def answered(garage: Garage, order: ServiceDocument, answer: JobAnswer) -> Job:
    job = garage.found(order, package=garage.package())
    said = {str(job.pk): answer}
    extra_jobs.answer_jobs([job], said, way=AnswerWay.DESK, at=garage.tick())
    return Job.objects.get(pk=job.pk)


class TestToday:
    def test_free_cars_never_crowd_out_own_ones(
        self, garage: Garage, mechanic: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        free = [garage.order(jobs={"Service": "included"}) for _ in range(2)]
        own = given(garage, garage.order(jobs={"Bromsar": "included"}), mechanic)
        for order in (*free, own):
            ServiceDocument.objects.filter(pk=order.pk).update(ready_at=garage.tick())
        monkeypatch.setattr(today, "MOST", 2)
        cars = today.today_of(mechanic.actor, garage.now).cars
        assert [car.order for car in cars] == [own, free[0]]

    def test_shows_own_orders_and_free_ones_but_nobody_elses(
        self, floor: Client, garage: Garage, own: ServiceDocument, others: ServiceDocument
    ) -> None:
        free = garage.order(jobs={"Hjulskifte": "included"})
        page = floor.get("/v/demoverkstaden/")
        today = page.context["today"]
        assert [car.order for car in today.mine] == [own]
        assert [car.order for car in today.free] == [free]
        assert b"Bromsar" not in page.content

    def test_leaves_out_what_comes_tomorrow_and_what_is_closed(
        self, floor: Client, garage: Garage, own: ServiceDocument, mechanic: Person
    ) -> None:
        tomorrow = given(garage, garage.order(), mechanic)
        tomorrow.drop_off_at = timezone.now() + timedelta(days=1)
        tomorrow.save(update_fields=["drop_off_at"])
        closed = given(garage, garage.order(), mechanic)
        closed.closed_at = timezone.now()
        closed.save(update_fields=["closed_at"])
        today = floor.get(FLOOR).context["today"]
        assert [car.order for car in today.mine] == [own]

    def test_shows_prices_only_where_the_workshop_says_so(
        self, floor: Client, own: ServiceDocument, mechanic: Person
    ) -> None:
        assert "kr" not in floor.get(FLOOR).content.decode().split("</header>")[1]
        mechanic.workshop.floor_sees_prices = True
        mechanic.workshop.save(update_fields=["floor_sees_prices"])
        assert "1\u00a0000" in floor.get(FLOOR).content.decode()

    def test_is_silent_while_nothing_has_changed(
        self, floor: Client, garage: Garage, own: ServiceDocument
    ) -> None:
        seen = floor.get(FLOOR).context["today"].digest
        assert floor.get(f"{FLOOR}nytt", {"v": seen}).status_code == 204
        answered(garage, own, JobAnswer.ACCEPTED)
        news = floor.get(f"{FLOOR}nytt", {"v": seen})
        assert news.status_code == 200
        assert "Svar att kvittera" in news.content.decode()


class TestOrder:
    def test_is_there_for_its_mechanic_and_404_for_anothers(
        self, floor: Client, own: ServiceDocument, others: ServiceDocument
    ) -> None:
        assert floor.get(f"{FLOOR}{own.pk}/").status_code == 200
        for address in (f"{FLOOR}{others.pk}/", f"{FLOOR}{others.pk}/nytt", finding_page(others)):
            assert floor.get(address).status_code == 404
        assert floor.post(finding_page(others), told()).status_code == 404
        assert Job.objects.found().count() == 0

    def test_an_answer_is_acknowledged_and_the_approved_job_is_work(
        self, floor: Client, garage: Garage, own: ServiceDocument
    ) -> None:
        job = answered(garage, own, JobAnswer.ACCEPTED)
        page = floor.get(f"{FLOOR}{own.pk}/")
        assert [task.job for task, _photos in page.context["tasks"]][-1] == job
        address = f"/v/demoverkstaden/ordrar/{own.pk}/jobb/{job.pk}/kvittera"
        assert address in page.content.decode()
        assert floor.post(address, {"next": FLOOR}).headers["Location"] == FLOOR
        assert Job.objects.get(pk=job.pk).queue == "archived"
        assert floor.get(FLOOR).context["today"].answers == 0


class TestWork:
    def press(self, client: Client, order: ServiceDocument, **form: str) -> str:
        job = order.jobs.get()
        response = client.post(f"{FLOOR}{order.pk}/jobb/{job.pk}/arbete", form)
        assert response.status_code == 302
        return Job.objects.get(pk=job.pk).work

    def test_goes_forward_and_stops_by_one_tap_each(
        self, floor: Client, own: ServiceDocument
    ) -> None:
        for status in ("ongoing", "stopped", "ongoing", "finished"):
            assert self.press(floor, own, work=status) == status

    def test_a_free_job_is_taken(self, floor: Client, garage: Garage, mechanic: Person) -> None:
        free = garage.order()
        assert self.press(floor, free) == "upcoming"
        assert free.jobs.get().mechanic_id == mechanic.user.pk
        assert [car.order for car in floor.get(FLOOR).context["today"].mine] == [free]

    def test_anothers_is_404_and_stays(self, floor: Client, others: ServiceDocument) -> None:
        job = others.jobs.get()
        address = f"{FLOOR}{others.pk}/jobb/{job.pk}/arbete"
        assert floor.post(address, {"work": "finished"}).status_code == 404
        assert Job.objects.get(pk=job.pk).work == "upcoming"


class TestPlainForm:
    def test_reports_with_its_photos_and_a_second_press_doubles_nothing(
        self, floor: Client, own: ServiceDocument
    ) -> None:
        for _press in range(2):
            form = told(file=[photo("a.jpg"), photo("b.jpg", 3)])
            response = floor.post(finding_page(own), form)
            assert response.headers["Location"] == f"{FLOOR}{own.pk}/"
        job = Job.objects.found().get()
        assert (job.finding, job.severity, job.queue) == (
            "Drivaxeldamask sprucken",
            "soon",
            "found",
        )
        photos = Attachment.objects.filter(job=job.pk).order_by("position")
        assert [row.name for row in photos] == ["a.jpg", "b.jpg"]
        page = floor.get(f"{FLOOR}{own.pk}/").content.decode()
        picture = f"{FLOOR}{own.pk}/bild/{photos[0].pk}/{photos[0].blob.sha256}.jpg"
        assert picture in page
        assert floor.get(picture)["Content-Type"] == "image/jpeg"

    def test_what_is_refused_keeps_what_was_typed(
        self, floor: Client, own: ServiceDocument
    ) -> None:
        page = floor.post(finding_page(own), told(severity=""))
        assert page.status_code == 422
        assert "Drivaxeldamask sprucken" in page.content.decode()
        assert KEY in page.content.decode()
        assert Job.objects.found().count() == 0

    def test_a_photo_that_cannot_be_read_loses_nothing_else(
        self, floor: Client, own: ServiceDocument
    ) -> None:
        broken = SimpleUploadedFile("x.jpg", b"<svg/>", "image/jpeg")
        floor.post(finding_page(own), told(file=[broken, photo()]))
        assert Attachment.objects.get().job == Job.objects.found().get().pk


class TestFromTheQueue:
    def test_each_photo_goes_by_itself_and_again_is_the_same(
        self, floor: Client, own: ServiceDocument
    ) -> None:
        for place in (0, 1, 1, 0):
            form = {"file": photo(seed=place + 2), "photo_key": f"{KEY}-{place}"}
            status, said = by_script(floor, own, **form)
            assert (status, said["sentence"]) == (
                200,
                "Anmärkningen är skickad: Drivaxeldamask sprucken",
            )
        assert Job.objects.found().count() == 1
        keys = Attachment.objects.order_by("position").values_list("key", flat=True)
        assert list(keys) == [f"{KEY}-0", f"{KEY}-1"]

    def test_somebody_elses_words_are_not_sent(
        self, floor: Client, own: ServiceDocument, adviser: Person
    ) -> None:
        assert by_script(floor, own, user=str(adviser.user.pk))[0] == 409
        assert Job.objects.found().count() == 0

    def test_a_closed_order_says_so(
        self, floor: Client, own: ServiceDocument, garage: Garage
    ) -> None:
        close_order(order_id=own.pk, by=garage.actor, now=garage.tick())
        status, said = by_script(floor, own)
        assert status == 409
        assert said["sentence"] == "Ordern är avslutad. Öppna den igen först."
        assert Job.objects.found().count() == 0

    def test_what_no_photo_is_gets_its_sentence_and_the_finding_stays(
        self, floor: Client, own: ServiceDocument
    ) -> None:
        pdf = SimpleUploadedFile("x.pdf", files.pdf(1), "application/pdf")
        status, said = by_script(floor, own, file=pdf, photo_key=f"{KEY}-0")
        assert (status, said["photo"]) == (422, True)
        assert (Job.objects.found().count(), Attachment.objects.count()) == (1, 0)

    def test_without_a_session_it_is_told_to_log_in(
        self, client: Client, own: ServiceDocument
    ) -> None:
        headers = {"Accept": "application/json", "HX-Request": "true"}
        assert client.post(finding_page(own), told(), headers=headers).status_code == 401
        assert Job.objects.found().count() == 0
