"""The customer's page under load: the product's own web process and 16 clients on the same machine."""

import os
import re
import selectors
import socket
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
DATA = tempfile.mkdtemp(prefix="verksign-bench-")
PORT = "8977"
URL = f"http://127.0.0.1:{PORT}"
os.environ |= {
    "VERKSIGN_DATA": DATA,
    "VERKSIGN_PORT": PORT,
    "VERKSIGN_URL": URL,
    "DJANGO_SETTINGS_MODULE": "verksign.config.settings",
}

import django  # noqa: E402 (the environment comes first)

django.setup()

import httpx  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.processes import cpu_seconds, tree  # noqa: E402
from bench.table import Row, median_and_p95, show  # noqa: E402
from tests.kit.cast import WORKSHOP, hire  # noqa: E402
from tests.kit.garage import Garage  # noqa: E402
from verksign.domain.access import Role  # noqa: E402
from verksign.usecases.setup import create_workshop  # noqa: E402

CLIENTS, SECONDS = 16, 8
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"
"""A person's: what comes from machines is counted apart."""


def link() -> str:
    """An opened quote of four jobs, and its address; sent long enough ago for a person to read it."""
    now = timezone.now() - timedelta(hours=1)
    workshop = create_workshop(profile=WORKSHOP, now=now)
    anna = hire(name="Anna Lind", email="anna@demo.test", workshop=workshop, role=Role.ADVISER)
    garage = Garage(anna.actor, now=now)
    jobs = {
        "Service": "included",
        "Bromsar": "optional",
        "Torkare": "optional",
        "Batteri": "optional",
    }
    return f"{URL}/o/{garage.token(garage.seen(garage.quote(jobs=jobs)))}"


class Visitor:
    """A browser that opens the page again as soon as it has it, over one connection."""

    def __init__(self, path: str) -> None:
        self.socket = socket.create_connection(("127.0.0.1", int(PORT)))
        headers = f"Host: 127.0.0.1:{PORT}\r\nUser-Agent: {PHONE}\r\n"
        self.request = f"GET {path} HTTP/1.1\r\n{headers}\r\n".encode()
        self.ask()

    def ask(self) -> None:
        self.got, self.size = b"", 0
        self.begun = time.perf_counter()
        self.socket.sendall(self.request)

    def read(self) -> bool:
        """Take what has come; True when the page is whole."""
        self.got += self.socket.recv(65536)
        if not self.size and (end := self.got.find(b"\r\n\r\n")) > 0:
            assert self.got.startswith(b"HTTP/1.1 200 "), self.got[:100]
            length = re.search(rb"(?i)\r\ncontent-length: (\d+)", self.got[:end])
            assert length, self.got[:end]
            self.size = end + 4 + int(length[1])
        return len(self.got) == self.size


def load(path: str, *, seconds: float) -> list[float]:
    """All visitors in one thread: what asks must not take the processor from what answers."""
    taken: list[float] = []
    visitors = selectors.DefaultSelector()
    for _ in range(CLIENTS):
        visitor = Visitor(path)
        visitors.register(visitor.socket, selectors.EVENT_READ, visitor)
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        for key, _ in visitors.select():
            visitor = key.data
            if visitor.read():
                taken.append((time.perf_counter() - visitor.begun) * 1000)
                visitor.ask()
    return taken


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    address = link()
    vendor = connection.vendor
    connections.close_all()
    with subprocess.Popen([sys.executable, "-m", "verksign.cli.main", "web"]) as web:
        try:
            wait(address)
            size = len(httpx.get(address).content)
            load(address.removeprefix(URL), seconds=1)
            before = cpu_seconds(tree(web.pid))
            taken = load(address.removeprefix(URL), seconds=SECONDS)
            used = cpu_seconds(tree(web.pid)) - before
        finally:
            web.terminate()
    show(
        f"Customer's page, {CLIENTS} clients ({vendor})",
        [
            Row("requests per second", f"{len(taken) / SECONDS:.0f}/s", "≥ 400/s"),
            Row("time, median / p95", median_and_p95(taken), "p95 ≤ 50 ms"),
            Row("processor time per request", f"{used / len(taken) * 1000:.1f} ms", "–"),
            Row("page weight", f"{size / 1000:.1f} kB", "≤ 30 kB"),
        ],
    )


def wait(address: str) -> None:
    for _ in range(100):
        try:
            httpx.get(address)
        except httpx.ConnectError:
            time.sleep(0.1)
        else:
            return


if __name__ == "__main__":
    main()
