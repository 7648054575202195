"""The harmless twin of every SMS service: it refuses what they refuse, nothing leaves the machine."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from verksign.domain.sms_text import count
from verksign.integrations import outbox
from verksign.integrations.delivery import (
    DeliveryError,
    DeliveryReport,
    HandedOver,
    Happened,
    OutgoingSms,
    Reason,
)
from verksign.integrations.sms.numbers import demand_deliverable


@dataclass(frozen=True)
class Outbox:
    folder: Path

    def send(self, sms: OutgoingSms) -> HandedOver:
        demand_deliverable(sms)
        values = {"channel": "sms", "sender": sms.sender, "to": sms.to, "text": sms.text}
        outbox.keep(self.folder, sms.id, values)
        return HandedOver(reference=sms.id, parts=count(sms.text).parts)

    def read_report(self, headers: Mapping[str, str], body: bytes) -> list[DeliveryReport]:
        return []

    def reachable(self) -> None:
        try:
            outbox.prepare(self.folder)
        except OSError as error:
            raise DeliveryError(Happened.NOT_YET, Reason.NO_ANSWER, type(error).__name__) from error
