"""
The product itself, running beside a test: real processes on the test's own database and folder.

A test that asks for `product` makes its cast through use cases, walks the pages at `product.url`, and looks at the
rows: both sides see the same database, and it is emptied afterwards.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

START_SECONDS = 30
STOP_SECONDS = 15


def wait_until(true: Callable[[], object], *, seconds: float = 10, every: float = 0.05) -> None:
    """Wait for something that another process does; fail when it has not come about in time."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            pytest.fail(f"not so within {seconds} seconds")
        time.sleep(every)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def database_url() -> str:
    """Return the address of the database this process uses; "" for the SQLite file in its folder."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return ""
    return f"postgresql://{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT']}/{known['NAME']}"


def environment(**more: str) -> dict[str, str]:
    """Return what a process of the product is started with: our folder, nothing of this shell's choices."""
    bare = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("VERKSIGN_", "DJANGO_", "PYTEST_"))
    }
    return bare | {"PYTHONUNBUFFERED": "1"} | more


@dataclass
class Program:
    """One process of the product, what it was started with, and its log."""

    name: str
    log: Path
    variables: dict[str, str]
    process: "subprocess.Popen[bytes] | None" = None

    def start(self, *options: str) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "verksign.cli.main", self.name, *options],
                env=self.variables,
                stdout=log,
                stderr=log,
            )

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        finally:
            self.process.kill()
            self.process.wait()
            self.process = None

    def log_tail(self) -> str:
        text = self.log.read_text(encoding="utf-8", errors="replace")
        return "\n".join(text.splitlines()[-40:])

    def kill(self) -> None:
        """End it as a power cut would: no chance to finish anything."""
        assert self.process
        self.process.kill()
        self.process.wait()
        self.process = None


@dataclass
class Product:
    url: str
    data: Path
    web: Program
    worker: Program
    read_to: int = field(default=0)

    def start(self) -> None:
        self.web.start("--prepared", "--parent", str(os.getpid()))
        self.start_worker()
        port = int(self.url.rpartition(":")[2])
        wait_until(lambda: _answers(port), seconds=START_SECONDS)

    def start_worker(self) -> None:
        self.worker.start("--prepared", "--parent", str(os.getpid()))

    def stop(self) -> None:
        self.worker.stop()
        self.web.stop()

    def new_log(self) -> str:
        """Return what the web door has logged since this was last asked."""
        text = self.web.log.read_text(encoding="utf-8", errors="replace")
        new, self.read_to = text[self.read_to :], len(text)
        return new


STARTED: pytest.StashKey[Product] = pytest.StashKey()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="session")
def _product(django_db_setup: None, pytestconfig: pytest.Config) -> Iterator[Product]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    variables = environment(
        VERKSIGN_DATA=str(settings.DATA),
        VERKSIGN_DATABASE_URL=database_url(),
        VERKSIGN_PORT=str(port),
        VERKSIGN_URL=url,
        VERKSIGN_WEB_WORKERS="1",
        DJANGO_SETTINGS_MODULE="verksign.config.settings",
    )
    collect = [sys.executable, "-m", "django", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(collect, env=variables, check=True)
    made = Product(
        url=url,
        data=settings.DATA,
        web=Program("web", settings.DATA / "web.log", variables),
        worker=Program("worker", settings.DATA / "worker.log", variables),
    )
    try:
        made.start()
        pytestconfig.stash[STARTED] = made
        yield made
    finally:
        made.stop()


@pytest.fixture(autouse=True)
def no_worker_beside(request: pytest.FixtureRequest) -> None:
    """A test that did not ask for the product has its rows to itself: a worker would take their work from it."""
    started = request.config.stash.get(STARTED, None)
    if started and "product" not in request.fixturenames:
        started.worker.stop()


@pytest.fixture
def product(_product: Product, transactional_db: None) -> Iterator[Product]:
    """The running product, on the database of this test, with an empty outbox."""
    for left in settings.OUTBOX_DIR.glob("*.json"):
        left.unlink()
    if _product.worker.process is None:
        _product.start_worker()
    _product.new_log()
    yield _product
    log = _product.new_log()
    assert "Traceback" not in log, log


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show what the product said when a test beside it has failed."""
    report = yield
    product = getattr(item, "funcargs", {}).get("product")
    if report.failed and isinstance(product, Product):
        for program in (product.web, product.worker):
            report.sections.append((f"Log of {program.name}", program.log_tail()))
    return report
