"""The harmless twin of every mail server: nothing leaves the machine."""

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


@dataclass(frozen=True)
class Outbox:
    folder: Path

    def send(self, email: OutgoingEmail) -> HandedOver:
        values = {
            "channel": "email",
            "sender": f"{email.sender_name} <{email.sender_address}>",
            "reply_to": email.reply_to,
            "to": email.to,
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
