"""
A mail server by SMTP. Until the dot that ends DATA is sent, nothing can have been delivered.

`smtp://host:25`, `smtp+starttls://user:password@host:587`, `smtps://user:password@host:465`
"""

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.mail.utils import DNS_NAME

from verksign.integrations.delivery import (
    DeliveryError,
    HandedOver,
    Happened,
    OutgoingEmail,
    Reason,
)
from verksign.integrations.email.mime import address, compose

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
GOODBYE_SECONDS = 1.0
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
END_OF_DATA = "end of DATA"
TRANSIENT, PERMANENT = 4, 5  # the first digit of a code
STARTS_WITH_DOT = re.compile(rb"^\.", re.MULTILINE)
STATUS = re.compile(rb"([245])\.([0-9]{1,3})\.([0-9]{1,3})\b")
# Subject and detail of RFC 3463, whatever the class: 5.1.1 and 4.1.1 tell the same.
REASONS = {
    (b"1", b"0"): Reason.ADDRESS_UNKNOWN,
    (b"1", b"1"): Reason.ADDRESS_UNKNOWN,
    (b"1", b"2"): Reason.ADDRESS_UNKNOWN,
    (b"1", b"3"): Reason.ADDRESS_UNKNOWN,
    (b"1", b"6"): Reason.ADDRESS_UNKNOWN,
    (b"1", b"7"): Reason.SENDER_REFUSED,
    (b"1", b"8"): Reason.SENDER_REFUSED,
    (b"1", b"10"): Reason.ADDRESS_UNKNOWN,
    (b"2", b"1"): Reason.ADDRESS_UNKNOWN,
    (b"2", b"2"): Reason.MAILBOX_FULL,
    (b"2", b"3"): Reason.TOO_LARGE,
    (b"3", b"4"): Reason.TOO_LARGE,
}
# What the code alone tells, by the command it answers.
BARE_REASONS = {
    ("RCPT", 550): Reason.ADDRESS_UNKNOWN,
    ("RCPT", 551): Reason.ADDRESS_UNKNOWN,
    ("RCPT", 553): Reason.ADDRESS_UNKNOWN,
    ("RCPT", 552): Reason.MAILBOX_FULL,
    ("RCPT", 452): Reason.MAILBOX_FULL,
    ("MAIL", 552): Reason.TOO_LARGE,
    (END_OF_DATA, 552): Reason.TOO_LARGE,
}


