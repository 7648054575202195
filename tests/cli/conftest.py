"""An installation of its own for each test: a folder, a port, and the command as a workshop's server runs it."""

import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.kit.live import environment, free_port, wait_until

URL = "https://svar.verkstad.test"
START_SECONDS = 30


@dataclass
class Installation:
    data: Path
    port: int
    variables: dict[str, str]
    started: "list[subprocess.Popen[str]]" = field(default_factory=list)

    def command(self, *words: str, **variables: str) -> "subprocess.CompletedProcess[str]":
        """Run a command that ends by itself."""
        return subprocess.run(
            [sys.executable, "-m", "verksign.cli.main", *words],
            env=self.variables | variables,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
            stdin=subprocess.DEVNULL,
        )

    def start(self, *words: str) -> "subprocess.Popen[str]":
        """Start a command that goes on, and wait until its page answers."""
        with (self.data / "log").open("a") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "verksign.cli.main", *words],
                env=self.variables,
                stdout=log,
                stderr=log,
                text=True,
            )
        self.started.append(process)
        wait_until(self.answers, seconds=START_SECONDS)
        return process

    def answers(self) -> bool:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/login", headers={"Host": URL.removeprefix("https://")}
        )
        try:
            with urllib.request.urlopen(request, timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def log(self) -> str:
        return (self.data / "log").read_text()

    def kill_all(self) -> None:
        for process in self.started:
            process.kill()
            process.wait()
            for pid in children_of(process.pid):
                subprocess.run(["kill", "-9", str(pid)], check=False, capture_output=True)


def children_of(parent: int) -> set[int]:
    """Return the processes that were started to live as long as `parent`, also when it is gone."""
    listed = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,args="], capture_output=True, text=True, check=True
    ).stdout
    return {
        int(line.split()[0]) for line in listed.splitlines() if line.endswith(f"--parent {parent}")
    }


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    port = free_port()
    made = Installation(
        data=tmp_path,
        port=port,
        variables=environment(
            VERKSIGN_DATA=str(tmp_path),
            VERKSIGN_PORT=str(port),
            VERKSIGN_MODE="production",
            VERKSIGN_URL=URL,
            VERKSIGN_SMTP_URL="smtp://user:password@127.0.0.1:1",
            VERKSIGN_SMS="46elks",
        ),
    )
    yield made
    made.kill_all()


@pytest.fixture
def running(installation: Installation) -> "tuple[Installation, subprocess.Popen[str]]":
    return installation, installation.start("run")


STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
