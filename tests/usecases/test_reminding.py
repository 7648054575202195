"""Reminders: by hand at once, by the workshop's rule in its own time, and never twice."""

import json
from datetime import date, timedelta

import pytest

from tests.kit.cast import Person
from tests.kit.garage import EMAIL, Garage
from verksign.domain.digital_states import ActionNotAllowed
from verksign.domain.evidence import verify_chain
from verksign.integrations import outbox
from verksign.records.models import DigitalDocument, Message, Workshop
from verksign.usecases.digital import chain_of
from verksign.usecases.messages.caps import MOST_TO_A_NUMBER, TooManySms
from verksign.usecases.signing.recipients import ON_SITE
from verksign.usecases.signing.remind import NobodyToRemind, RemindedJustNow, remind
from verksign.usecases.signing.start import start
from verksign.usecases.signing.sweep import sweep

pytestmark = pytest.mark.django_db
TWO_HOURS = timedelta(hours=2)


def reminders(document: DigitalDocument) -> list[Message]:
    return list(document.messages.filter(kind="reminder").order_by("created_at"))


def by_hand(garage: Garage, document: DigitalDocument, key: str = "a-press") -> Message:
    return remind(document_id=document.id, key=key, by=garage.actor, now=garage.now)


class TestByHand:
    def test_carries_the_same_link_by_the_same_channel(self, garage: Garage) -> None:
        document = garage.sent()
        garage.tick(TWO_HOURS)
        message = by_hand(garage, document)
        garage.work()

        document = garage.reload(document)
        sent = outbox.message(str(message.id))
        assert garage.token(document) in sent.text
        assert "Har du sett offerten på ABC 12D?" in sent.text
        assert (sent.to, document.reminders, document.status) == ("+46701740631", 1, "sent")
        assert garage.kinds(document)[-2:] == ["reminder.queued", "message.sent"]
        assert verify_chain(chain_of(document)) is None

    def test_goes_by_e_mail_where_the_quote_did(self, garage: Garage) -> None:
        document = garage.sent(method="email")
        garage.tick(TWO_HOURS)
        message = by_hand(garage, document)

        assert (message.channel, message.to) == ("email", EMAIL)
        assert message.subject == "Påminnelse: offert för ABC 12D"
        assert "Har du hunnit titta?" in message.text

    def test_a_second_press_is_the_first(self, garage: Garage) -> None:
        document = garage.seen()
        garage.tick(TWO_HOURS)
        assert by_hand(garage, document) == by_hand(garage, document)
        assert len(reminders(document)) == 1
        assert garage.reload(document).reminders == 1

    def test_waits_an_hour_after_what_went_out_last(self, garage: Garage) -> None:
        document = garage.sent()
        with pytest.raises(RemindedJustNow) as refusal:
            by_hand(garage, document)
        sent_at = garage.reload(document).sent_at
        assert sent_at
        assert refusal.value.until == sent_at + timedelta(hours=1)
        garage.tick(TWO_HOURS)
        by_hand(garage, document)
        with pytest.raises(RemindedJustNow):
            by_hand(garage, document, "another-press")
        assert len(reminders(document)) == 1

    def test_goes_in_the_quiet_hours_too_since_a_person_asked(self, garage: Garage) -> None:
        document = garage.sent()
        garage.tick(timedelta(hours=14))
        by_hand(garage, document)
        garage.work()
        assert [message.state for message in reminders(document)] == ["sent"]

    @pytest.mark.parametrize("over", ["sign", "decline"])
    def test_is_refused_once_answered(self, garage: Garage, over: str) -> None:
        document = garage.seen()
        garage.tick(TWO_HOURS)
        getattr(garage, over)(document)
        with pytest.raises(ActionNotAllowed):
            by_hand(garage, document)
        assert reminders(document) == []

    def test_is_refused_after_the_last_day_and_before_it_has_come_through(
        self, garage: Garage
    ) -> None:
        waiting = garage.send(garage.quote())
        with pytest.raises(ActionNotAllowed):
            by_hand(garage, waiting)
        document = garage.sent()
        garage.tick(timedelta(days=20))
        with pytest.raises(ActionNotAllowed):
            by_hand(garage, document)
        assert reminders(document) == []

    def test_has_nobody_to_go_to_when_the_device_was_handed_over(self, garage: Garage) -> None:
        document = garage.send(garage.quote(), method=ON_SITE)
        start(document.id, now=garage.tick())
        DigitalDocument.objects.filter(pk=document.pk).update(status="seen")
        garage.tick(TWO_HOURS)
        with pytest.raises(NobodyToRemind):
            by_hand(garage, document)

    def test_a_number_gets_so_many_a_day_and_no_more(self, garage: Garage) -> None:
        document = garage.sent()
        garage.tick(TWO_HOURS)
        for _ in range(MOST_TO_A_NUMBER - 1):
            garage.send(garage.quote())
        with pytest.raises(TooManySms) as refusal:
            by_hand(garage, document)
        assert refusal.value.code == "number_sms_full"
        assert reminders(document) == []
        garage.tick(timedelta(hours=25))
        assert by_hand(garage, document).kind == "reminder"


