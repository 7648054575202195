import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from verksign.cli.refusal import REFUSED
from verksign.cli.supervisor import pause_after

SUPERVISE = """
import sys
from verksign.cli.supervisor import Child, Supervisor
child = Child("child", [sys.executable, "-c", sys.argv[1]])
sys.exit(Supervisor([child], ready=lambda: True, greet=lambda: print("up", flush=True)).run())
"""


@contextmanager
def supervised(code: str) -> "Iterator[subprocess.Popen[str]]":
    with subprocess.Popen(
        [sys.executable, "-c", SUPERVISE, code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


class TestPauses:
    @pytest.mark.parametrize(
        ("deaths", "seconds"), [(1, 0.5), (2, 1.0), (3, 2.0), (6, 16.0), (7, 30.0), (5000, 30.0)]
    )
    def test_double_for_each_death_in_a_row(self, deaths: int, seconds: float) -> None:
        assert pause_after(deaths) == seconds


class TestSupervisor:
    def test_starts_a_dead_child_again(self, tmp_path: Path) -> None:
        births = tmp_path / "births"
        with supervised(
            f"import sys; open({str(births)!r}, 'a').write('x'); sys.exit(3)"
        ) as process:
            assert process.stderr
            told = [process.stderr.readline(), process.stderr.readline()]

        assert told == ["child died with code 3 and is started again\n"] * 2
        assert births.read_text() == "xx"

    def test_gives_up_when_a_child_refuses(self) -> None:
        with supervised(f"import sys; sys.exit({REFUSED})") as process:
            output, errors = process.communicate(timeout=10)

        assert process.returncode == REFUSED
        assert output == "up\n"
        assert errors == ""

    @pytest.mark.slow
    def test_kills_a_child_that_will_not_stop(self) -> None:
        deaf = (
            "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
            "print('deaf', flush=True); time.sleep(60)"
        )
        with supervised(deaf) as process:
            assert process.stdout
            assert {process.stdout.readline(), process.stdout.readline()} == {"up\n", "deaf\n"}

            process.terminate()

            assert process.wait(15) == 0
