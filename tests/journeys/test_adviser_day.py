"""The bench of an adviser's day stays true: one quote of it, within what a person may need."""

import re
import subprocess
import sys

import pytest

from tests.kit.live import environment, free_port
from tests.rules.source import ROOT

BENCH = ROOT / "bench" / "adviser_day_bench.py"
MOST_KEYS = 25
SECONDS = 240

pytestmark = [pytest.mark.browser, pytest.mark.slow]


class TestAdviserDay:
    def test_one_quote_is_found_sent_answered_and_told(self) -> None:
        ran = subprocess.run(
            [sys.executable, BENCH, "--quotes", "1"],
            env=environment(VERKSIGN_PORT=str(free_port())),
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )

        assert ran.returncode == 0, ran.stderr
        keys = re.search(r"key presses, from role centre to sent +(\d+) ", ran.stdout)
        assert keys, ran.stdout
        assert int(keys[1]) <= MOST_KEYS
