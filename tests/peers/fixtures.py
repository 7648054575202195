"""The outside, on loopback. Load with `pytest_plugins = ["tests.peers.fixtures"]`."""

import socket
from collections.abc import Iterator

import pytest

from tests.peers import certificate, elks_server, smtp_server


@pytest.fixture(scope="session")
def loopback_certificate(
    tmp_path_factory: pytest.TempPathFactory,
) -> certificate.LoopbackCertificate:
    return certificate.make(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def mail_server() -> Iterator[smtp_server.SmtpServer]:
    with smtp_server.running() as server:
        yield server


@pytest.fixture
def elks(monkeypatch: pytest.MonkeyPatch) -> Iterator[elks_server.ElksServer]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")  # a developer's proxy is not the way to loopback
    with elks_server.running() as server:
        yield server


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port that refuses every connection: bound, so that nobody else takes it, not listening."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]
