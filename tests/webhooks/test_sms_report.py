"""46elks calls back: the path proves it, repeats do no harm, strangers get nowhere."""

import logging
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.http import HttpResponseBase
from django.test import Client
from pytest_django.fixtures import Settings

from tests.kit.garage import Garage
from verksign.domain.message_states import MessageState
from verksign.records.models import Message
from verksign.usecases.messages import claim
from verksign.usecases.signing.start import start

pytestmark = pytest.mark.django_db

REPORT = {"id": "s17a6dafb12d6b1cabc053d57dac2b9d8", "status": "delivered"}


@pytest.fixture
def gateway(settings: Settings) -> Client:
    settings.MODE, settings.SMS_CHANNEL = "production", "46elks"
    return Client(enforce_csrf_checks=True)


def tell(gateway: Client, path: str, form: dict[str, str]) -> HttpResponseBase:
    """As 46elks does: an encoded form."""
    return gateway.post(path, urlencode(form), content_type="application/x-www-form-urlencoded")


def address(settings: Settings, message: Message, secret: str = "") -> str:
    return f"/in/46elks/{secret or settings.REPORT_SECRET}/{message.id}"


class TestSmsReport:
    def test_a_delivered_message_is_delivered_however_often_it_is_said(
        self, gateway: Client, garage: Garage, settings: Settings
    ) -> None:
        settings.MODE = "demo"
        document = garage.sent()
        settings.MODE = "production"
        message = Message.objects.get()
        for _ in range(3):
            assert tell(gateway, address(settings, message), REPORT).status_code == 204
        message.refresh_from_db()
        assert message.state == MessageState.DELIVERED
        assert garage.kinds(document).count("message.delivered") == 1

    def test_a_wrong_secret_is_refused_and_changes_nothing(
        self, gateway: Client, garage: Garage, settings: Settings, caplog: pytest.LogCaptureFixture
    ) -> None:
        settings.MODE = "demo"
        garage.sent()
        message = Message.objects.get()
        with caplog.at_level(logging.WARNING):
            answer = tell(gateway, address(settings, message, "0" * 48), REPORT)
        assert answer.status_code == 403
        message.refresh_from_db()
        assert message.state == MessageState.SENT
        assert "wrong secret" in caplog.text

    def test_an_unknown_message_is_answered_so_that_it_is_not_told_again(
        self, gateway: Client, settings: Settings
    ) -> None:
        path = f"/in/46elks/{settings.REPORT_SECRET}/{uuid4()}"
        assert tell(gateway, path, REPORT).status_code == 204

    def test_a_report_that_outruns_us_is_asked_to_come_again(
        self, gateway: Client, garage: Garage, settings: Settings
    ) -> None:
        document = garage.send(garage.quote())
        start(document.id, now=garage.tick())
        message = Message.objects.get()
        claim(message.id, now=garage.tick())
        answer = tell(gateway, address(settings, message), REPORT)
        assert (answer.status_code, answer["Retry-After"]) == (503, "5")

    @pytest.mark.parametrize("form", [{}, {"id": "x"}, {"status": "eaten"}])
    def test_a_report_that_is_not_understood_changes_nothing(
        self, gateway: Client, garage: Garage, settings: Settings, form: dict[str, str]
    ) -> None:
        settings.MODE = "demo"
        garage.sent()
        settings.MODE = "production"
        message = Message.objects.get()
        assert tell(gateway, address(settings, message), form).status_code == 204
        message.refresh_from_db()
        assert message.state == MessageState.SENT

    def test_only_post_is_understood(
        self, gateway: Client, garage: Garage, settings: Settings
    ) -> None:
        garage.send(garage.quote())
        assert gateway.get(address(settings, Message.objects.get())).status_code == 405
