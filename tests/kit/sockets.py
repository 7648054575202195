"""Tests talk to this machine only: a forgotten real address fails at once, and says so."""

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest

LOCAL_NAMES = {"", "localhost"}


class OutsideWorld(Exception):
    """A test tried to reach another machine."""


def is_local(host: object) -> bool:
    if host is None or host in LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


class _GuardedSocket(socket.socket):
    def connect(self, address: Any) -> None:
        self._demand_local(address)
        super().connect(address)

    def connect_ex(self, address: Any) -> int:
        self._demand_local(address)
        return super().connect_ex(address)

    def _demand_local(self, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not is_local(address[0]):
            raise OutsideWorld(address[0])


_look_up = socket.getaddrinfo


def _guarded_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
    name = host.decode() if isinstance(host, bytes) else host
    # A wildcard is listened on, never reached.
    if not is_local(name) and name not in {"0.0.0.0", "::"}:
        raise OutsideWorld(name)
    return _look_up(host, *args, **kwargs)


@pytest.fixture(scope="session", autouse=True)
def no_outside_world() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socket", _GuardedSocket)
        patch.setattr(socket, "getaddrinfo", _guarded_look_up)
        yield