@dataclass(frozen=True)
class Smtp:
    url: str = field(repr=False)
    ca_file: str = ""  # where the server's certificate is not signed by a root of the system
    command_seconds: float = 10.0
    answer_seconds: float = 45.0  # to the end of DATA, where servers scan: a lost answer is a doubt

    def __post_init__(self) -> None:
        _Server.parse(self.url)

    def send(self, email: OutgoingEmail) -> HandedOver:
        message = compose(email)
        content = message.as_bytes()
        with self._session() as smtp:
            _send_envelope(smtp, email, len(content))
            _send_content(smtp, content, self.answer_seconds)
        return HandedOver(reference=message["Message-ID"])

    def reachable(self) -> None:
        with self._session() as smtp, _nothing_sent():
            smtp.noop()

    @contextmanager
    def _session(self) -> Iterator[smtplib.SMTP]:
        """A server that refuses the session has not judged the message: all of it is NOT_YET."""
        server = _Server.parse(self.url)
        with _nothing_sent():
            smtp = self._connect(server)
        try:
            self._log_in(smtp, server)
            yield smtp
        finally:
            _say_goodbye(smtp)

    def _connect(self, server: "_Server") -> smtplib.SMTP:
        host, port, name = server.host, server.port, DNS_NAME.get_fqdn()
        if server.scheme == "smtps":
            return smtplib.SMTP_SSL(
                host, port, name, timeout=self.command_seconds, context=self._certificates()
            )
        return smtplib.SMTP(host, port, name, timeout=self.command_seconds)

    def _log_in(self, smtp: smtplib.SMTP, server: "_Server") -> None:
        if server.scheme == "smtp+starttls":
            with _nothing_sent(Reason.NOT_SECURE):
                smtp.starttls(context=self._certificates())
        with _nothing_sent():
            smtp.ehlo_or_helo_if_needed()
        if server.user:
            with _nothing_sent(Reason.LOGIN_REFUSED):
                smtp.login(server.user, server.password)

    def _certificates(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        if self.ca_file:
            context.load_verify_locations(self.ca_file)
        return context


@dataclass(frozen=True, slots=True)
class _Server:
    scheme: str
    host: str
    port: int
    user: str
    password: str = field(repr=False)

    @classmethod
    def parse(cls, url: str) -> "_Server":
        parts = urlsplit(url)
        host, user = parts.hostname or "", unquote(parts.username or "")
        password = unquote(parts.password or "")
        if parts.scheme not in PORTS or not host:
            raise ImproperlyConfigured(f"The mail server's URL must begin with one of {[*PORTS]}")
        if user and parts.scheme == "smtp" and host not in LOOPBACK:
            raise ImproperlyConfigured("A password is sent by smtp+starttls or smtps only")
        if not (user + password).isascii():
            raise ImproperlyConfigured("A mail server's user and password must be ASCII")
        return cls(parts.scheme, host, parts.port or PORTS[parts.scheme], user, password)


@contextmanager
def _nothing_sent(refused: Reason = Reason.TOO_BUSY) -> Iterator[None]:
    """Turn every failure that comes before the end of DATA into NOT_YET."""
    try:
        yield
    except ssl.SSLError as error:
        raise _not_yet(Reason.NOT_SECURE, error) from error
    except smtplib.SMTPServerDisconnected as error:
        raise _not_yet(Reason.NO_ANSWER, error) from error
    except smtplib.SMTPException as error:
        raise _not_yet(refused, error) from error
    except OSError as error:
        raise _not_yet(Reason.NO_ANSWER, error) from error


def _say_goodbye(smtp: smtplib.SMTP) -> None:
    """What was told stands, whether or not the server answers this; nobody waits long for it."""
    with suppress(OSError):
        if smtp.sock:
            smtp.sock.settimeout(GOODBYE_SECONDS)
        smtp.quit()
    smtp.close()


def _not_yet(reason: Reason, error: OSError) -> DeliveryError:
    """The server's own words may name the customer: its code must do."""
    code = f" {error.smtp_code}" if isinstance(error, smtplib.SMTPResponseException) else ""
    return DeliveryError(Happened.NOT_YET, reason, type(error).__name__ + code)


def _send_envelope(smtp: smtplib.SMTP, email: OutgoingEmail, size: int) -> None:
    sender = address(email.sender_address, Reason.SENDER_REFUSED)
    recipient = address(email.to, Reason.ADDRESS_UNKNOWN)
    options = [f"size={size}"] if smtp.has_extn("size") else []
    with _nothing_sent():
        _demand("MAIL", 2, smtp.mail(sender, options))
        _demand("RCPT", 2, smtp.rcpt(recipient))
        _demand("DATA", 3, smtp.docmd("DATA"))


def _send_content(smtp: smtplib.SMTP, content: bytes, answer_seconds: float) -> None:
    with _nothing_sent():
        smtp.send(STARTS_WITH_DOT.sub(b"..", content) + b".\r\n")
    try:
        if smtp.sock:
            smtp.sock.settimeout(answer_seconds)
        answer = smtp.getreply()
    except OSError as error:
        detail = f"{END_OF_DATA} {type(error).__name__}"
        raise DeliveryError(Happened.UNKNOWN, Reason.NO_ANSWER, detail) from error
    _demand(END_OF_DATA, 2, answer)


def _demand(command: str, first_digit: int, answer: tuple[int, bytes]) -> None:
    code, text = answer
    if code // 100 == first_digit:
        return
    told = STATUS.match(text)
    detail = f"{command} {code} {told[0].decode() if told else ''}".rstrip()
    raise DeliveryError(_happened(command, code), _reason(command, code, told), detail)


def _happened(command: str, code: int) -> Happened:
    if code // 100 == PERMANENT:
        return Happened.NO
    if code // 100 == TRANSIENT or command != END_OF_DATA:
        return Happened.NOT_YET
    return Happened.UNKNOWN


def _reason(command: str, code: int, told: re.Match[bytes] | None) -> Reason:
    known = REASONS.get((told[2], told[3])) if told else BARE_REASONS.get((command, code))
    if code // 100 == TRANSIENT:
        return known or Reason.TOO_BUSY
    if code // 100 != PERMANENT:
        return Reason.NO_ANSWER
    if command == "MAIL" and known is not Reason.TOO_LARGE:
        return Reason.SENDER_REFUSED
    return known or Reason.REFUSED
