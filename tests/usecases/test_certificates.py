"""What seals ends one day: staff are told at each step once, before it does."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.kit.garage import Garage
from verksign.documents.keys import KeyFolder
from verksign.records.models import Alarm
from verksign.staff.centre.alarms import alarms_of
from verksign.usecases.signing.check import check_all
from verksign.usecases.signing.seal import seal_verbal
from verksign.usecases.signing.spoken import Spoken
from verksign.usecases.signing.sweep import sweep
from verksign.usecases.signing.verbal import record_verbal_answer

pytestmark = pytest.mark.django_db


def details() -> list[str]:
    return sorted(Alarm.objects.filter(kind="certificate_expires").values_list("detail", flat=True))


@pytest.fixture
def keys(settings: LazySettings, tmp_path: Path, garage: Garage) -> KeyFolder:
    settings.KEYS = tmp_path / "keys"
    folder = KeyFolder(settings.KEYS)
    folder.ensure_root(garage.now)
    return folder


class TestCertificates:
    def test_raise_an_alarm_at_each_step_once(self, garage: Garage, keys: KeyFolder) -> None:
        workshop = garage.actor.workshop_id
        keys.signer_for(
            workshop, legal_name="Demoverkstaden", org_number="556036-0793", now=garage.now
        )
        ends = keys.expires_at(workshop)
        assert ends
        for days in (61, 60, 45, 30, 30, 7, 3):
            check_all(now=ends - timedelta(days=days))

        shown = [detail for detail in details() if detail.startswith("workshop")]
        assert [detail.split(" ")[1] for detail in shown] == ["30", "60", "7"]

    def test_that_is_marked_done_is_not_said_again(self, garage: Garage, keys: KeyFolder) -> None:
        ends = keys.root_expires_at()
        check_all(now=ends - timedelta(days=20))
        Alarm.objects.update(done_at=garage.now)
        check_all(now=ends - timedelta(days=19))
        assert len(details()) == 1
        assert details()[0].startswith("root 30 ")

    def test_say_nothing_where_nothing_was_ever_sealed(
        self, garage: Garage, settings: LazySettings, tmp_path: Path
    ) -> None:
        settings.KEYS = tmp_path / "empty"
        check_all(now=garage.now)
        assert details() == []


class TestSpokenAnswer:
    def test_without_its_seal_is_an_alarm_until_it_is_sealed(self, garage: Garage) -> None:
        quote = garage.quote()
        spoken = Spoken(
            answers={}, who="Karin", channel="desk", called_by="", answered_at=garage.now
        )
        answer = record_verbal_answer(
            quote_id=quote.id, spoken=spoken, key="a-press", by=garage.actor, now=garage.tick()
        )
        for minutes in (4, 2, 1):
            sweep(now=garage.tick(timedelta(minutes=minutes)))
        standing = Alarm.objects.not_done().values_list("kind", "answer")
        assert list(standing) == [("sealing_stuck", answer.id)]
        assert alarms_of(garage.actor, mine=True).count() == 1
        seal_verbal(answer.id, now=garage.tick())
        assert Alarm.objects.not_done().count() == 0
