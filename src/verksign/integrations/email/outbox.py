"""The harmless twin of every mail server: it refuses what they refuse, nothing leaves the machine."""

from dataclasses import dataclass
from pathlib import Path

from verksign.integrations import outbox
from verksign.integrations.delivery import (
    DeliveryError,
    HandedOver,
    Happened,
    OutgoingEmail,
    Reason,
)
from verksign.integrations.email.mime import address


@dataclass(frozen=True)
class Outbox:
    folder: Path

    def send(self, email: OutgoingEmail) -> HandedOver:
        sender = address(email.sender_address, Reason.SENDER_REFUSED)
        values = {
            "channel": "email",
            "sender": f"{email.sender_name} <{sender}>",
            "reply_to": email.reply_to,
            "to": address(email.to, Reason.ADDRESS_UNKNOWN),
            "subject": email.subject,
            "text": email.text,
            "html": email.html,
        }
        outbox.keep(self.folder, email.id, values, (*email.attachments, *email.inline))
        return HandedOver(reference=email.id)

    def reachable(self) -> None:
        try:
            outbox.prepare(self.folder)
        except OSError as error:
            raise DeliveryError(Happened.NOT_YET, Reason.NO_ANSWER, type(error).__name__) from error
