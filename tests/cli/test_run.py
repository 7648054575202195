"""`verksign run` is one process tree: it comes up together, mends itself, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import time

import pytest

from tests.cli.conftest import STOP_SIGNALS, Installation, children_of
from tests.kit.live import wait_until
from verksign.cli.refusal import REFUSED, TRY_LATER

type Running = tuple[Installation, subprocess.Popen[str]]

pytestmark = pytest.mark.slow


class TestRun:
    def test_says_where_it_is_once_it_answers(self, running: Running) -> None:
        installation, _ = running

        wait_until(lambda: "Verksign är igång." in installation.log())
        assert (
            f"Adress: https://svar.verkstad.test  (lyssnar på 127.0.0.1, port {installation.port})\n"
            "Det finns ingen verkstad än: kör `verksign setup`.\n"
        ) in installation.log()

    @pytest.mark.parametrize("signum", STOP_SIGNALS)
    def test_stops_everything_when_asked(self, running: Running, signum: signal.Signals) -> None:
        _, process = running
        assert len(children_of(process.pid)) >= 3
        asked_at = time.monotonic()

        process.send_signal(signum)

        assert process.wait(15) == 0
        assert time.monotonic() - asked_at < 10
        assert children_of(process.pid) == set()

    def test_leaves_no_orphan_when_it_is_killed(self, running: Running) -> None:
        _, process = running

        process.kill()
        process.wait()

        wait_until(lambda: not children_of(process.pid), seconds=10)

    def test_starts_again_what_is_killed(self, running: Running) -> None:
        installation, process = running
        before = children_of(process.pid)

        for pid in before:
            os.kill(pid, signal.SIGKILL)

        wait_until(lambda: len(children_of(process.pid) - before) == len(before), seconds=20)
        wait_until(installation.answers, seconds=20)
        assert "web died with code -9 and is started again" in installation.log()
        assert "worker died with code -9 and is started again" in installation.log()

    def test_starts_again_a_web_process_whose_master_is_killed(self, running: Running) -> None:
        installation, process = running
        master = min(pid for pid in children_of(process.pid) if parent_of(pid) == process.pid)

        os.kill(master, signal.SIGKILL)

        wait_until(lambda: master not in children_of(process.pid))
        wait_until(installation.answers, seconds=20)

    def test_refuses_a_port_that_is_taken(self, installation: Installation) -> None:
        with socket.socket() as other:
            other.bind(("127.0.0.1", installation.port))
            other.listen()
            done = installation.command("run")

        assert done.returncode == REFUSED
        assert done.stdout == ""
        assert done.stderr == (
            f"Verksign startar inte: port {installation.port} på 127.0.0.1 är upptagen. Stoppa programmet "
            f"som har den, eller välj en annan: VERKSIGN_PORT={installation.port + 1}\n"
        )

    def test_refuses_a_host_that_is_not_here(self, installation: Installation) -> None:
        done = installation.command("run", VERKSIGN_HOST="192.0.2.1")

        assert done.returncode == REFUSED
        assert done.stderr == (
            "Verksign startar inte: VERKSIGN_HOST=192.0.2.1 är ingen adress på den här datorn.\n"
        )

    def test_refuses_production_without_an_address(self, installation: Installation) -> None:
        done = installation.command("run", VERKSIGN_URL="")

        assert done.returncode == REFUSED
        assert "VERKSIGN_URL" in done.stderr
        assert done.stderr.count("\n") == 1

    def test_refuses_production_over_plain_http(self, installation: Installation) -> None:
        done = installation.command("run", VERKSIGN_URL="http://svar.verkstad.test")

        assert done.returncode == REFUSED
        assert "https://" in done.stderr
        assert done.stderr.count("\n") == 1

    def test_refuses_a_database_out_of_reach(self, installation: Installation) -> None:
        done = installation.command(
            "run", VERKSIGN_DATABASE_URL="postgresql://user:password@127.0.0.1:1/none"
        )

        assert done.returncode == TRY_LATER
        *reasons, sentence = done.stderr.splitlines()
        assert sentence == (
            "Verksign startar inte: databasen går inte att nå (couldn't get a connection after 10.00 sec). "
            "Kontrollera VERKSIGN_DATABASE_URL."
        )
        assert "Connection refused" in "".join(reasons)
        assert "Traceback" not in done.stderr
        assert "password" not in done.stderr


def parent_of(pid: int) -> int:
    asked = ["ps", "-o", "ppid=", "-p", str(pid)]
    listed = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    return int(listed)
