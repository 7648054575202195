from datetime import datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr
from zoneinfo import ZoneInfo

import pytest

from tests.integrations.cast import ID, LATER_ID, PDF, PNG, email
from verksign.integrations.delivery import (
    Attachment,
    DeliveryError,
    Happened,
    OutgoingEmail,
    Reason,
)
from verksign.integrations.email.mime import compose


def over_the_wire(message: OutgoingEmail) -> EmailMessage:
    wire = compose(message).as_bytes().replace(b"\r\n", b"\n")
    return message_from_bytes(wire, policy=policy.default)


def sender_of(message: OutgoingEmail) -> tuple[str, str]:
    """Read as other mail programs do: Python's own reader puts a space between encoded words."""
    raw = message_from_bytes(compose(message).as_bytes())["From"]
    name, address = parseaddr(raw.replace("\r\n", ""))
    return str(make_header(decode_header(name))), address


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part
    text = part.get_content()
    assert isinstance(text, str)
    return text


class TestHeaders:
    def test_say_who_to_whom_and_when(self) -> None:
        message = over_the_wire(email())
        assert {name: str(value) for name, value in message.items()} | {"Content-Type": ""} == {
            "Message-ID": f"<{ID}@ekbacken.example>",
            "Date": "Tue, 24 Nov 2026 08:40:00 +0000",
            "From": "Ekbackens Bilverkstad <svar@ekbacken.example>",
            "To": "karin@kund.example",
            "Reply-To": "verkstad@ekbacken.example",
            "Subject": "Offert för din Volvo V60",
            "Auto-Submitted": "auto-generated",
            "MIME-Version": "1.0",
            "Content-Type": "",
        }

    def test_keep_the_message_id_in_every_attempt(self) -> None:
        first = compose(email())
        later = compose(email(at=datetime(2026, 11, 25, 9, 0, tzinfo=ZoneInfo("Europe/Stockholm"))))
        assert first["Message-ID"] == later["Message-ID"] == f"<{ID}@ekbacken.example>"
        assert later["Date"] == "Wed, 25 Nov 2026 09:00:00 +0100"
        assert compose(email(id=LATER_ID))["Message-ID"] == f"<{LATER_ID}@ekbacken.example>"

    @pytest.mark.parametrize(
        "name", ["Åsas Däck & Bil", "Bil, Däck (AB) <nr 1>", 'Kalle "Kamrem" Öst', "Ø" * 70, ""]
    )
    def test_carry_any_name(self, name: str) -> None:
        assert sender_of(email(sender_name=name)) == (name, "svar@ekbacken.example")
        assert over_the_wire(email(subject=name))["Subject"] == name

    @pytest.mark.parametrize(
        "break_", ["\r\n", "\n", "\r", "\x0b", "\x85", "\u2028", "\x00", "\x1c"]
    )
    def test_take_no_line_from_what_people_type(self, break_: str) -> None:
        evil = f"Offert{break_}Bcc: alla@kund.example"
        message = over_the_wire(
            email(
                subject=evil,
                sender_name=evil,
                attachments=(Attachment(f"{evil}.pdf", "application/pdf", PDF),),
            )
        )
        assert "Bcc" not in message
        assert message["Subject"] == "Offert Bcc: alla@kund.example"
        assert message["From"].addresses[0].display_name == "Offert Bcc: alla@kund.example"
        (attached,) = message.iter_attachments()
        assert attached.get_filename() == "Offert Bcc: alla@kund.example.pdf"
        assert b"\nBcc:" not in compose(email(subject=evil, sender_name=evil)).as_bytes()

    @pytest.mark.parametrize(
        "address",
        [
            "karin@kund.example\r\nBcc: alla@kund.example",
            "karin@kund.example, alla@kund.example",
            "<karin@kund.example>",
            "karin kund@example",
            "karin@@kund.example",
            "@kund.example",
            "karin@",
            "karin",
            "",
            "a..b@kund.example",
            "åke@kund.example",
        ],
    )
    def test_refuse_what_is_no_address(self, address: str) -> None:
        for change, reason in (
            ({"to": address}, Reason.ADDRESS_UNKNOWN),
            ({"sender_address": address}, Reason.SENDER_REFUSED),
        ):
            with pytest.raises(DeliveryError) as caught:
                compose(email(**change))
            assert (caught.value.happened, caught.value.reason) == (Happened.NO, reason)
            assert caught.value.detail == "address form"

    def test_write_a_swedish_domain_as_the_net_knows_it(self) -> None:
        message = over_the_wire(email(to="karin@bärgning.example"))
        assert message["To"] == "karin@xn--brgning-5wa.example"

    def test_have_no_reply_to_where_none_is_given(self) -> None:
        assert "Reply-To" not in over_the_wire(email(reply_to=""))


class TestBody:
    def test_has_text_and_html_with_its_picture_and_the_attachment(self) -> None:
        message = over_the_wire(email())
        assert [part.get_content_type() for part in message.walk()] == [
            "multipart/mixed",
            "multipart/alternative",
            "text/plain",
            "multipart/related",
            "text/html",
            "image/png",
            "application/pdf",
        ]
        assert body(message, "plain") == email().text
        assert body(message, "html") == email().html + "\n"

    def test_is_ascii_on_the_wire_with_lines_that_relays_carry(self) -> None:
        wire = compose(email(html="å" * 5000, text="Ä " * 3000)).as_bytes()
        assert wire.isascii()
        assert compose(email()).as_bytes().isascii()
        assert max(len(line) for line in wire.split(b"\r\n")) <= 998
        assert b"\n" not in wire.replace(b"\r\n", b"")

    def test_gives_the_attachment_byte_for_byte(self) -> None:
        (pdf,) = over_the_wire(email()).iter_attachments()
        assert pdf.get_content() == PDF
        assert pdf.get_filename() == "Offert SOF-10482 – Åsa.pdf"
        assert pdf.get_content_disposition() == "attachment"

    def test_shows_the_picture_where_the_html_names_it(self) -> None:
        (picture,) = [
            part for part in over_the_wire(email()).walk() if part.get_content_type() == "image/png"
        ]
        assert picture["Content-ID"] == "<logo>"
        assert picture.get_content() == PNG
        assert picture.get_content_disposition() == "inline"

    def test_is_plain_where_there_is_only_text(self) -> None:
        message = over_the_wire(email(html="", inline=(), attachments=()))
        assert message.get_content_type() == "text/plain"
        assert body(message, "plain") == email().text
