"""One message as the bytes that go over the wire: text, HTML with its pictures, attachments."""

import re
import unicodedata
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage, MIMEPart
from email.utils import format_datetime
from typing import cast

from verksign.domain.identifiers import clean_email
from verksign.integrations.delivery import (
    Attachment,
    DeliveryError,
    Happened,
    InlineImage,
    OutgoingEmail,
    Reason,
)

# Bodies are ASCII on the wire: a relay without 8BITMIME cannot harm å ä ö.
WIRE = policy.SMTP.clone(cte_type="7bit")
ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
SAFE_ADDRESS = re.compile(rf"{ATOM}(\.{ATOM})*@[a-z0-9-]+(\.[a-z0-9-]+)*", re.ASCII)


def compose(email: OutgoingEmail) -> EmailMessage:
    """
    Return the message, under the same Message-ID whenever it is composed.

    :raises DeliveryError: NO, if an address is not one
    """
    sender = address(email.sender_address, Reason.SENDER_REFUSED)
    message = EmailMessage(policy=WIRE)
    message["Message-ID"] = f"<{one_line(email.id)}@{sender.partition('@')[2]}>"
    message["Date"] = format_datetime(email.at)
    message["From"] = Address(one_line(email.sender_name), addr_spec=sender)
    message["To"] = Address(addr_spec=address(email.to, Reason.ADDRESS_UNKNOWN))
    if email.reply_to:
        message["Reply-To"] = Address(addr_spec=address(email.reply_to, Reason.SENDER_REFUSED))
    message["Subject"] = one_line(email.subject)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(email.text)
    if email.html:
        message.add_alternative(email.html, subtype="html")
        _add_pictures(message, email.inline)
    for attachment in email.attachments:
        _attach(message, attachment)
    return message


def address(text: str, reason: Reason) -> str:
    """
    Return the address as commands and headers take it: ASCII, nothing that ends a line.

    :raises DeliveryError: NO, with the reason, if it is not such an address
    """
    cleaned = clean_email(text)
    if not SAFE_ADDRESS.fullmatch(cleaned):
        raise DeliveryError(Happened.NO, reason, "address form")
    return cleaned


def one_line(text: str) -> str:
    """No line break, no control character: nothing a person types becomes a header of its own."""
    kept = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text)
    return " ".join(kept.split())


def _add_pictures(message: EmailMessage, pictures: tuple[InlineImage, ...]) -> None:
    html = cast("list[MIMEPart]", message.get_payload())[-1]
    for picture in pictures:
        maintype, _, subtype = picture.mime.partition("/")
        html.add_related(
            picture.content,
            maintype,
            subtype,
            cid=f"<{one_line(picture.cid)}>",
            disposition="inline",
        )


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    maintype, _, subtype = attachment.mime.partition("/")
    message.add_attachment(
        attachment.content, maintype, subtype, filename=one_line(attachment.name)
    )
