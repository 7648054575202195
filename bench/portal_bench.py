"""The customer's page under load: the product's own web process and 16 clients on the same machine."""

import os
import subprocess
import sys
import tempfile
import threading
import time
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

from bench.table import Row, median_and_p95, show  # noqa: E402
from tests.kit.cast import WORKSHOP, hire  # noqa: E402
from tests.kit.garage import Garage  # noqa: E402
from verksign.domain.access import Role  # noqa: E402
from verksign.usecases.setup import create_workshop  # noqa: E402

CLIENTS, SECONDS = 16, 8


def link() -> str:
    """An opened quote of four jobs, and its address."""
    now = timezone.now()
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


def client(address: str, taken: list[float], until: float) -> None:
    with httpx.Client() as http:
        while time.perf_counter() < until:
            begun = time.perf_counter()
            assert http.get(address).status_code == 200
            taken.append((time.perf_counter() - begun) * 1000)


def load(address: str) -> list[float]:
    taken: list[float] = []
    until = time.perf_counter() + SECONDS
    threads = [
        threading.Thread(target=client, args=(address, taken, until)) for _ in range(CLIENTS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
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
            taken = load(address)
        finally:
            web.terminate()
    show(
        f"Customer's page, {CLIENTS} clients ({vendor})",
        [
            Row("requests per second", f"{len(taken) / SECONDS:.0f}/s", "≥ 400/s"),
            Row("time, median / p95", median_and_p95(taken), "p95 ≤ 50 ms"),
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
