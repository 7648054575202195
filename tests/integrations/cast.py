"""The messages these tests send."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from verksign.integrations.delivery import Attachment, InlineImage, OutgoingEmail, OutgoingSms

ID = "019a0f7c-5b1e-7c1d-9f3e-2a4b6c8d0e1f"
LATER_ID = "019a0f7c-5b1f-7000-8000-000000000000"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
PDF = b"%PDF-1.7\r\n" + bytes(range(256)) * 40 + b"\n.\r\n.\n%%EOF\n"
SMS_TEXT = (
    "Ekbacken: Offert på ABC12D är klar. Läs, välj jobb och svara senast 25/11 kl 12:"
    " https://svar.ekbacken.example/o/k7Qm2xVb9TzRw4NcYp8dHf Frågor? 040-628 04 12"
)

_SMS = OutgoingSms(
    id=ID,
    sender="Ekbacken",
    to="+46701740605",
    text=SMS_TEXT,
    report_url=f"https://svar.ekbacken.example/hooks/sms/r4p0rts3cr3t/{ID}",
)
_EMAIL = OutgoingEmail(
    id=ID,
    sender_name="Ekbackens Bilverkstad",
    sender_address="svar@ekbacken.example",
    reply_to="verkstad@ekbacken.example",
    to="karin@kund.example",
    subject="Offert för din Volvo V60",
    text="Hej Karin! Åtgärderna är prissatta.\n\nFrågor? Ring 040-628 04 12.\n",
    html='<p>Hej Karin! Åtgärderna är prissatta.</p><img src="cid:logo" alt="">',
    at=datetime(2026, 11, 24, 8, 40, tzinfo=UTC),
    attachments=(Attachment("Offert SOF-10482 – Åsa.pdf", "application/pdf", PDF),),
    inline=(InlineImage("logo", "image/png", PNG),),
)


def sms(**changes: Any) -> OutgoingSms:
    return replace(_SMS, **changes)


def email(**changes: Any) -> OutgoingEmail:
    return replace(_EMAIL, **changes)
