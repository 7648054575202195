"""
A mail server on loopback that keeps what it is given and fails when told to.

    server.fail(Stage.RCPT, "550 5.1.1 No such user")    the answer, once
    server.fail(Stage.END, HANG_UP)                      the message is kept, the answer lost
"""

import asyncio
import ssl
import threading
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from enum import StrEnum
from typing import Any, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "verkstad", "p4ss-w0rd-hemlig"


class Stage(StrEnum):
    GREETING = "greeting"
    EHLO = "EHLO"
    AUTH = "AUTH"
    MAIL = "MAIL"
    RCPT = "RCPT"
    DATA = "DATA"
    END = "end of DATA"
    QUIT = "QUIT"
    NOOP = "NOOP"


HANG_UP = "hang up"  # close the connection instead of answering
SILENCE = "silence"  # never answer
KEPT_THEN_LOST = {HANG_UP, SILENCE}  # at the end of DATA: after the message was kept


@dataclass(frozen=True)
class Kept:
    sender: str
    recipients: list[str]
    content: bytes  # as it came over the wire, without the dots of SMTP
    secure: bool
    user: str

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.content.replace(b"\r\n", b"\n"), policy=policy.default)


class SmtpServer:
    """What the tests see. Other threads write to it, so it is read through `wait_for`."""

    def __init__(self, scheme: str) -> None:
        self.scheme = scheme
        self.port = 0
        self.sessions = 0
        self.kept: list[Kept] = []
        self.commands: list[str] = []
        self.connections: set[asyncio.Transport] = set()
        self._faults: defaultdict[Stage, deque[str]] = defaultdict(deque)
        self._changed = threading.Condition()

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}"

    @property
    def url_with_login(self) -> str:
        return f"{self.scheme}://{USER}:{PASSWORD}@127.0.0.1:{self.port}"

    def fail(self, stage: Stage, *answers: str) -> None:
        """Give these answers instead, one each time the stage is reached."""
        self._faults[stage].extend(answers)

    def wait_for(self, count: int, seconds: float = 10.0) -> list[Kept]:
        with self._changed:
            arrived = self._changed.wait_for(lambda: len(self.kept) >= count, seconds)
            assert arrived, f"{len(self.kept)} messages after {seconds} s, {count} expected"
            return list(self.kept)

    def keep(self, kept: Kept) -> None:
        with self._changed:
            self.kept.append(kept)
            self._changed.notify_all()

    def next_fault(self, stage: Stage) -> str | None:
        return self._faults[stage].popleft() if self._faults[stage] else None


Command = Callable[["ScriptedSmtp", str | None], Awaitable[None]]


def scripted(stage: Stage, command: Callable[..., Awaitable[None]]) -> Command:
    async def run(self: "ScriptedSmtp", arg: str | None) -> None:
        self.peer.commands.append(f"{stage} {arg or ''}".rstrip())
        if not await self.failed(stage):
            await command(self, arg)

    return run


class ScriptedSmtp(SMTP):
    peer: SmtpServer

    def __init__(self, handler: "Handler", **options: Any) -> None:
        self.peer = handler.peer
        super().__init__(handler, **options)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.peer.connections.add(cast("asyncio.Transport", transport))
        super().connection_made(transport)

    smtp_EHLO = scripted(Stage.EHLO, SMTP.smtp_EHLO)  # noqa: N815 (aiosmtpd's names)
    smtp_AUTH = scripted(Stage.AUTH, SMTP.smtp_AUTH)  # noqa: N815
    smtp_MAIL = scripted(Stage.MAIL, SMTP.smtp_MAIL)  # noqa: N815
    smtp_RCPT = scripted(Stage.RCPT, SMTP.smtp_RCPT)  # noqa: N815
    smtp_DATA = scripted(Stage.DATA, SMTP.smtp_DATA)  # noqa: N815
    smtp_NOOP = scripted(Stage.NOOP, SMTP.smtp_NOOP)  # noqa: N815
    smtp_QUIT = scripted(Stage.QUIT, SMTP.smtp_QUIT)  # noqa: N815

    async def failed(self, stage: Stage) -> bool:
        fault = self.peer.next_fault(stage)
        if fault is None:
            return False
        await self.act(fault)
        return True

    async def act(self, fault: str) -> None:
        if fault == SILENCE:
            await asyncio.Event().wait()  # until the client goes away or the server stops
        elif fault == HANG_UP:
            cast("asyncio.Transport", self.transport).abort()
        else:
            await self.push(fault)

    async def _handle_client(self) -> None:
        self.peer.sessions += 1
        if not await self.failed(Stage.GREETING):
            await super()._handle_client()
        elif self.transport:
            cast("asyncio.Transport", self.transport).close()


class Handler:
    def __init__(self, peer: SmtpServer) -> None:
        self.peer = peer

    async def handle_DATA(  # noqa: N802 (aiosmtpd's name)
        self, server: ScriptedSmtp, session: Session, envelope: Envelope
    ) -> str:
        fault = self.peer.next_fault(Stage.END)
        content = envelope.original_content
        assert isinstance(content, bytes)
        if fault is None or fault in KEPT_THEN_LOST:
            self.peer.keep(
                Kept(
                    sender=envelope.mail_from or "",
                    recipients=list(envelope.rcpt_tos),
                    content=content,
                    secure=bool(self.peer.scheme == "smtps" or session.ssl),
                    user=str(session.auth_data) if session.authenticated else "",
                )
            )
        if fault in KEPT_THEN_LOST:
            await server.act(fault)
            raise asyncio.CancelledError
        return fault or "250 2.0.0 Queued"


def check_login(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
) -> AuthResult:
    assert isinstance(data, LoginPassword)
    user = data.login.decode()
    right = (user, data.password.decode()) == (USER, PASSWORD)
    return AuthResult(success=right, handled=False, auth_data=user if right else None)


@contextmanager
def running(
    scheme: str = "smtp", certificate: ssl.SSLContext | None = None
) -> Iterator[SmtpServer]:
    """Run a server that speaks `smtp`, `smtp+starttls` or `smtps` until the block ends."""
    peer = SmtpServer(scheme)
    loop = asyncio.new_event_loop()

    def protocol() -> SMTP:
        return ScriptedSmtp(
            Handler(peer),
            loop=loop,
            hostname="localhost",
            tls_context=certificate if scheme == "smtp+starttls" else None,
            authenticator=check_login,
            auth_require_tls=scheme == "smtp+starttls",
        )

    listener = loop.run_until_complete(
        loop.create_server(protocol, "127.0.0.1", 0, ssl=certificate if scheme == "smtps" else None)
    )
    peer.port = listener.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield peer
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.run_until_complete(_end(listener, peer.connections))
        loop.close()


async def _end(listener: asyncio.Server, connections: set[asyncio.Transport]) -> None:
    listener.close()
    for connection in connections:
        connection.abort()
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
