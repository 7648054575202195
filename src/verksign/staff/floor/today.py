"""What a mechanic has before him today: cars, their jobs, answers to read and orders that nobody has."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.utils import timezone

from verksign.domain.access import Actor, Permission
from verksign.domain.answers import JobAnswer
from verksign.domain.dates import local_date
from verksign.domain.order_states import WorkStatus
from verksign.domain.queues import UNANSWERED, Origin, Queue
from verksign.domain.severity import Severity
from verksign.records.models import Job, ServiceDocument, Workshop
from verksign.records.models.service_documents import ServiceDocumentQuerySet

MOST = 60
NEXT = {
    WorkStatus.UPCOMING: WorkStatus.ONGOING,
    WorkStatus.ONGOING: WorkStatus.FINISHED,
    WorkStatus.STOPPED: WorkStatus.ONGOING,
}
"""One tap forward."""


@dataclass(frozen=True, slots=True)
class Task:
    job: Job

    @property
    def status(self) -> WorkStatus:
        return WorkStatus(self.job.work or WorkStatus.UPCOMING)

    @property
    def forward(self) -> WorkStatus | None:
        return NEXT.get(self.status)

    @property
    def is_found(self) -> bool:
        return self.job.origin == Origin.FOUND

    @property
    def may_stop(self) -> bool:
        return self.status in {WorkStatus.UPCOMING, WorkStatus.ONGOING}


@dataclass(frozen=True)
class Car:
    order: ServiceDocument
    jobs: tuple[Job, ...]
    actor: Actor

    @cached_property
    def tasks(self) -> list[Task]:
        """What was ordered or approved: the work."""
        return [Task(job) for job in self.jobs if _is_work(job)]

    @cached_property
    def found(self) -> list[Job]:
        """Extra jobs on their way, and those that became no work."""
        rows = [job for job in self.jobs if job.origin == Origin.FOUND and not _is_work(job)]
        return sorted(rows, key=lambda job: (job.position, job.id), reverse=True)

    @cached_property
    def waiting(self) -> list[Job]:
        return [job for job in self.found if job.queue in UNANSWERED]

    @cached_property
    def with_customer(self) -> int:
        return sum(job.queue == Queue.WITH_CUSTOMER for job in self.found)

    @cached_property
    def answers(self) -> list[Job]:
        """Answers that nobody has acknowledged."""
        return [job for job in self.jobs if job.queue == Queue.ANSWERED]

    @cached_property
    def worst(self) -> str:
        """The gravest finding that has no answer."""
        graded = [Severity(job.severity) for job in self.waiting if job.severity]
        return min(graded, key=lambda each: each.rank, default="")

    @property
    def is_mine(self) -> bool:
        return any(self.actor.user_id in {job.mechanic_id, job.reported_by_id} for job in self.jobs)

    @property
    def is_done(self) -> bool:
        return self.order.work_status == WorkStatus.FINISHED

    @property
    def title(self) -> str:
        return ", ".join(task.job.title for task in self.tasks[:3])

    @property
    def is_late(self) -> bool:
        ready = self.order.ready_at
        return bool(ready and not self.is_done and ready - timezone.now() < timedelta(hours=1))


@dataclass(frozen=True)
class Today:
    cars: tuple[Car, ...]

    @cached_property
    def mine(self) -> list[Car]:
        return [car for car in self.cars if car.is_mine]

    @cached_property
    def free(self) -> list[Car]:
        return [car for car in self.cars if not car.is_mine and car.tasks]

    @cached_property
    def answered(self) -> list[Car]:
        return [car for car in self.mine if car.answers]

    @property
    def answers(self) -> int:
        return sum(len(car.answers) for car in self.answered)

    @property
    def done(self) -> int:
        return sum(car.is_done for car in self.mine)

    @property
    def digest(self) -> str:
        return digest_of(self.cars)


def digest_of(cars: Sequence[Car]) -> str:
    """Tell whether anything that the page shows has changed."""
    told = [
        (
            car.order.id,
            car.order.updated_at,
            car.order.version,
            car.is_late,
            [
                (job.id, job.work, job.queue, job.answer, job.mechanic_id, job.digital_status)
                for job in car.jobs
            ],
        )
        for car in cars
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def sees_prices(actor: Actor, workshop: Workshop) -> bool:
    return workshop.floor_sees_prices or actor.may(Permission.READ)


def today_of(actor: Actor, now: datetime) -> Today:
    day_is_over = Q(drop_off_at__gte=_midnight(now))
    rows = orders_within(actor).filter(closed_at=None).exclude(day_is_over)
    # Whoever reads every order has thousands within reach: on the floor it is their own that count.
    if actor.may(Permission.READ):
        rows = rows.filter(Q(jobs__mechanic=actor.user_id) | Q(jobs__reported_by=actor.user_id))
    # Their own cars first: those that nobody has are sometimes more than a page holds.
    jobs = Job.objects.filter(document=OuterRef("pk"))
    mine = jobs.filter(Q(mechanic=actor.user_id) | Q(reported_by=actor.user_id))
    first = (Exists(mine).desc(), F("ready_at").asc(nulls_last=True), "created_at", "id")
    rows = rows.distinct().order_by(*first)[:MOST]
    return Today(tuple(car_of(row, actor) for row in rows))


def orders_within(actor: Actor) -> ServiceDocumentQuerySet:
    jobs = Job.objects.order_by("position", "id").select_related("mechanic", "sending")
    rows = ServiceDocument.objects.within_reach(actor).with_cards()
    return rows.prefetch_related(Prefetch("jobs", queryset=jobs))


def car_of(order: ServiceDocument, actor: Actor) -> Car:
    return Car(order, tuple(order.jobs.all()), actor)


def _is_work(job: Job) -> bool:
    return job.origin == Origin.ORDERED or job.answer == JobAnswer.ACCEPTED


def _midnight(now: datetime) -> datetime:
    tomorrow = local_date(now) + timedelta(days=1)
    local = timezone.localtime(now)
    return local.replace(
        year=tomorrow.year, month=tomorrow.month, day=tomorrow.day, hour=0, minute=0, second=0
    )
