"""What hangs is told to staff, once, and the alarm is done when it hangs no more."""

from datetime import timedelta

import pytest

from tests.kit.garage import Garage
from verksign.records.models import Alarm, DigitalDocument
from verksign.usecases.signing.check import check_all
from verksign.usecases.signing.seal import seal
from verksign.usecases.signing.start import start
from verksign.usecases.signing.sweep import sweep

pytestmark = pytest.mark.django_db


def standing() -> list[tuple[str, object]]:
    rows = Alarm.objects.not_done().order_by("at")
    return [(alarm.kind, alarm.document_id) for alarm in rows]


class TestStuck:
    def test_a_sending_without_its_pdf_has_reached_nobody(self, garage: Garage) -> None:
        document = garage.send(garage.quote())
        sweep(now=garage.tick(timedelta(minutes=4)))
        assert standing() == []
        sweep(now=garage.tick(timedelta(minutes=2)))
        sweep(now=garage.tick(timedelta(minutes=1)))
        assert standing() == [("delivery_failed", document.id)]
        start(document.id, now=garage.tick())
        assert standing() == []

    def test_an_answer_without_its_seal(self, garage: Garage) -> None:
        document = garage.seen()
        garage.sign(document)
        sweep(now=garage.tick(timedelta(minutes=4)))
        assert standing() == []
        sweep(now=garage.tick(timedelta(minutes=2)))
        sweep(now=garage.tick(timedelta(minutes=1)))
        assert standing() == [("sealing_stuck", document.id)]
        seal(document.id, now=garage.tick())
        assert standing() == []

    def test_a_sending_that_ended_meanwhile_is_no_alarm(self, garage: Garage) -> None:
        document = garage.send(garage.quote())
        sweep(now=garage.tick(timedelta(days=20)))
        assert garage.reload(document).status == "expired"
        assert standing() == []


class TestCheckAll:
    def test_begins_with_what_was_never_checked(
        self, garage: Garage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first, second = garage.sent(), garage.sent()
        DigitalDocument.objects.filter(pk=first.pk).update(checked_at=garage.now)
        monkeypatch.setattr("verksign.usecases.signing.check.MOST_AT_ONCE", 1)
        now = garage.tick()
        check_all(now=now)
        assert garage.reload(second).checked_at == now
        assert garage.reload(first).checked_at != now
