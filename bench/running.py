"""The product itself on a folder of its own, as `verksign run` starts it, for as long as a bench needs it."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.request import urlopen

START_SECONDS = 60


def choose_place(port: str) -> str:
    """Set, before Django is loaded, what this process and the product share; return the product's address."""
    port = os.environ.get("VERKSIGN_PORT", port)
    url = f"http://127.0.0.1:{port}"
    os.environ |= {
        "VERKSIGN_DATA": tempfile.mkdtemp(prefix="verksign-bench-"),
        "VERKSIGN_PORT": port,
        "VERKSIGN_URL": url,
        "DJANGO_SETTINGS_MODULE": "verksign.config.settings",
    }
    return url


@contextmanager
def product(url: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Everything that `verksign run` starts, once it answers."""
    command = [sys.executable, "-m", "verksign.cli.main", "run"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as running:
        try:
            _wait(f"{url}/login")
            yield running
        finally:
            running.terminate()


def _wait(address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with urlopen(address, timeout=5):
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
