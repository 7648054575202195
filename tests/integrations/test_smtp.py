import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.integrations.cast import ID, PDF, PNG, email
from tests.peers import smtp_server
from tests.peers.certificate import LoopbackCertificate
from tests.peers.smtp_server import HANG_UP, PASSWORD, SILENCE, USER, SmtpServer, Stage
from verksign.integrations.delivery import DeliveryError, HandedOver, Happened, Reason
from verksign.integrations.email.smtp import Smtp

pytest_plugins = ["tests.peers.fixtures"]

NO, NOT_YET, UNKNOWN = Happened.NO, Happened.NOT_YET, Happened.UNKNOWN
Run = Callable[[str], SmtpServer]


@pytest.fixture
def run(loopback_certificate: LoopbackCertificate) -> Iterator[Run]:
    """A server of the scheme that a test asks for."""
    with ExitStack() as servers:
        yield lambda scheme: servers.enter_context(
            smtp_server.running(scheme, loopback_certificate.context)
        )


def channel(server: SmtpServer, url: str = "", ca_file: str = "") -> Smtp:
    return Smtp(url or server.url, ca_file, command_seconds=0.3, answer_seconds=0.3)


def refused(smtp: Smtp) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        smtp.send(email())
    return caught.value


class TestSend:
    def test_delivers_the_whole_message(self, mail_server: SmtpServer) -> None:
        handed_over = channel(mail_server).send(email())
        assert handed_over == HandedOver(reference=f"<{ID}@ekbacken.example>")
        (kept,) = mail_server.kept
        assert (kept.sender, kept.recipients) == ("svar@ekbacken.example", ["karin@kund.example"])
        message = kept.message
        assert message["Message-ID"] == f"<{ID}@ekbacken.example>"
        assert message["Subject"] == "Offert för din Volvo V60"
        plain, html = message.get_body(("plain",)), message.get_body(("html",))
        assert plain
        assert plain.get_content() == email().text
        assert html
        assert html.get_content() == email().html + "\n"
        (pdf,) = message.iter_attachments()
        assert pdf.get_content() == PDF
        assert [p.get_content() for p in message.walk() if p["Content-ID"] == "<logo>"] == [PNG]

    def test_carries_a_line_that_begins_with_a_dot(self, mail_server: SmtpServer) -> None:
        text = ".\n..två\n.\n\n. fem\nslut\n"
        channel(mail_server).send(email(text=text, html="", inline=(), attachments=()))
        assert mail_server.kept[0].message.get_content() == text

    def test_says_the_size_beforehand_and_goodbye_after(self, mail_server: SmtpServer) -> None:
        channel(mail_server).send(email())
        assert [command.split()[0] for command in mail_server.commands] == [
            "EHLO",
            "MAIL",
            "RCPT",
            "DATA",
            "QUIT",
        ]
        size = len(mail_server.kept[0].content)
        assert f"MAIL FROM:<svar@ekbacken.example> size={size}" in mail_server.commands

    def test_stands_by_what_the_server_said_when_it_leaves_without_a_goodbye(
        self, mail_server: SmtpServer
    ) -> None:
        for answer in (HANG_UP, SILENCE, "421 4.3.2 Bye"):
            mail_server.fail(Stage.QUIT, answer)
            assert channel(mail_server).send(email()).reference == f"<{ID}@ekbacken.example>"
        assert len(mail_server.kept) == 3

    def test_accepts_a_server_that_forwards(self, mail_server: SmtpServer) -> None:
        """251 and 252 are a yes too; the peer says them itself, so DATA has no recipient."""
        mail_server.fail(Stage.RCPT, "251 2.1.5 Forwarded")
        assert refused(channel(mail_server)).detail == "DATA 503"


