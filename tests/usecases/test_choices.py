"""*Valfri försäljning*: which choice rules a job may have, on a quote and for what is found on an order."""

import pytest

from tests.kit.garage import Garage
from tests.kit.snapshot import snapshot
from verksign.domain.answers import ChoiceRule, JobAnswer
from verksign.domain.customers import CustomerKind
from verksign.records.models import Job, ServiceDocument
from verksign.usecases.orders.make_order import make_order
from verksign.usecases.quotes.jobs import change_job, offered_choices
from verksign.usecases.registers.fields import InvalidFields

pytestmark = pytest.mark.django_db


def change(garage: Garage, document: ServiceDocument, job: Job, **changes: str) -> Job:
    return change_job(
        quote_id=document.id, job_id=job.id, changes=changes, by=garage.actor, now=garage.tick()
    )


class TestAlternatives:
    def test_the_first_names_its_group_and_the_next_joins_it(self, garage: Garage) -> None:
        quote = garage.quote(jobs={"Original": "included", "Likvärdigt": "included"})
        first, second = quote.jobs.order_by("position")

        assert change(garage, quote, first, choice="alternative").group == "Alternativ"
        assert change(garage, quote, first, group="Batteri").group == "Batteri"
        assert change(garage, quote, second, choice="alternative").group == "Batteri"

    def test_leaving_the_choice_leaves_the_group(self, garage: Garage) -> None:
        quote = garage.quote()
        job = change(garage, quote, quote.jobs.get(), choice="alternative", group="Batteri")

        assert change(garage, quote, job, choice="optional").group == ""

    def test_one_is_taken_and_becomes_the_order(self, garage: Garage) -> None:
        quote = garage.quote(jobs={"Original": "alternative", "Likvärdigt": "alternative"})
        document = garage.seen(quote)
        answers = {"Original": JobAnswer.NOT_CHOSEN, "Likvärdigt": JobAnswer.ACCEPTED}

        garage.sign(document, **answers)
        order = make_order(quote_id=quote.id, by=garage.actor, now=garage.tick())

        made = order.jobs.get()
        assert (made.title, made.choice, made.group) == ("Likvärdigt", ChoiceRule.INCLUDED, "")
        assert order.gross_ore == 100_000


class TestPreTicked:
    def test_is_refused_for_a_consumer_and_changes_nothing(self, garage: Garage) -> None:
        quote = garage.quote()
        before = snapshot()

        with pytest.raises(InvalidFields) as refusal:
            change(garage, quote, quote.jobs.get(), choice="preselected")

        assert refusal.value.problems == {"choice": "not_for_consumers"}
        assert snapshot() == before

    def test_is_for_companies(self, garage: Garage) -> None:
        quote = garage.quote()
        garage.change(quote, customer_kind="company")

        assert change(garage, quote, quote.jobs.get(), choice="preselected").choice == (
            ChoiceRule.PRESELECTED
        )


class TestFound:
    def test_what_is_found_is_never_included(self, garage: Garage) -> None:
        order = garage.order()
        job = garage.found(order)

        with pytest.raises(InvalidFields) as refusal:
            change(garage, order, job, choice="included")

        assert refusal.value.problems == {"choice": "not_a_choice"}
        assert order.customer_kind == CustomerKind.CONSUMER
        assert offered_choices(order, job) == (ChoiceRule.OPTIONAL, ChoiceRule.ALTERNATIVE)
