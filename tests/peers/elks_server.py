"""
46elks on loopback: log-in, send, dry run, its errors in plain text, its delivery reports.

    server.answer("too_many")                 the next call gets payloads/elks/too_many.json
    server.report(server.sent[0].id, "delivered")
"""

import json
import math
import threading
from base64 import b64encode
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import httpx

PAYLOADS = Path(__file__).parent / "payloads"
USER, PASSWORD = "u0123456789abcdef", "B4S1C-hemligt-lösen"
ORE_PER_PART = 5200  # ten-thousandths of a krona
GSM7 = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM7_TWICE = "\f^{}\\[~]|€"


def parts_of(text: str) -> int:
    """160 or 153 septets each; with one character outside the alphabet 70 or 67 UTF-16 units."""
    if all(sign in GSM7 + GSM7_TWICE for sign in text):
        size, alone, joined = sum(1 + (sign in GSM7_TWICE) for sign in text), 160, 153
    else:
        size, alone, joined = len(text.encode("utf-16-be")) // 2, 70, 67
    return 1 if size <= alone else math.ceil(size / joined)


@dataclass(frozen=True)
class SentSms:
    id: str
    form: dict[str, str]
    parts: int


class ElksServer:
    def __init__(self) -> None:
        self.url = ""
        self.sent: list[SentSms] = []  # what reached the phone network
        self.calls: list[tuple[str, str, dict[str, str], dict[str, str]]] = []
        self.released = threading.Event()  # set at the end: nobody stays silent for ever
        self._answers: deque[str] = deque()
        self._changed = threading.Condition()

    def answer(self, *cases: str) -> None:
        """Answer the coming calls by these cases instead of doing what they ask."""
        self._answers.extend(cases)

    def next_case(self) -> str | None:
        return self._answers.popleft() if self._answers else None

    def carry(self, form: dict[str, str]) -> SentSms:
        with self._changed:
            id_ = f"s{len(self.sent) + 1:032x}"
            self.sent.append(SentSms(id_, form, parts_of(form["message"])))
            self._changed.notify_all()
            return self.sent[-1]

    def wait_for(self, count: int, seconds: float = 10.0) -> list[SentSms]:
        with self._changed:
            arrived = self._changed.wait_for(lambda: len(self.sent) >= count, seconds)
            assert arrived, f"{len(self.sent)} SMS after {seconds} s, {count} expected"
            return list(self.sent)

    def report(self, id_: str, status: str) -> int:
        """Post the report as 46elks does, and return the HTTP status of the receiver."""
        (sms,) = [sms for sms in self.sent if sms.id == id_]
        form = filled(load(f"elks_reports/{status}"), {"id": id_})
        answer = httpx.post(sms.form["whendelivered"], data=form, trust_env=False)
        return answer.status_code


def load(case: str) -> Any:
    return json.loads((PAYLOADS / f"{case}.json").read_text(encoding="utf-8"))


def filled(value: Any, facts: dict[str, Any]) -> Any:
    """Put a fact where the payload says `"{name}"`, as what it is."""
    if isinstance(value, dict):
        return {key: filled(inner, facts) for key, inner in value.items()}
    if isinstance(value, str) and value.startswith("{") and value.endswith("}"):
        return facts.get(value[1:-1], "")
    return value


class Handler(BaseHTTPRequestHandler):
    peer: ElksServer
    protocol_version = "HTTP/1.1"
    timeout = 20

    def do_GET(self) -> None:
        self.serve({}, "me" if self.path.lower() == "/a1/me" else "missing_message")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        form = {
            name: values[-1]
            for name, values in parse_qs(body.decode(), keep_blank_values=True).items()
        }
        self.serve(form, self.case_of(form))

    def case_of(self, form: dict[str, str]) -> str:
        for name in ("from", "to", "message"):
            if not form.get(name):
                return f"missing_{name}"
        return "dryrun" if form.get("dryrun") == "yes" else "created"

    def serve(self, form: dict[str, str], case: str) -> None:
        self.peer.calls.append((self.command, self.path, dict(self.headers), form))
        expected = "Basic " + b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if self.headers.get("Authorization") != expected:
            case = "wrong_login"
        payload = load(f"elks/{self.peer.next_case() or case}")
        facts: dict[str, Any] = dict(form)
        if form.get("message"):
            facts["parts"] = parts_of(form["message"])
            facts["cost"] = facts["parts"] * ORE_PER_PART
        if payload["effect"]:
            facts["id"] = self.peer.carry(form).id
        if "answer" in payload:
            self.vanish(payload["answer"])
        else:
            self.reply(payload, filled(payload["body"], facts))

    def vanish(self, how: str) -> None:
        if how == "silence":
            self.peer.released.wait(self.timeout)
        self.close_connection = True

    def reply(self, payload: dict[str, Any], body: Any) -> None:
        is_text = isinstance(body, str)
        content = (body if is_text else json.dumps(body)).encode()
        headers = dict(payload.get("headers", {}))
        self.send_response_only(payload["status"])
        self.send_header("Date", headers.pop("Date", self.date_time_string()))
        self.send_header("Content-Type", "text/plain" if is_text else "application/json")
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (http.server's name)
        pass


@contextmanager
def running() -> Iterator[ElksServer]:
    peer = ElksServer()
    handler = type("Handler", (Handler,), {"peer": peer})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        peer.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield peer
        finally:
            peer.released.set()
            server.shutdown()
            thread.join()