class TestSecure:
    @pytest.mark.parametrize("scheme", ["smtp+starttls", "smtps"])
    def test_logs_in_over_tls(
        self, run: Run, loopback_certificate: LoopbackCertificate, scheme: str
    ) -> None:
        server = run(scheme)
        channel(server, server.url_with_login, loopback_certificate.ca_file).send(email())
        (kept,) = server.kept
        assert (kept.secure, kept.user) == (True, USER)

    @pytest.mark.parametrize("scheme", ["smtp+starttls", "smtps"])
    def test_sends_no_password_to_a_stranger(self, run: Run, scheme: str) -> None:
        server = run(scheme)
        error = refused(channel(server, server.url_with_login))
        assert (error.happened, error.reason) == (NOT_YET, Reason.NOT_SECURE)
        assert error.detail == "SSLCertVerificationError"
        assert not [command for command in server.commands if "AUTH" in command]
        assert server.kept == []

    def test_does_not_go_on_in_clear(self, mail_server: SmtpServer) -> None:
        url = mail_server.url_with_login.replace("smtp://", "smtp+starttls://")
        error = refused(channel(mail_server, url))
        assert (error.happened, error.reason) == (NOT_YET, Reason.NOT_SECURE)
        assert [command.split()[0] for command in mail_server.commands] == ["EHLO", "QUIT"]

    def test_a_refused_log_in_is_the_installations_fault_not_the_messages(
        self, run: Run, loopback_certificate: LoopbackCertificate
    ) -> None:
        server = run("smtps")
        url = server.url_with_login.replace(PASSWORD, "fel")
        error = refused(channel(server, url, loopback_certificate.ca_file))
        assert (error.happened, error.reason) == (NOT_YET, Reason.LOGIN_REFUSED)
        assert error.detail == "SMTPAuthenticationError 535"
        assert server.kept == []


