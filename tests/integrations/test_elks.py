import logging
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from tests.integrations.cast import ID, SMS_TEXT, sms
from tests.peers.elks_server import PASSWORD, USER, ElksServer
from verksign.domain.sms_text import count
from verksign.integrations.delivery import (
    DeliveryError,
    DeliveryReport,
    HandedOver,
    Happened,
    Reason,
    ReportedState,
)
from verksign.integrations.sms.elks import Elks

pytest_plugins = ["tests.peers.fixtures"]

NO, NOT_YET, UNKNOWN = Happened.NO, Happened.NOT_YET, Happened.UNKNOWN


@pytest.fixture
def channel(elks: ElksServer) -> Elks:
    return Elks(url=elks.url, user=USER, password=PASSWORD, read_seconds=0.2)


def refused(channel: Elks, **changes: str) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        channel.send(sms(**changes))
    return caught.value


class TestSend:
    def test_gives_the_gateway_exactly_what_it_needs(self, channel: Elks, elks: ElksServer) -> None:
        handed_over = channel.send(sms())
        (sent,) = elks.sent
        assert handed_over == HandedOver(reference=sent.id, parts=1)
        assert sent.form == {
            "from": "Ekbacken",
            "to": "+46701740605",
            "message": SMS_TEXT,
            "whendelivered": f"https://svar.ekbacken.example/hooks/sms/r4p0rts3cr3t/{ID}",
            "dontlog": "message",
        }
        ((method, path, headers, _),) = elks.calls
        assert (method, path) == ("POST", "/a1/sms")
        assert headers["Content-Type"] == "application/x-www-form-urlencoded"
        assert headers["User-Agent"] == "Verksign"
        login = b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        assert headers["Authorization"] == f"Basic {login}"

    def test_asks_for_no_report_where_there_is_no_address_for_it(
        self, channel: Elks, elks: ElksServer
    ) -> None:
        channel.send(sms(report_url=""))
        assert "whendelivered" not in elks.sent[0].form

    @pytest.mark.parametrize(
        ("text", "parts"),
        [
            ("å" * 160, 1),
            ("å" * 161, 2),
            ("ÅÄÖåäöéÉüÜ§ " * 13, 1),
            ("€" * 80, 1),
            ("€" * 81, 2),
            ("Pris 12\u00a0345,50\u00a0kr" + "." * 53, 1),  # 70 with a no-break space: UCS-2
            ("Pris 12\u00a0345,50\u00a0kr" + "." * 54, 2),
            ("👌" * 35, 1),
            ("👌" * 36, 2),
            ("ä" * 307, 3),
        ],
    )
    def test_carries_every_letter_and_tells_the_parts(
        self, channel: Elks, elks: ElksServer, text: str, parts: int
    ) -> None:
        assert channel.send(sms(text=text)).parts == parts
        assert elks.sent[0].form["message"] == text
        assert count(text).parts == parts

    def test_sends_from_a_number_where_replies_are_wanted(
        self, channel: Elks, elks: ElksServer
    ) -> None:
        channel.send(sms(sender="+46766861004"))
        assert elks.sent[0].form["from"] == "+46766861004"

    def test_twice_is_two_at_the_gateway(self, channel: Elks, elks: ElksServer) -> None:
        """46elks knows no idempotency: this is why a doubt is never sent again by itself."""
        channel.send(sms())
        channel.send(sms())
        assert len(elks.sent) == 2


class TestRefusedHere:
    @pytest.mark.parametrize(
        ("number", "reason"),
        [
            ("+46900123456", Reason.NOT_MOBILE),  # 0900, premium rate
            ("+46939123456", Reason.NOT_MOBILE),  # 0939
            ("+469391234567", Reason.NOT_MOBILE),
            ("+46944123456", Reason.NOT_MOBILE),  # 0944
            ("+4690123456", Reason.NOT_MOBILE),  # 090, Umeå
            ("+46406280412", Reason.NOT_MOBILE),
            ("+46771123456", Reason.NOT_MOBILE),
            ("+46740123456", Reason.NOT_MOBILE),  # a pager
            ("+19005550123", Reason.NOT_MOBILE),
            ("+46701", Reason.NUMBER_UNKNOWN),
            ("0701740605", Reason.NUMBER_UNKNOWN),
            ("+46 70 174 06 05", Reason.NUMBER_UNKNOWN),
            ("+46701740605;ext=9", Reason.NUMBER_UNKNOWN),
            ("+46701740605\n", Reason.NUMBER_UNKNOWN),
            ("", Reason.NUMBER_UNKNOWN),
            ("72456", Reason.NUMBER_UNKNOWN),
        ],
    )
    def test_a_number_that_is_no_mobile_and_nothing_is_sent(
        self, channel: Elks, elks: ElksServer, number: str, reason: Reason
    ) -> None:
        error = refused(channel, to=number)
        assert (error.happened, error.reason) == (NO, reason)
        assert elks.calls == []

    @pytest.mark.parametrize(
        "sender",
        [
            "",
            "Bi",
            "Bilverkstaden",
            "1Bil",
            "Bil AB",
            "Däck",
            "Bil.se",
            "Ekbacken\n",
            "+0123",
            "46elk\r",
        ],
    )
    def test_a_sender_that_networks_drop_and_nothing_is_sent(
        self, channel: Elks, elks: ElksServer, sender: str
    ) -> None:
        error = refused(channel, sender=sender)
        assert (error.happened, error.reason) == (NO, Reason.SENDER_REFUSED)
        assert elks.calls == []

    @pytest.mark.parametrize("number", ["+46739000000", "+447911123456", "+4790612345"])
    def test_lets_mobiles_through(self, channel: Elks, elks: ElksServer, number: str) -> None:
        channel.send(sms(to=number))
        assert elks.sent[0].form["to"] == number