class TestByRule:
    @pytest.fixture(autouse=True)
    def rule(self, adviser: Person) -> None:
        Workshop.objects.update(remind_after_hours=6, remind_at_most=2)

    def swept(self, garage: Garage, after: timedelta) -> None:
        sweep(now=garage.tick(after))
        garage.work()

    def test_goes_when_the_hours_have_passed_and_once(self, garage: Garage) -> None:
        document = garage.sent()
        self.swept(garage, timedelta(hours=5, minutes=59))
        assert reminders(document) == []
        self.swept(garage, timedelta(minutes=2))
        self.swept(garage, timedelta(minutes=2))
        assert [message.state for message in reminders(document)] == ["sent"]
        assert garage.kinds(document).count("reminder.queued") == 1

    def test_one_without_words_keeps_no_other_from_going(self, garage: Garage) -> None:
        mute, other = garage.sent(), garage.sent()
        content = json.loads(mute.content)
        content["workshop"]["phone"] = ""
        DigitalDocument.objects.filter(pk=mute.pk).update(content=json.dumps(content))
        Workshop.objects.update(remind_after_hours=2, remind_at_most=1)
        garage.tick(TWO_HOURS)
        sweep(now=garage.now)

        assert (len(reminders(mute)), len(reminders(other))) == (0, 1)

    def test_waits_for_the_morning(self, garage: Garage) -> None:
        # 9.00 in Lund; seven hours later it is 16, and eleven hours later 20.
        document = garage.sent()
        Workshop.objects.update(remind_after_hours=11)
        self.swept(garage, timedelta(hours=11, minutes=5))
        assert reminders(document) == []
        self.swept(garage, timedelta(hours=10, minutes=50))
        assert reminders(document) == []
        self.swept(garage, timedelta(minutes=10))
        assert len(reminders(document)) == 1

    def test_a_reminder_that_comes_late_to_its_turn_waits_too(self, garage: Garage) -> None:
        document = garage.sent()
        sweep(now=garage.tick(timedelta(hours=6, minutes=1)))
        garage.tick(timedelta(hours=5))
        garage.work()
        (message,) = reminders(document)
        assert (message.state, f"{message.next_try_at:%H:%M}") == ("queued", "06:00")
        garage.tick(timedelta(hours=11))
        garage.work()
        assert [message.state for message in reminders(document)] == ["sent"]

    def test_goes_at_most_so_often(self, garage: Garage) -> None:
        document = garage.sent()
        for _ in range(6):
            self.swept(garage, timedelta(hours=24))
        assert len(reminders(document)) == 2
        assert garage.reload(document).reminders == 2

    def test_counts_what_was_reminded_by_hand(self, garage: Garage) -> None:
        document = garage.sent()
        garage.tick(timedelta(hours=5))
        by_hand(garage, document)
        self.swept(garage, timedelta(hours=2))
        assert len(reminders(document)) == 1

    def test_does_not_go_after_the_last_day(self, garage: Garage) -> None:
        document = garage.sent()
        DigitalDocument.objects.filter(pk=document.pk).update(valid_until=date(2026, 11, 23))
        self.swept(garage, timedelta(hours=7))
        assert reminders(document) == []

    @pytest.mark.parametrize("over", ["sign", "decline"])
    def test_does_not_go_to_who_has_answered(self, garage: Garage, over: str) -> None:
        document = garage.seen()
        getattr(garage, over)(document)
        self.swept(garage, timedelta(hours=7))
        assert reminders(document) == []

    def test_does_not_go_where_nothing_came_through(self, garage: Garage) -> None:
        document = garage.send(garage.quote())
        self.swept(garage, timedelta(hours=7))
        assert reminders(document) == []

    def test_is_stopped_by_an_answer_that_comes_before_it_is_handed_over(
        self, garage: Garage
    ) -> None:
        document = garage.seen()
        sweep(now=garage.tick(timedelta(hours=7)))
        garage.sign(document)
        garage.work()
        assert [message.state for message in reminders(document)] == ["stopped"]
