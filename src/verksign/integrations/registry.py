"""
The channels by name. Nobody else imports an adapter.

    SMS_CHANNELS = {"46elks": {"BACKEND": "verksign.integrations.sms.elks.Elks", "OPTIONS": {…}}, …}
    SMS_CHANNEL = "46elks"
"""

from collections.abc import Mapping
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from verksign.integrations.delivery import EmailChannel, SmsChannel


def sms_channel() -> SmsChannel:
    if settings.MODE == "demo":
        return cast("SmsChannel", _outbox("verksign.integrations.sms.outbox.Outbox"))
    return cast("SmsChannel", _load(settings.SMS_CHANNELS, settings.SMS_CHANNEL))


def email_channel() -> EmailChannel:
    if settings.MODE == "demo":
        return cast("EmailChannel", _outbox("verksign.integrations.email.outbox.Outbox"))
    return cast("EmailChannel", _load(settings.EMAIL_CHANNELS, settings.EMAIL_CHANNEL))


def _outbox(backend: str) -> object:
    """Demo mode never sends for real, whatever is configured: the settings are not even read."""
    return import_string(backend)(folder=settings.OUTBOX_DIR)


def _load(channels: Mapping[str, Mapping[str, Any]], name: str) -> object:
    if name not in channels:
        raise ImproperlyConfigured(f"No channel is named {name!r}; there are {sorted(channels)}")
    return import_string(channels[name]["BACKEND"])(**channels[name].get("OPTIONS", {}))
