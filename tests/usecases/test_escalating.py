"""An answer that nobody acknowledges in time is an alarm, once, and gone when it is acknowledged."""

from datetime import datetime, timedelta

import pytest

from tests.kit.cast import Person
from tests.kit.garage import Garage
from verksign.domain.answers import AnswerWay, JobAnswer
from verksign.records.models import Alarm, Job, Workshop
from verksign.staff.centre.alarms import alarms_of
from verksign.usecases.digital import extra_jobs
from verksign.usecases.messages.todo import ToDoKind, finish
from verksign.usecases.signing.sweep import sweep
from verksign.usecases.upsell.acknowledge import acknowledge

pytestmark = pytest.mark.django_db
HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture
def job(garage: Garage) -> Job:
    found = garage.found(garage.order(), package=garage.package())
    said = {str(found.id): JobAnswer.ACCEPTED}
    extra_jobs.answer_jobs([found], said, way=AnswerWay.PHONE, at=garage.tick())
    return Job.objects.get(pk=found.pk)


def since(job: Job, wait: timedelta) -> datetime:
    assert job.queue_at
    return job.queue_at + wait


def standing() -> list[tuple[str, object]]:
    return [(alarm.kind, alarm.job_id) for alarm in Alarm.objects.not_done()]


class TestEscalate:
    def test_says_it_once_when_the_time_has_passed(self, job: Job) -> None:
        sweep(now=since(job, timedelta(minutes=29)))
        assert standing() == []

        sweep(now=since(job, HALF_AN_HOUR))
        sweep(now=since(job, timedelta(minutes=31)))

        assert standing() == [("not_acknowledged", job.id)]

    def test_is_gone_when_it_is_acknowledged(self, garage: Garage, job: Job) -> None:
        sweep(now=since(job, HALF_AN_HOUR))

        acknowledge(job_id=job.id, by=garage.actor, now=since(job, timedelta(hours=1)))
        sweep(now=since(job, timedelta(hours=2)))

        assert standing() == []

    def test_is_not_raised_about_what_was_acknowledged_in_time(
        self, garage: Garage, job: Job
    ) -> None:
        acknowledge(job_id=job.id, by=garage.actor, now=since(job, timedelta(minutes=5)))

        sweep(now=since(job, HALF_AN_HOUR))

        assert not Alarm.objects.exists()

    def test_marked_done_it_does_not_come_back(self, garage: Garage, job: Job) -> None:
        sweep(now=since(job, HALF_AN_HOUR))
        alarm = Alarm.objects.get()
        later = since(job, timedelta(hours=1))
        finish(kind=ToDoKind.ALARM, row_id=alarm.id, by=garage.actor, now=later)

        sweep(now=since(job, timedelta(hours=2)))

        assert standing() == []

    def test_waits_as_long_as_the_workshop_says(self, garage: Garage, job: Job) -> None:
        Workshop.objects.update(acknowledge_within_minutes=90)

        sweep(now=since(job, timedelta(minutes=89)))
        assert standing() == []
        sweep(now=since(job, timedelta(minutes=90)))
        assert standing() == [("not_acknowledged", job.id)]

    def test_is_the_advisers_own(self, job: Job, garage: Garage, manager: Person) -> None:
        sweep(now=since(job, HALF_AN_HOUR))

        assert [alarm.job for alarm in alarms_of(garage.actor, mine=True)] == [job]
        assert list(alarms_of(manager.actor, mine=True)) == []
        assert [alarm.job for alarm in alarms_of(manager.actor)] == [job]
