"""*Servicenoteringar*: the list, what is done from it, and where a note is seen when the vehicle comes again."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.kit.cast import Person
from tests.kit.garage import Garage
from tests.staff.quotes.desk import SLUG, words
from verksign.domain.answers import AnswerWay, JobAnswer
from verksign.domain.dates import local_date
from verksign.records.models import Job, ServiceDocument, ServiceNote
from verksign.usecases.digital import extra_jobs
from verksign.usecases.upsell.acknowledge import acknowledge

pytestmark = pytest.mark.django_db

LIST = f"/v/{SLUG}/servicenoteringar/"


@pytest.fixture
def desk(client: Client, adviser: Person) -> Client:
    return adviser.log_in(client)


@pytest.fixture
def note(garage: Garage) -> ServiceNote:
    job = garage.found(garage.order(), package=garage.package())
    said = {str(job.id): JobAnswer.DECLINED}
    extra_jobs.answer_jobs(
        [Job.objects.get(pk=job.pk)], said, way=AnswerWay.PHONE, at=garage.tick()
    )
    made = acknowledge(job_id=job.id, by=garage.actor, now=garage.tick())
    assert made
    return made


class TestList:
    def test_shows_what_is_due_and_with_a_press_all_that_stands(
        self, desk: Client, note: ServiceNote
    ) -> None:
        today = local_date(timezone.now())
        ServiceNote.objects.update(follow_up_on=today + timedelta(1))
        assert "Inget att följa upp i dag." in words(desk.get(LIST))
        assert "Bromsar fram" in words(desk.get(f"{LIST}?visa=alla"))

        ServiceNote.objects.update(follow_up_on=today)
        assert "Bromsar fram" in words(desk.get(LIST))

    def test_moves_it_and_is_done_with_it(self, desk: Client, note: ServiceNote) -> None:
        back = f"{LIST}?visa=alla"
        answer = desk.post(
            f"{LIST}{note.id}/andra",
            {"follow_up_on": "2027-06-01", "follow_up_mil": "12 500", "next": back},
        )
        note.refresh_from_db()
        assert answer["Location"] == back
        assert (str(note.follow_up_on), note.follow_up_mil) == ("2027-06-01", 12_500)

        refused = desk.post(f"{LIST}{note.id}/klar", {"reason": ""}, follow=True)
        assert "Fältet får inte vara tomt." in words(refused)
        desk.post(f"{LIST}{note.id}/klar", {"reason": "Bilen såld"})
        assert not ServiceNote.objects.standing().exists()


class TestOfferAgain:
    def test_ends_where_the_extra_job_is_priced(self, desk: Client, note: ServiceNote) -> None:
        answer = desk.post(f"{LIST}{note.id}/erbjud")

        job = Job.objects.found().get(document=note.order, queue="priced")
        assert answer["Location"] == f"/v/{SLUG}/ordrar/{note.order_id}/jobb/{job.id}/"

    def test_or_on_a_new_quote(self, desk: Client, note: ServiceNote) -> None:
        ServiceDocument.objects.filter(pk=note.order_id).update(closed_at=timezone.now())

        answer = desk.post(f"{LIST}{note.id}/erbjud")

        quote = ServiceDocument.objects.quotes().get(order=None)
        assert answer["Location"] == f"/v/{SLUG}/offerter/{quote.id}/"


class TestSeen:
    def test_on_the_vehicle_s_card_and_in_the_fact_boxes(
        self, desk: Client, note: ServiceNote
    ) -> None:
        for address in (
            f"/v/{SLUG}/fordon/{note.vehicle_id}/",
            f"/v/{SLUG}/ordrar/{note.order_id}/",
            f"/v/{SLUG}/offerter/{note.order.quote_id}/",
        ):
            shown = words(desk.get(address))
            assert "Servicenoteringar Bör göras snart Bromsar fram Nej" in shown, address
            assert "Erbjud igen" in shown
