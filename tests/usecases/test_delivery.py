"""What is known after a hand-over decides: try again, give up, or ask a person. Real gateways on loopback answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import pytest
from pytest_django.fixtures import Settings

from tests.kit.cast import Person
from tests.kit.garage import VISIT, Garage
from tests.peers.elks_server import PASSWORD, USER, ElksServer
from tests.peers.smtp_server import HANG_UP, SmtpServer, Stage
from verksign.domain.digital_states import ActionNotAllowed
from verksign.domain.message_states import MessageActionNotAllowed, MessageState
from verksign.integrations.delivery import (
    DeliveryError,
    HandedOver,
    Happened,
    OutgoingSms,
    Reason,
    ReportedState,
)
from verksign.records.models import Alarm, DigitalDocument, Message
from verksign.usecases.messages import claim
from verksign.usecases.signing.cancel import cancel
from verksign.usecases.signing.deliver import MOST_ATTEMPTS, deliver
from verksign.usecases.signing.reports import (
    StillHandingOver,
    count_as_sent,
    receive_report,
    resend_message,
)
from verksign.usecases.signing.see import see
from verksign.usecases.signing.start import start
from verksign.usecases.signing.sweep import sweep

pytestmark = pytest.mark.django_db


@pytest.fixture
def real_sms(settings: Settings, elks: ElksServer) -> ElksServer:
    settings.MODE, settings.SMS_CHANNEL = "production", "46elks"
    options = {"url": elks.url, "user": USER, "password": PASSWORD, "read_seconds": 0.3}
    backend = "verksign.integrations.sms.elks.Elks"
    settings.SMS_CHANNELS = {"46elks": {"BACKEND": backend, "OPTIONS": options}}
    return elks


@pytest.fixture
def real_mail(settings: Settings, mail_server: SmtpServer) -> SmtpServer:
    settings.MODE, settings.EMAIL_CHANNEL = "production", "smtp"
    options = {"url": mail_server.url, "command_seconds": 2, "answer_seconds": 2}
    backend = "verksign.integrations.email.smtp.Smtp"
    settings.EMAIL_CHANNELS = {"smtp": {"BACKEND": backend, "OPTIONS": options}}
    return mail_server


def ready(garage: Garage, method: str = "sms") -> tuple[DigitalDocument, Message]:
    """A sending whose PDF is stored, its message in line."""
    document = garage.send(garage.quote(), method=method)
    start(document.id, now=garage.tick())
    return document, Message.objects.get()


@dataclass
class BusyWhile:
    """A gateway that has no time, and takes long to say so."""

    meanwhile: Callable[[], object]

    def send(self, sms: OutgoingSms) -> HandedOver:
        self.meanwhile()
        raise DeliveryError(Happened.NOT_YET, Reason.TOO_BUSY)


def again(message: Message) -> Message:
    return Message.objects.get(pk=message.pk)


class TestAccepted:
    def test_by_46elks_it_is_sent_with_its_parts_and_reference(
        self, garage: Garage, real_sms: ElksServer
    ) -> None:
        document, message = ready(garage)
        deliver(message.id, now=garage.tick())
        message = again(message)
        [sms] = real_sms.sent
        assert (message.state, message.parts) == (MessageState.SENT, 1)
        assert message.reference == sms.id
        assert f"/o/{garage.token(document)}" in sms.form["message"]
        assert sms.form["from"] == "DemoLund"
        assert sms.form["whendelivered"].endswith(f"/{message.id}")
        assert garage.reload(document).status == "sent"

    def test_by_smtp_the_message_id_is_ours_and_both_parts_hold_the_link(
        self, garage: Garage, real_mail: SmtpServer
    ) -> None:
        document, message = ready(garage, "email")
        deliver(message.id, now=garage.tick())
        [kept] = real_mail.kept
        parts = {part.get_content_type(): part for part in kept.message.walk()}
        assert str(message.id) in kept.message["Message-ID"]
        for kind in ("text/plain", "text/html"):
            assert f"/o/{garage.token(document)}" in parts[kind].get_content()
        assert garage.reload(document).status == "sent"

    def test_a_second_worker_does_not_send_it_again(
        self, garage: Garage, real_sms: ElksServer
    ) -> None:
        _, message = ready(garage)
        deliver(message.id, now=garage.tick())
        deliver(message.id, now=garage.tick())
        assert len(real_sms.sent) == 1


class TestNotYet:
    def test_it_waits_longer_each_time_and_then_goes(
        self, garage: Garage, real_sms: ElksServer
    ) -> None:
        document, message = ready(garage)
        real_sms.answer("too_many", "too_many")
        deliver(message.id, now=garage.tick())
        message = again(message)
        assert (message.state, message.attempts) == (MessageState.QUEUED, 1)
        assert message.next_try_at > garage.now
        deliver(message.id, now=garage.now)
        assert again(message).attempts == 1
        garage.tick(timedelta(minutes=30))
        deliver(message.id, now=garage.now)
        garage.tick(timedelta(minutes=30))
        deliver(message.id, now=garage.now)
        assert (again(message).state, len(real_sms.sent)) == (MessageState.SENT, 1)
        assert garage.reload(document).status == "sent"

    def test_after_many_tries_it_has_failed_and_staff_are_told(
        self, garage: Garage, real_mail: SmtpServer
    ) -> None:
        document, message = ready(garage, "email")
        for _ in range(MOST_ATTEMPTS):
            real_mail.fail(Stage.RCPT, "451 4.3.0 Try again later")
            deliver(message.id, now=garage.tick(timedelta(hours=1)))
        assert again(message).state == MessageState.FAILED
        assert garage.reload(document).status == "failed"
        assert Alarm.objects.get().kind == Alarm.Kind.DELIVERY_FAILED


class TestRefused:
    def test_the_sending_fails_with_its_reason_and_an_alarm(
        self, garage: Garage, real_sms: ElksServer
    ) -> None:
        document, message = ready(garage)
        real_sms.answer("number_refused")
        deliver(message.id, now=garage.tick())
        document = garage.reload(document)
        assert (document.status, document.failure) == ("failed", "number_unknown")
        assert garage.fresh(document.service_document_id).digital_status == "failed"
        alarm = Alarm.objects.get()
        assert (alarm.kind, alarm.done_at) == (Alarm.Kind.DELIVERY_FAILED, None)
        assert real_sms.sent == []

    def test_send_again_puts_it_back_and_settles_the_alarm(
        self, garage: Garage, real_sms: ElksServer
    ) -> None:
        document, message = ready(garage)
        real_sms.answer("number_refused")
        deliver(message.id, now=garage.tick())
        resend_message(message_id=message.id, by=garage.actor, now=garage.tick())
        assert garage.reload(document).status == "draft"
        assert Alarm.objects.get().done_at is not None
        deliver(message.id, now=garage.tick())
        assert garage.reload(document).status == "sent"
        assert len(real_sms.sent) == 1

    def test_the_link_still_lives(self, garage: Garage, real_sms: ElksServer) -> None:
        document, message = ready(garage)
        real_sms.answer("number_refused")
        deliver(message.id, now=garage.tick())
        see(token=garage.token(document), visit=VISIT, now=garage.tick())
        assert garage.reload(document).status == "seen"


class TestInDoubt:
    @pytest.fixture
    def doubtful(self, garage: Garage, real_sms: ElksServer) -> tuple[DigitalDocument, Message]:
        document, message = ready(garage)
        real_sms.answer("dropped_after_effect")
        deliver(message.id, now=garage.tick())
        return document, again(message)

    def test_it_is_never_sent_again_by_itself(
        self,
        garage: Garage,
        real_sms: ElksServer,
        doubtful: tuple[DigitalDocument, Message],
    ) -> None:
        document, message = doubtful
        assert message.state == MessageState.UNSURE
        assert garage.reload(document).status == "draft"
        assert Alarm.objects.get().kind == Alarm.Kind.DELIVERY_UNSURE
        for _ in range(3):
            sweep(now=garage.tick(timedelta(hours=1)))
            deliver(message.id, now=garage.tick())
        assert len(real_sms.sent) == 1

    def test_a_person_may_count_it_as_sent(
        self, garage: Garage, doubtful: tuple[DigitalDocument, Message]
    ) -> None:
        document, message = doubtful
        count_as_sent(message_id=message.id, by=garage.actor, now=garage.tick())
        assert again(message).state == MessageState.SENT
        assert garage.reload(document).status == "sent"
        assert Alarm.objects.filter(done_at=None).count() == 0

    def test_a_delivery_report_settles_it(
        self, garage: Garage, doubtful: tuple[DigitalDocument, Message]
    ) -> None:
        document, message = doubtful
        receive_report(
            message_id=message.id,
            state=ReportedState.DELIVERED,
            at=garage.now,
            now=garage.tick(),
        )
        assert again(message).state == MessageState.DELIVERED
        assert garage.reload(document).status == "sent"

    def test_an_opened_link_settles_it(
        self, garage: Garage, doubtful: tuple[DigitalDocument, Message]
    ) -> None:
        document, message = doubtful
        see(token=garage.token(document), visit=VISIT, now=garage.tick())
        assert again(message).state == MessageState.DELIVERED
        assert garage.reload(document).status == "seen"
        assert Alarm.objects.filter(done_at=None).count() == 0

    def test_a_stranger_cannot_decide(
        self, garage: Garage, stranger: Person, doubtful: tuple[DigitalDocument, Message]
    ) -> None:
        _, message = doubtful
        with pytest.raises(Message.DoesNotExist):
            count_as_sent(message_id=message.id, by=stranger.actor, now=garage.tick())
        with pytest.raises(Message.DoesNotExist):
            resend_message(message_id=message.id, by=stranger.actor, now=garage.tick())
        assert again(message).state == MessageState.UNSURE

    def test_a_lost_answer_to_data_is_a_doubt_too(
        self, garage: Garage, real_mail: SmtpServer
    ) -> None:
        _, message = ready(garage, "email")
        real_mail.fail(Stage.END, HANG_UP)
        deliver(message.id, now=garage.tick())
        assert again(message).state == MessageState.UNSURE
        assert len(real_mail.kept) == 1

    def test_a_worker_that_died_between_leaves_a_doubt_after_its_lease(
        self, garage: Garage
    ) -> None:
        document, message = ready(garage)
        assert claim(message.id, now=garage.tick()) is not None
        sweep(now=garage.tick(timedelta(minutes=1)))
        assert again(message).state == MessageState.HANDING_OVER
        sweep(now=garage.tick(timedelta(minutes=2)))
        assert again(message).state == MessageState.UNSURE
        assert garage.reload(document).status == "draft"


class TestAHandOverThatHung:
    def test_does_not_settle_the_next_one(self, garage: Garage) -> None:
        _, message = ready(garage)
        hung = claim(message.id, now=garage.tick())
        assert hung is not None
        sweep(now=garage.tick(timedelta(minutes=3)))
        resend_message(message_id=message.id, by=garage.actor, now=garage.tick())
        again_claimed = claim(message.id, now=garage.tick())
        assert again_claimed is not None
        assert again_claimed.lease != hung.lease

    def test_a_doubt_keeps_the_lease_that_a_late_answer_is_known_by(self, garage: Garage) -> None:
        _, message = ready(garage)
        hung = claim(message.id, now=garage.tick())
        assert hung is not None
        sweep(now=garage.tick(timedelta(minutes=3)))
        assert again(message).lease_until == hung.lease


class TestARefusedLogIn:
    def test_is_told_at_once_and_settled_by_the_next_success(
        self, garage: Garage, real_mail: SmtpServer
    ) -> None:
        document, message = ready(garage, "email")
        real_mail.fail(Stage.GREETING, "535 5.7.8 Authentication credentials invalid")
        deliver(message.id, now=garage.tick())
        assert again(message).state == MessageState.QUEUED
        deliver(message.id, now=garage.tick(timedelta(hours=1)))
        assert again(message).state == MessageState.SENT
        assert Alarm.objects.filter(done_at=None).count() == 0
        assert garage.reload(document).status == "sent"


class TestStopped:
    def test_a_cancelled_sending_stops_its_message(self, garage: Garage) -> None:
        document, message = ready(garage)
        cancel(document_id=document.id, by=garage.actor, now=garage.tick())
        deliver(message.id, now=garage.tick())
        assert again(message).state == MessageState.STOPPED

    def test_a_failed_message_of_a_cancelled_sending_is_not_sent_again(
        self, garage: Garage, real_sms: ElksServer
    ) -> None:
        document, message = ready(garage)
        real_sms.answer("number_refused")
        deliver(message.id, now=garage.tick())
        cancel(document_id=document.id, by=garage.actor, now=garage.tick())
        with pytest.raises(ActionNotAllowed):
            resend_message(message_id=message.id, by=garage.actor, now=garage.tick())
        assert again(message).state == MessageState.FAILED

    def test_a_message_put_off_is_stopped_when_its_sending_ended_meanwhile(
        self, garage: Garage, settings: Settings
    ) -> None:
        document, message = ready(garage)
        ends = partial(cancel, document_id=document.id, by=garage.actor, now=garage.tick())
        backend = f"{__name__}.{BusyWhile.__name__}"
        settings.MODE, settings.SMS_CHANNEL = "production", "busy"
        settings.SMS_CHANNELS = {"busy": {"BACKEND": backend, "OPTIONS": {"meanwhile": ends}}}
        deliver(message.id, now=garage.tick())
        assert again(message).state == MessageState.STOPPED
        assert garage.reload(document).status == "cancelled"


class TestReports:
    def report(self, garage: Garage, message: Message, state: ReportedState) -> None:
        receive_report(message_id=message.id, state=state, at=garage.now, now=garage.tick())

    def test_late_repeated_and_reordered_reports_never_downgrade(self, garage: Garage) -> None:
        document, message = ready(garage)
        deliver(message.id, now=garage.tick())
        for state in (
            ReportedState.SENT,
            ReportedState.DELIVERED,
            ReportedState.DELIVERED,
            ReportedState.FAILED,
            ReportedState.SENT,
        ):
            self.report(garage, message, state)
        assert again(message).state == MessageState.DELIVERED
        assert garage.reload(document).status == "sent"
        assert garage.kinds(document).count("message.delivered") == 1

    def test_a_bounce_before_anybody_has_opened_fails_the_sending(self, garage: Garage) -> None:
        document, message = ready(garage)
        deliver(message.id, now=garage.tick())
        self.report(garage, message, ReportedState.FAILED)
        assert garage.reload(document).status == "failed"
        self.report(garage, message, ReportedState.DELIVERED)
        assert garage.reload(document).status == "sent"

    def test_a_bounce_after_it_was_seen_is_an_event_and_a_warning(self, garage: Garage) -> None:
        document = garage.seen()
        self.report(garage, Message.objects.get(), ReportedState.FAILED)
        assert garage.reload(document).status == "seen"
        assert garage.kinds(document)[-1] == "message.failed"
        assert Alarm.objects.get().kind == Alarm.Kind.DELIVERY_FAILED

    def test_an_opening_settles_what_staff_were_warned_of(self, garage: Garage) -> None:
        document, message = ready(garage)
        deliver(message.id, now=garage.tick())
        self.report(garage, message, ReportedState.FAILED)
        assert Alarm.objects.not_done().count() == 1
        see(token=garage.token(document), visit=VISIT, now=garage.tick())
        assert garage.reload(document).status == "seen"
        assert Alarm.objects.not_done().count() == 0

    def test_a_report_that_outruns_us_is_asked_to_come_again(self, garage: Garage) -> None:
        _, message = ready(garage)
        claim(message.id, now=garage.tick())
        with pytest.raises(StillHandingOver):
            self.report(garage, message, ReportedState.DELIVERED)
        assert again(message).state == MessageState.HANDING_OVER


def test_only_a_failed_or_doubtful_message_is_sent_again(garage: Garage) -> None:
    _, message = ready(garage)
    deliver(message.id, now=garage.tick())
    with pytest.raises(MessageActionNotAllowed):
        resend_message(message_id=message.id, by=garage.actor, now=garage.tick())
    assert again(message).state == MessageState.SENT
