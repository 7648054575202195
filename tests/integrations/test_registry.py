from copy import deepcopy
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from verksign.integrations.email.outbox import Outbox as EmailOutbox
from verksign.integrations.email.smtp import Smtp
from verksign.integrations.registry import email_channel, sms_channel
from verksign.integrations.sms.elks import Elks
from verksign.integrations.sms.outbox import Outbox as SmsOutbox

REAL = {"46elks": {"BACKEND": "tests.integrations.test_registry.Real", "OPTIONS": {"user": "u1"}}}


class Real:
    """Stands for a channel that would send: making one in demo mode is already wrong."""

    def __init__(self, user: str = "") -> None:
        self.user = user


@pytest.fixture
def configured(settings: Settings, tmp_path: Path) -> Settings:
    settings.OUTBOX_DIR = tmp_path
    settings.MODE = "production"
    settings.SMS_CHANNELS = settings.EMAIL_CHANNELS = REAL
    settings.SMS_CHANNEL = settings.EMAIL_CHANNEL = "46elks"
    return settings


class TestProduction:
    def test_loads_the_named_channel_with_its_options(self, configured: Settings) -> None:
        for channel in (sms_channel(), email_channel()):
            assert isinstance(channel, Real)
            assert channel.user == "u1"

    def test_refuses_a_name_nobody_has(self, configured: Settings) -> None:
        configured.SMS_CHANNEL = configured.EMAIL_CHANNEL = "46elk"
        for load in (sms_channel, email_channel):
            with pytest.raises(ImproperlyConfigured, match=r"'46elk'; there are \['46elks'\]"):
                load()

    def test_may_use_the_outbox(self, configured: Settings, tmp_path: Path) -> None:
        configured.SMS_CHANNEL = "outbox"
        configured.SMS_CHANNELS = {
            "outbox": {
                "BACKEND": "verksign.integrations.sms.outbox.Outbox",
                "OPTIONS": {"folder": tmp_path},
            }
        }
        assert sms_channel() == SmsOutbox(tmp_path)


class TestDemo:
    def test_never_sends_for_real_whatever_is_configured(
        self, configured: Settings, tmp_path: Path
    ) -> None:
        configured.MODE = "demo"
        assert sms_channel() == SmsOutbox(tmp_path)
        assert email_channel() == EmailOutbox(tmp_path)

    def test_does_not_trust_what_the_settings_call_outbox(
        self, configured: Settings, tmp_path: Path
    ) -> None:
        configured.MODE = "demo"
        configured.SMS_CHANNEL = configured.EMAIL_CHANNEL = "outbox"
        configured.SMS_CHANNELS = configured.EMAIL_CHANNELS = {"outbox": REAL["46elks"]}
        assert sms_channel() == SmsOutbox(tmp_path)
        assert email_channel() == EmailOutbox(tmp_path)


class TestTheProductsOwnSettings:
    @pytest.mark.parametrize(("name", "kind"), [("outbox", SmsOutbox), ("46elks", Elks)])
    def test_name_sms_channels_that_can_be_made(
        self, settings: Settings, name: str, kind: type
    ) -> None:
        settings.MODE, settings.SMS_CHANNEL = "production", name
        assert type(sms_channel()) is kind

    @pytest.mark.parametrize(("name", "kind"), [("outbox", EmailOutbox), ("smtp", Smtp)])
    def test_name_email_channels_that_can_be_made(
        self, settings: Settings, name: str, kind: type
    ) -> None:
        settings.MODE, settings.EMAIL_CHANNEL = "production", name
        settings.EMAIL_CHANNELS = deepcopy(settings.EMAIL_CHANNELS)
        settings.EMAIL_CHANNELS["smtp"]["OPTIONS"]["url"] = "smtp://localhost"
        assert type(email_channel()) is kind
