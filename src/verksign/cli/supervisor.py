"""Keeps the product's processes alive as one tree: restarts what dies, stops everything when asked."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

from verksign.cli.refusal import REFUSED

logger = logging.getLogger("verksign.cli.supervisor")

LOOK_EVERY_SECONDS = 0.1
STEADY_SECONDS = 60
LONGEST_PAUSE_SECONDS = 30.0
STOP_SECONDS = 8.0
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def command(name: str, *options: str) -> list[str]:
    """Return the words that start one of our own subcommands under this interpreter."""
    return [sys.executable, "-m", "verksign.cli.main", name, *options]


def pause_after(deaths: int) -> float:
    """Return how long to wait before the next start: half a second, doubled for each death in a row."""
    return min(0.5 * 2.0 ** min(deaths - 1, 10), LONGEST_PAUSE_SECONDS)


@dataclass
class Child:
    name: str
    argv: Sequence[str]
    process: "subprocess.Popen[bytes] | None" = None
    deaths: int = 0
    started_at: float = 0.0
    start_at: float = field(default_factory=time.monotonic)

    def start(self) -> None:
        # Its own session: Ctrl-C reaches us alone, and we tell each child once. A worker told twice drops its task.
        argv = [*self.argv, "--parent", str(os.getpid())]
        self.process = subprocess.Popen(argv, start_new_session=True)  # noqa: S603 (our own interpreter)
        self.started_at = time.monotonic()

    def exit_code(self) -> int | None:
        return self.process.poll() if self.process else None

    def bury(self) -> None:
        """Note a death and when to start again; whatever the child had started goes with it."""
        lived = time.monotonic() - self.started_at
        self.deaths = 1 if lived >= STEADY_SECONDS else self.deaths + 1
        self.start_at = time.monotonic() + pause_after(self.deaths)
        self.kill()
        self.process = None

    def ask_to_stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def kill(self) -> None:
        if self.process:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Supervisor:
    """
    Runs its children until a stop signal, or until one of them refuses.

    `ready` is asked until it says yes, once; then `greet` is called.
    """

    def __init__(
        self, children: Sequence[Child], *, ready: Callable[[], bool], greet: Callable[[], None]
    ) -> None:
        self.children = children
        self.ready = ready
        self.greet = greet
        self.greeted = False
        self.stops = 0
        self.refused = False

    def run(self) -> int:
        for signum in STOP_SIGNALS:
            signal.signal(signum, self._on_signal)
        try:
            while not self.stops and not self.refused:
                self._look()
                time.sleep(LOOK_EVERY_SECONDS)
        finally:
            self._stop()
        return REFUSED if self.refused else 0

    def _on_signal(self, signum: int, frame: FrameType | None) -> None:
        self.stops += 1

    def _look(self) -> None:
        for child in self.children:
            if child.process is None:
                if child.start_at <= time.monotonic():
                    child.start()
            elif (code := child.exit_code()) is not None:
                self._after_death(child, code)
        if not self.greeted and self.ready():
            self.greeted = True
            self.greet()

    def _after_death(self, child: Child, code: int) -> None:
        if code == REFUSED:
            self.refused = True
            return
        child.bury()
        logger.warning("%s died with code %d and is started again", child.name, code)

    def _stop(self) -> None:
        for child in self.children:
            child.ask_to_stop()
        deadline = time.monotonic() + STOP_SECONDS
        already = self.stops
        while (
            any(child.process and child.exit_code() is None for child in self.children)
            and time.monotonic() < deadline
            and self.stops <= already
        ):
            time.sleep(LOOK_EVERY_SECONDS)
        for child in self.children:
            child.kill()