class TestFaults:
    @pytest.mark.parametrize(
        ("case", "expected"),
        [
            ("request_timeout", (NOT_YET, Reason.TOO_BUSY, "HTTP 408")),
            ("too_many", (NOT_YET, Reason.TOO_BUSY, "HTTP 429")),
            ("unavailable", (NOT_YET, Reason.TOO_BUSY, "HTTP 503")),
            ("unavailable_until", (NOT_YET, Reason.TOO_BUSY, "HTTP 503")),
            ("missing_from", (NO, Reason.SENDER_REFUSED, "HTTP 403")),
            ("missing_to", (NO, Reason.NUMBER_UNKNOWN, "HTTP 403")),
            ("sender_refused", (NO, Reason.SENDER_REFUSED, "HTTP 403")),
            ("number_refused", (NO, Reason.NUMBER_UNKNOWN, "HTTP 403")),
            ("missing_message", (NO, Reason.REFUSED, "HTTP 403")),
            ("no_credit", (NO, Reason.REFUSED, "HTTP 402")),
            ("wrong_login", (NO, Reason.LOGIN_REFUSED, "HTTP 401")),
            ("failed_at_once", (NO, Reason.REFUSED, "status failed")),
            ("unavailable_without_promise", (UNKNOWN, Reason.NO_ANSWER, "HTTP 503")),
            ("error_before_effect", (UNKNOWN, Reason.NO_ANSWER, "HTTP 500")),
            ("error_after_effect", (UNKNOWN, Reason.NO_ANSWER, "HTTP 502")),
            ("moved", (UNKNOWN, Reason.NO_ANSWER, "HTTP 301")),
            ("unreadable_after_effect", (UNKNOWN, Reason.NO_ANSWER, "HTTP 200, unreadable")),
            ("without_id_after_effect", (UNKNOWN, Reason.NO_ANSWER, "HTTP 200, unreadable")),
            ("silent_before_effect", (UNKNOWN, Reason.NO_ANSWER, "ReadTimeout")),
            ("silent_after_effect", (UNKNOWN, Reason.NO_ANSWER, "ReadTimeout")),
            ("dropped_before_effect", (UNKNOWN, Reason.NO_ANSWER, "RemoteProtocolError")),
            ("dropped_after_effect", (UNKNOWN, Reason.NO_ANSWER, "RemoteProtocolError")),
        ],
    )
    def test_tell_what_is_known(
        self, channel: Elks, elks: ElksServer, case: str, expected: tuple[Happened, Reason, str]
    ) -> None:
        elks.answer(case)
        error = refused(channel)
        assert (error.happened, error.reason, error.detail) == expected
        assert len(elks.calls) == 1
        assert len(elks.sent) == ("after_effect" in case)

    def test_no_connection_is_not_yet(self, closed_port: int) -> None:
        channel = Elks(f"http://127.0.0.1:{closed_port}", USER, PASSWORD, read_seconds=0.2)
        error = refused(channel)
        assert (error.happened, error.reason, error.detail) == (
            NOT_YET,
            Reason.NO_ANSWER,
            "ConnectError",
        )

    def test_a_host_without_a_certificate_is_not_yet(self, elks: ElksServer) -> None:
        secure = elks.url.replace("http://", "https://")
        error = refused(Elks(secure, USER, PASSWORD, read_seconds=0.2))
        assert (error.happened, error.reason) == (NOT_YET, Reason.NO_ANSWER)
        assert elks.calls == []

    @pytest.mark.parametrize(
        ("case", "wait"),
        [
            ("too_many", timedelta(seconds=17)),
            ("unavailable", timedelta(seconds=120)),
            ("unavailable_until", timedelta(seconds=150)),
            ("request_timeout", None),
        ],
    )
    def test_tell_how_long_to_wait(
        self, channel: Elks, elks: ElksServer, case: str, wait: timedelta | None
    ) -> None:
        elks.answer(case)
        assert refused(channel).retry_after == wait

    def test_follow_no_redirect_with_the_password(self, channel: Elks, elks: ElksServer) -> None:
        elks.answer("moved")
        refused(channel)
        assert [path for _, path, _, _ in elks.calls] == ["/a1/sms"]

    def test_after_a_fault_the_next_one_goes(self, channel: Elks, elks: ElksServer) -> None:
        elks.answer("too_many")
        refused(channel)
        assert channel.send(sms()).reference == elks.sent[0].id


