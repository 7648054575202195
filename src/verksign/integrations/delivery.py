"""The port through which every SMS and e-mail leaves: values in, values out, one error."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol


class Happened(StrEnum):
    """What is known of a hand-over that failed."""

    NO = "no"  # refused for good: trying again gives the same answer
    NOT_YET = "not_yet"  # surely not carried out: try again later
    UNKNOWN = "unknown"  # may have been carried out: a person decides


class Reason(StrEnum):
    """Why a hand-over failed, for the words a person reads and for nothing else."""

    NUMBER_UNKNOWN = "number_unknown"
    NOT_MOBILE = "not_mobile"
    ADDRESS_UNKNOWN = "address_unknown"
    MAILBOX_FULL = "mailbox_full"
    SENDER_REFUSED = "sender_refused"
    TOO_LARGE = "too_large"
    REFUSED = "refused"
    NOT_DELIVERED = "not_delivered"  # taken on, but it never reached the telephone
    LOGIN_REFUSED = "login_refused"
    NOT_SECURE = "not_secure"
    NO_ANSWER = "no_answer"
    TOO_BUSY = "too_busy"


class DeliveryError(Exception):
    """
    A message was not surely handed over; `happened` says what is known.

    `detail` is short and technical: a status code or an error class, never personal data.
    """

    def __init__(
        self,
        happened: Happened,
        reason: Reason,
        detail: str = "",
        retry_after: timedelta | None = None,
    ) -> None:
        super().__init__(happened, reason, detail, retry_after)
        self.happened = happened
        self.reason = reason
        self.detail = detail
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class OutgoingSms:
    id: str
    sender: str
    to: str  # E.164
    text: str = field(repr=False)
    report_url: str = field(repr=False)  # holds the secret that proves a report; "" asks for none


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    mime: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class InlineImage:
    """A picture that the HTML part names as `cid:<cid>`."""

    cid: str
    mime: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class OutgoingEmail:
    id: str
    sender_name: str
    sender_address: str
    reply_to: str
    to: str
    subject: str = field(repr=False)
    text: str = field(repr=False)
    html: str = field(repr=False)
    at: datetime  # aware; the Date a reader sees, so the caller's `now` of this attempt
    attachments: tuple[Attachment, ...] = ()
    inline: tuple[InlineImage, ...] = ()


@dataclass(frozen=True, slots=True)
class HandedOver:
    reference: str  # what the channel calls the message, and what its reports name
    parts: int | None = None  # of an SMS, where the channel tells


class ReportedState(StrEnum):
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    reference: str
    state: ReportedState
    at: datetime | None = None  # when the channel says so; otherwise the time it was told
    reason: Reason = Reason.NOT_DELIVERED  # of a failure, where the channel says more


class SmsChannel(Protocol):
    def send(self, sms: OutgoingSms) -> HandedOver:
        """
        Hand the message over once.

        :raises DeliveryError: if it was not surely handed over
        """
        ...

    def read_report(self, headers: Mapping[str, str], body: bytes) -> list[DeliveryReport]:
        """
        Return what a delivery report tells, nothing for one that is not understood.

        The secret in the address proves who tells it; the door checks that first.
        """
        ...

    def reachable(self) -> None:
        """
        Log in and ask something harmless; send nothing.

        :raises DeliveryError: if a message could not be handed over now
        """
        ...


class EmailChannel(Protocol):
    def send(self, email: OutgoingEmail) -> HandedOver:
        """
        Hand the message over once, under a Message-ID made of its id.

        :raises DeliveryError: if it was not surely handed over
        """
        ...

    def reachable(self) -> None:
        """
        Log in and ask something harmless; send nothing.

        :raises DeliveryError: if a message could not be handed over now
        """
        ...
