"""The order confirmation: what is agreed, confirmed or, where nothing was signed, ordered by it."""

import json

import pytest

from tests.kit.garage import VISIT, Garage
from tests.kit.snapshot import snapshot
from tests.kit.upsells import answer, confirm, fresh, opened, priced, send
from verksign.domain.answers import JobAnswer
from verksign.records.models import DigitalDocument, Message, ServiceDocument
from verksign.usecases.digital.open import AlreadyOpen
from verksign.usecases.orders.make_order import make_order
from verksign.usecases.quotes.editing import QuoteLocked
from verksign.usecases.quotes.jobs import add_job
from verksign.usecases.registers import InvalidFields
from verksign.usecases.signing.answer import decline
from verksign.usecases.signing.cancel import cancel

pytestmark = pytest.mark.django_db


def signed_order(garage: Garage) -> ServiceDocument:
    document = garage.sign(garage.seen())
    order = make_order(quote_id=document.service_document_id, by=garage.actor, now=garage.tick())
    return garage.fresh(order)


class TestOfASignedQuote:
    def test_confirms_and_orders_nothing_new(self, garage: Garage) -> None:
        order = signed_order(garage)
        content = json.loads(confirm(garage, order).content)
        assert content["confirms"]["number"] == order.quote.number  # type: ignore[union-attr]
        assert content["texts"]["button"]["text"] == "Ja, det stämmer"
        assert set(content["texts"]) == {"button", "safe"}
        assert "right" not in {term["key"] for term in content["terms"]}
        assert [job["choice"] for job in content["jobs"]] == ["included"]

    def test_yes_needs_no_name_and_stands_on_the_order(self, garage: Garage) -> None:
        order = signed_order(garage)
        document = answer(garage, opened(garage, confirm(garage, order)), {}, name="")
        assert (document.status, document.signer_name) == ("signed", "")
        after = garage.fresh(order)
        assert (after.digital_status, after.answer) == ("signed", "approved_digitally")
        assert after.total_ore == 100_000
        garage.work()
        assert garage.reload(document).sealed is not None

    def test_no_says_what_is_wrong_and_takes_no_job_away(self, garage: Garage) -> None:
        order = signed_order(garage)
        document = opened(garage, confirm(garage, order))
        decline(
            token=garage.token(document),
            content_sha256=document.content_sha256,
            reason="Tiden stämmer inte",
            visit=VISIT,
            now=garage.tick(),
        )
        after = garage.fresh(order)
        assert (after.digital_status, after.answer, after.total_ore) == (
            "rejected",
            "rejected",
            100_000,
        )
        assert {job.work for job in order.jobs.all()} == {"upcoming"}
        garage.work()
        assert garage.reload(document).sealed is not None

    def test_additions_signed_by_link_are_signed_too(self, garage: Garage) -> None:
        order = signed_order(garage)
        hose = priced(garage, order, "Bromsslang")
        document = opened(garage, send(garage, order, [hose]))
        answer(garage, document, {str(hose.id): JobAnswer.ACCEPTED})
        content = json.loads(confirm(garage, order).content)
        assert [job["title"] for job in content["jobs"]] == ["Service", "Bromsslang"]
        assert "confirms" in content


class TestOfWhatWasNeverSigned:
    def test_is_ordered_by_it_with_the_ordinary_button(self, garage: Garage) -> None:
        order = garage.order()
        document = opened(garage, confirm(garage, order))
        content = json.loads(document.content)
        assert "confirms" not in content
        assert content["texts"]["button"]["text"] == "Beställ – med betalningsskyldighet"
        before = snapshot()
        with pytest.raises(InvalidFields):
            answer(garage, document, {}, name="")
        assert snapshot() == before
        answer(garage, document, {})
        assert garage.fresh(order).answer == "approved_digitally"


class TestSendingAnew:
    def test_one_waits_at_a_time_and_the_next_version_has_the_same_link(
        self, garage: Garage
    ) -> None:
        order = signed_order(garage)
        first = confirm(garage, order)
        with pytest.raises(AlreadyOpen):
            confirm(garage, order)
        cancel(document_id=first.id, by=garage.actor, now=garage.tick())
        second = confirm(garage, order)
        assert (second.version, second.link_id) == (2, first.link_id)
        assert DigitalDocument.objects.filter(service_document=order).open().count() == 1

    def test_what_was_signed_stays_agreed_when_the_next_one_is_withdrawn(
        self, garage: Garage
    ) -> None:
        order = garage.order()
        ServiceDocument.objects.filter(pk=order.pk).update(quote=None)
        order = garage.fresh(order)
        answer(garage, opened(garage, confirm(garage, order)), {})
        cancel(document_id=confirm(garage, order).id, by=garage.actor, now=garage.tick())
        with pytest.raises(QuoteLocked) as refusal:
            add_job(quote_id=order.id, title="Mer", by=garage.actor, now=garage.tick())
        assert refusal.value.reason == "job_agreed"

    def test_extra_jobs_wait_beside_it(self, garage: Garage) -> None:
        order = signed_order(garage)
        confirm(garage, order)
        hose = priced(garage, order, "Bromsslang")
        document = opened(garage, send(garage, order, [hose]))
        answer(garage, document, {str(hose.id): JobAnswer.ACCEPTED})
        after = garage.fresh(order)
        assert (after.digital_status, after.answer) == ("sent", "")
        assert fresh(hose).queue == "answered"
        assert (
            Message.objects.filter(kind="order")
            .get()
            .text.startswith("DemoLund: Din orderbekräftelse för ABC 12D är klar. Stämmer allt?")
        )