class TestRetryAfter:
    @pytest.mark.parametrize(
        ("told", "wait", "happened"),
        [
            ("0", timedelta(0), NOT_YET),
            ("9" * 40, None, UNKNOWN),
            ("99999999", timedelta(days=1), NOT_YET),
            ("Tue, 24 Nov 2020 08:40:00 GMT", timedelta(0), NOT_YET),
            ("soon", None, UNKNOWN),
            ("-5", None, UNKNOWN),
            ("", None, UNKNOWN),
        ],
    )
    def test_odd_values_do_no_harm(
        self, told: str, wait: timedelta | None, happened: Happened
    ) -> None:
        class Busy(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(503)
                self.send_header("Retry-After", told)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        with HTTPServer(("127.0.0.1", 0), Busy) as server:
            thread = Thread(target=server.handle_request)
            thread.start()
            error = refused(Elks(f"http://127.0.0.1:{server.server_port}", USER, PASSWORD))
            thread.join()
        assert (error.happened, error.retry_after) == (happened, wait)


class TestReports:
    def test_read_what_46elks_posts(self, channel: Elks) -> None:
        body = b"id=s3633fa8e62f823e52fbc67ebf6925ab5&status=delivered&delivered=2026-11-24T08%3A40%3A07.422000"
        assert channel.read_report({}, body) == [
            DeliveryReport(
                "s3633fa8e62f823e52fbc67ebf6925ab5",
                ReportedState.DELIVERED,
                datetime(2026, 11, 24, 8, 40, 7, 422000, tzinfo=UTC),
            )
        ]

    @pytest.mark.parametrize("state", [ReportedState.SENT, ReportedState.FAILED])
    def test_read_states_without_a_time(self, channel: Elks, state: ReportedState) -> None:
        body = f"id=s1&status={state}".encode()
        assert channel.read_report({}, body) == [DeliveryReport("s1", state, None)]

    def test_a_time_that_cannot_be_read_leaves_the_message_delivered(self, channel: Elks) -> None:
        body = b"id=s1&status=delivered&delivered=yesterday"
        assert channel.read_report({}, body) == [
            DeliveryReport("s1", ReportedState.DELIVERED, None)
        ]

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"status=delivered",
            b"id=s1",
            b"id=&status=sent",
            b"id=s1&status=created",
            b"id=s1&status=DELIVERED",
            b'{"id": "s1", "status": "delivered"}',
            b"\xff\xfe\x00",
            b"id=%FF&status=nope",
        ],
    )
    def test_ignore_what_they_do_not_understand(self, channel: Elks, body: bytes) -> None:
        assert channel.read_report({}, body) == []

    def test_come_to_the_address_that_was_given(self, channel: Elks, elks: ElksServer) -> None:
        received: list[tuple[str, bytes]] = []

        class Receiver(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                received.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(204)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        with HTTPServer(("127.0.0.1", 0), Receiver) as server:
            thread = Thread(target=server.handle_request)
            thread.start()
            url = f"http://127.0.0.1:{server.server_port}/hooks/sms/secret/{ID}"
            reference = channel.send(sms(report_url=url)).reference
            assert elks.report(reference, "delivered") == 204
            thread.join()
        ((path, body),) = received
        assert path == f"/hooks/sms/secret/{ID}"
        (report,) = channel.read_report({}, body)
        assert (report.reference, report.state) == (reference, ReportedState.DELIVERED)


class TestReachable:
    def test_asks_for_the_account_and_sends_nothing(self, channel: Elks, elks: ElksServer) -> None:
        channel.reachable()
        assert [(method, path) for method, path, _, _ in elks.calls] == [("GET", "/a1/me")]
        assert elks.sent == []

    def test_tells_a_wrong_password(self, elks: ElksServer) -> None:
        with pytest.raises(DeliveryError) as caught:
            Elks(elks.url, USER, "fel").reachable()
        assert (caught.value.happened, caught.value.reason) == (NO, Reason.LOGIN_REFUSED)


class TestSecrets:
    @pytest.mark.parametrize(
        "case",
        ["created", "no_credit", "number_refused", "error_after_effect", "silent_after_effect"],
    )
    def test_stand_in_no_log_and_no_error(
        self, channel: Elks, elks: ElksServer, caplog: pytest.LogCaptureFixture, case: str
    ) -> None:
        caplog.set_level(logging.DEBUG)
        elks.answer(case)
        told = ""
        try:
            channel.send(sms())
        except DeliveryError as error:
            told = f"{error!r} {error}"
        told += f"{caplog.text} {channel!r} {sms()!r}"
        encoded = b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        for secret in (PASSWORD, encoded, "k7Qm2xVb9TzRw4NcYp8dHf", "r4p0rts3cr3t", "ABC12D"):
            assert secret not in told
