"""What the migrations fill in about rows that were there before: the same as is written today."""

from importlib import import_module

import pytest
from django.apps import apps

from tests.kit.cast import Person
from tests.kit.garage import Garage
from verksign.domain.answers import JobAnswer
from verksign.records.models import Customer, ServiceDocument, User
from verksign.usecases.signing.spoken import Spoken
from verksign.usecases.signing.verbal import record_verbal_answer

pytestmark = pytest.mark.django_db
ADVISERS_DAY = import_module("verksign.records.migrations.0003_the_advisers_day")
SUMS = ("offered_jobs", "offered_ore", "accepted_jobs", "accepted_ore")
TWO = {"Service": "included", "Bromsar": "optional"}


def sums() -> list[tuple[int, ...]]:
    return list(ServiceDocument.objects.order_by("created_at", "id").values_list(*SUMS))


def speak(garage: Garage, quote: ServiceDocument) -> None:
    record_verbal_answer(
        quote_id=quote.id,
        spoken=Spoken(
            answers={str(job.id): JobAnswer.ACCEPTED for job in quote.jobs.all()},
            who="Karin Holmgren",
            channel="phone",
            called_by="customer",
            answered_at=garage.now,
        ),
        key=f"v-{quote.id}",
        by=garage.actor,
        now=garage.tick(),
    )


class TestAnswerSums:
    def test_are_those_of_the_answer_that_the_quote_has(self, garage: Garage) -> None:
        partly = garage.seen(garage.quote(jobs=TWO))
        garage.sign(partly, Bromsar=JobAnswer.LATER)
        declined = garage.seen(garage.quote(jobs=TWO))
        garage.decline(declined)
        said_yes_later = garage.seen(garage.quote(jobs=TWO))
        garage.decline(said_yes_later)
        speak(garage, garage.fresh(said_yes_later.service_document_id))
        garage.sent(garage.quote(jobs=TWO))
        written = sums()
        assert [(offered, accepted) for offered, _, accepted, _ in written] == [
            (2, 1),
            (2, 0),
            (2, 2),
            (0, 0),
        ]

        ServiceDocument.objects.update(**dict.fromkeys(SUMS, 0))
        ADVISERS_DAY.fill_answer_sums(apps, None)

        assert sums() == written


class TestSortKeys:
    def test_are_those_that_are_written_today(self, garage: Garage, adviser: Person) -> None:
        garage.customer(name="Bo", city="Åmål")
        garage.customer(name="Ek", city="")
        towns = list(Customer.objects.order_by("name").values_list("city_key", flat=True))
        key = User.objects.get(pk=adviser.user.pk).sort_key
        assert (towns, key) == (["z1mz1l", ""], "anna0lind")

        Customer.objects.update(city_key="")
        User.objects.update(sort_key="")
        ADVISERS_DAY.fill_sort_keys(apps, None)

        assert list(Customer.objects.order_by("name").values_list("city_key", flat=True)) == towns
        assert User.objects.get(pk=adviser.user.pk).sort_key == key