class TestBeforeTheEndOfData:
    @pytest.mark.parametrize(
        "stage", [Stage.GREETING, Stage.EHLO, Stage.MAIL, Stage.RCPT, Stage.DATA]
    )
    @pytest.mark.parametrize("answer", [HANG_UP, SILENCE])
    def test_a_lost_connection_is_not_yet(
        self, mail_server: SmtpServer, stage: Stage, answer: str
    ) -> None:
        mail_server.fail(stage, answer)
        error = refused(channel(mail_server))
        assert (error.happened, error.reason) == (NOT_YET, Reason.NO_ANSWER)
        assert mail_server.kept == []

    def test_no_connection_is_not_yet(self, closed_port: int) -> None:
        error = refused(Smtp(f"smtp://127.0.0.1:{closed_port}", command_seconds=0.3))
        assert (error.happened, error.reason, error.detail) == (
            NOT_YET,
            Reason.NO_ANSWER,
            "ConnectionRefusedError",
        )

    @pytest.mark.parametrize(
        ("stage", "answer", "expected"),
        [
            (Stage.GREETING, "421 4.3.2 Full", (NOT_YET, Reason.TOO_BUSY, "SMTPConnectError 421")),
            (Stage.GREETING, "554 5.3.2 No", (NOT_YET, Reason.TOO_BUSY, "SMTPConnectError 554")),
            (Stage.MAIL, "451 4.3.0 Later", (NOT_YET, Reason.TOO_BUSY, "MAIL 451 4.3.0")),
            (Stage.MAIL, "421 Full", (NOT_YET, Reason.TOO_BUSY, "MAIL 421")),
            (Stage.MAIL, "550 5.1.8 Bad", (NO, Reason.SENDER_REFUSED, "MAIL 550 5.1.8")),
            (Stage.MAIL, "553 Not yours", (NO, Reason.SENDER_REFUSED, "MAIL 553")),
            (Stage.MAIL, "552 5.3.4 Big", (NO, Reason.TOO_LARGE, "MAIL 552 5.3.4")),
            (
                Stage.RCPT,
                "450 4.2.1 Greylisted",
                (NOT_YET, Reason.ADDRESS_UNKNOWN, "RCPT 450 4.2.1"),
            ),
            (Stage.RCPT, "451 4.7.1 Greylisted", (NOT_YET, Reason.TOO_BUSY, "RCPT 451 4.7.1")),
            (Stage.RCPT, "452 4.2.2 Full", (NOT_YET, Reason.MAILBOX_FULL, "RCPT 452 4.2.2")),
            (Stage.RCPT, "550 5.1.1 Who?", (NO, Reason.ADDRESS_UNKNOWN, "RCPT 550 5.1.1")),
            (Stage.RCPT, "550 No such user", (NO, Reason.ADDRESS_UNKNOWN, "RCPT 550")),
            (Stage.RCPT, "550 5.1.10 Who?", (NO, Reason.ADDRESS_UNKNOWN, "RCPT 550 5.1.10")),
            (Stage.RCPT, "552 5.2.2 Full", (NO, Reason.MAILBOX_FULL, "RCPT 552 5.2.2")),
            (Stage.RCPT, "552 Full", (NO, Reason.MAILBOX_FULL, "RCPT 552")),
            (Stage.RCPT, "554 5.7.1 Blocked", (NO, Reason.REFUSED, "RCPT 554 5.7.1")),
            (Stage.RCPT, "550 5.7.1 Blocked", (NO, Reason.REFUSED, "RCPT 550 5.7.1")),
            (Stage.RCPT, "rubbish", (NOT_YET, Reason.NO_ANSWER, "RCPT -1")),
            (Stage.DATA, "451 4.3.0 Later", (NOT_YET, Reason.TOO_BUSY, "DATA 451 4.3.0")),
            (Stage.DATA, "554 5.5.1 None", (NO, Reason.REFUSED, "DATA 554 5.5.1")),
            (Stage.DATA, "250 What?", (NOT_YET, Reason.NO_ANSWER, "DATA 250")),
        ],
    )
    def test_an_answer_tells_what_is_known(
        self,
        mail_server: SmtpServer,
        stage: Stage,
        answer: str,
        expected: tuple[Happened, Reason, str],
    ) -> None:
        mail_server.fail(stage, answer)
        error = refused(channel(mail_server))
        assert (error.happened, error.reason, error.detail) == expected
        assert mail_server.kept == []


class TestAfterTheEndOfData:
    @pytest.mark.parametrize("answer", [HANG_UP, SILENCE])
    def test_a_lost_answer_is_a_doubt(self, mail_server: SmtpServer, answer: str) -> None:
        mail_server.fail(Stage.END, answer)
        error = refused(channel(mail_server))
        assert (error.happened, error.reason) == (UNKNOWN, Reason.NO_ANSWER)
        assert error.detail == "end of DATA SMTPServerDisconnected"
        assert len(mail_server.kept) == 1  # the doubt was right

    @pytest.mark.parametrize(
        ("answer", "expected"),
        [
            ("451 4.3.0 Later", (NOT_YET, Reason.TOO_BUSY, "end of DATA 451 4.3.0")),
            ("421 4.4.2 Full", (NOT_YET, Reason.TOO_BUSY, "end of DATA 421 4.4.2")),
            ("550 5.7.1 Spam", (NO, Reason.REFUSED, "end of DATA 550 5.7.1")),
            ("554 Spam", (NO, Reason.REFUSED, "end of DATA 554")),
            ("552 5.3.4 Big", (NO, Reason.TOO_LARGE, "end of DATA 552 5.3.4")),
            ("550 5.1.1 Who?", (NO, Reason.ADDRESS_UNKNOWN, "end of DATA 550 5.1.1")),
            ("rubbish", (UNKNOWN, Reason.NO_ANSWER, "end of DATA -1")),
            ("354 Go on", (UNKNOWN, Reason.NO_ANSWER, "end of DATA 354")),
        ],
    )
    def test_an_answer_tells_what_is_known(
        self, mail_server: SmtpServer, answer: str, expected: tuple[Happened, Reason, str]
    ) -> None:
        mail_server.fail(Stage.END, answer)
        error = refused(channel(mail_server))
        assert (error.happened, error.reason, error.detail) == expected
        assert mail_server.kept == []

    def test_the_next_attempt_goes_under_the_same_name(self, mail_server: SmtpServer) -> None:
        mail_server.fail(Stage.END, "451 4.3.0 Later", HANG_UP)
        smtp = channel(mail_server)
        assert refused(smtp).happened is NOT_YET
        assert refused(smtp).happened is UNKNOWN
        smtp.send(email())
        assert [kept.message["Message-ID"] for kept in mail_server.kept] == [
            f"<{ID}@ekbacken.example>"
        ] * 2


