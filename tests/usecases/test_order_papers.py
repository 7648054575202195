"""The papers of an addition and of a confirmation: printed from the same content, sealed, and verified."""

from datetime import timedelta

import pytest

from tests.documents.reading import text_of
from tests.kit.garage import Garage
from tests.kit.upsells import answer, confirm, opened, priced, send
from verksign.domain.answers import JobAnswer
from verksign.records.models import DigitalDocument
from verksign.usecases.orders.make_order import make_order

pytestmark = pytest.mark.django_db


def words(document: DigitalDocument, paper: str) -> str:
    blob = getattr(DigitalDocument.objects.select_related("workshop").get(pk=document.pk), paper)
    return " ".join(text_of(blob.read()).replace("\u00a0", " ").split())


def test_of_an_addition_has_what_was_ordered_before_and_the_new_total(garage: Garage) -> None:
    order = garage.order()
    jobs = [
        priced(garage, order, "Bromsslang"),
        priced(garage, order, "Original", group="batteri", price="2755"),
        priced(garage, order, "Likvärdigt", group="batteri", price="1990"),
    ]
    document = opened(
        garage,
        send(
            garage,
            order,
            jobs,
            decide_by=garage.now + timedelta(hours=1),
            ready_before="i dag kl. 16:00",
            ready_after="i morgon",
        ),
    )
    offered = words(document, "pdf")
    assert f"Tilläggsarbete {order.number}" in offered
    assert "Då är bilen klar i dag kl. 16:00." in offered
    assert "Redan beställt" in offered
    said = dict.fromkeys([str(job.id) for job in jobs], JobAnswer.NOT_CHOSEN)
    said |= {str(jobs[0].id): JobAnswer.LATER, str(jobs[2].id): JobAnswer.ACCEPTED}
    answer(garage, document, said)
    garage.work()
    sealed = words(document, "sealed")
    assert f"Avtal om tillägg {order.number}" in sealed
    assert "Ny summa" in sealed
    assert "2 990,00" in sealed


def test_of_a_confirmation_orders_nothing_new(garage: Garage) -> None:
    quote = garage.sign(garage.seen()).service_document_id
    order = garage.fresh(make_order(quote_id=quote, by=garage.actor, now=garage.tick()))
    document = opened(garage, confirm(garage, order))
    answer(garage, document, {}, name="")
    garage.work()
    offered, sealed = words(document, "pdf"), words(document, "sealed")
    assert f"Orderbekräftelse {order.number}" in offered
    assert "Inget nytt beställs." in offered
    assert f"Bekräftad order {order.number}" in sealed
    assert "Ångerblankett" not in sealed
