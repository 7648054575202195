"""
Killing the product at every point where it could lose or double something.

A process of its own, without threads, holds the product loaded and forks a child for each run. The child counts the
points it passes: before and after every commit, every hand-over to a channel, every file stored. At the chosen point
it dies by SIGKILL, as a machine does that loses its power. Nothing of ours is replaced: the points are wrapped around
the database driver's commit, the loaded channel's `send` and the storage's `save`.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from importlib import import_module
from typing import Any

import django
from django.conf import settings

KILLED = -signal.SIGKILL
SCENARIOS = "tests.kit.crash_scenarios"

type Facts = str | list[str]


@dataclass
class Points:
    """Counts the points passed and dies at the chosen one; 0 never dies."""

    die_at: int
    passed: int = 0

    def here(self) -> None:
        self.passed += 1
        if self.passed == self.die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, call: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(call)
        def counted(*args: Any, **kwargs: Any) -> Any:
            self.here()
            result = call(*args, **kwargs)
            self.here()
            return result

        return counted


class Driver:
    """The loading process seen from the test: one line of JSON out, one back."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def run(self, scenario: str, step: str, *, die_at: int = 0, **facts: Facts) -> dict[str, Any]:
        """Run a step of a scenario in a child; return how it ended and what it told."""
        stdin, stdout = self.process.stdin, self.process.stdout
        if stdin is None or stdout is None:
            raise RuntimeError("The driver has no pipes")
        order = {"scenario": scenario, "step": step, "die_at": die_at, "facts": facts}
        stdin.write(json.dumps(order) + "\n")
        stdin.flush()
        answer: dict[str, Any] = json.loads(stdout.readline())
        return answer


@contextmanager
def driver(database: str) -> Iterator[Driver]:
    """Start the loading process on the test's own database and data folder."""
    environment = {**os.environ, "CRASH_DATABASE": database}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.kit.crash"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        try:
            yield Driver(process)
        finally:
            process.terminate()


def _child(order: dict[str, Any], report: int) -> None:
    points = Points(order["die_at"])
    scenarios = import_module(SCENARIOS)
    scenarios.instrument(points)
    told = scenarios.STEPS[order["step"]](order["scenario"], **order["facts"])
    os.write(report, json.dumps({"passed": points.passed, "told": told}).encode())


def _carry_out(order: dict[str, Any]) -> dict[str, Any]:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        try:
            _child(order, writing)
        except BaseException as error:  # noqa: BLE001 (the parent tells the test)
            os.write(writing, json.dumps({"error": f"{type(error).__name__}: {error}"}).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    return {"killed": code == KILLED, "code": code, **(json.loads(told) if told else {})}


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.kit.settings"
    django.setup()
    settings.DATABASES["default"]["NAME"] = os.environ["CRASH_DATABASE"]
    import_module(SCENARIOS)  # here, so that no child pays for it; it starts no thread
    for line in sys.stdin:
        print(json.dumps(_carry_out(json.loads(line))), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