class TestNeverConnects:
    def test_for_a_message_that_cannot_be_addressed(self, mail_server: SmtpServer) -> None:
        with pytest.raises(DeliveryError):
            channel(mail_server).send(email(to="karin"))
        assert mail_server.sessions == 0

    @pytest.mark.parametrize(
        "url",
        [
            "",
            "post.example",
            "http://post.example",
            "smtp://",
            "smtp://user:hemligt@post.example",
            "smtps://user:lösen@post.example",
        ],
    )
    def test_where_the_address_is_wrong(self, url: str) -> None:
        with pytest.raises(ImproperlyConfigured) as caught:
            Smtp(url)
        assert "hemligt" not in str(caught.value)

    def test_reads_a_password_with_signs_of_its_own(
        self, run: Run, loopback_certificate: LoopbackCertificate, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(smtp_server, "PASSWORD", "p@ss:w/rd")
        server = run("smtps")
        url = f"smtps://{USER}:p%40ss%3Aw%2Frd@127.0.0.1:{server.port}"
        channel(server, url, loopback_certificate.ca_file).send(email())
        assert server.kept[0].user == USER


class TestReachable:
    def test_logs_in_and_sends_nothing(
        self, run: Run, loopback_certificate: LoopbackCertificate
    ) -> None:
        server = run("smtp+starttls")
        channel(server, server.url_with_login, loopback_certificate.ca_file).reachable()
        assert [command.split()[0] for command in server.commands] == [
            "EHLO",
            "EHLO",
            "AUTH",
            "NOOP",
            "QUIT",
        ]
        assert server.kept == []

    def test_tells_what_stands_in_the_way(self, mail_server: SmtpServer, closed_port: int) -> None:
        mail_server.fail(Stage.NOOP, HANG_UP)
        for smtp in (
            channel(mail_server),
            Smtp(f"smtp://127.0.0.1:{closed_port}", command_seconds=0.3),
        ):
            with pytest.raises(DeliveryError) as caught:
                smtp.reachable()
            assert (caught.value.happened, caught.value.reason) == (NOT_YET, Reason.NO_ANSWER)


class TestSecrets:
    @pytest.mark.parametrize(
        "answer", ["250 OK", "550 5.1.1 <karin@kund.example> unknown", HANG_UP]
    )
    def test_stand_in_no_log_and_no_error(
        self,
        run: Run,
        loopback_certificate: LoopbackCertificate,
        caplog: pytest.LogCaptureFixture,
        answer: str,
    ) -> None:
        caplog.set_level(logging.DEBUG, logger="verksign")
        server = run("smtps")
        server.fail(Stage.END, answer)
        smtp = channel(server, server.url_with_login, loopback_certificate.ca_file)
        told = ""
        try:
            smtp.send(email())
        except DeliveryError as error:
            told = f"{error!r} {error}"
        told += f"{caplog.text} {smtp!r} {email()!r}"
        for secret in (PASSWORD, "Åtgärderna", "Offert för"):
            assert secret not in told
        assert "karin@kund.example" not in f"{caplog.text} {told.partition('OutgoingEmail')[0]}"
