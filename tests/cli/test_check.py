"""`verksign check`: one line for each thing a day's work needs."""

import pytest

from tests.cli.conftest import Installation

LINES = ["Inställningar", "Databas", "Personer", "Arkiv", "Nycklar", "E-post", "SMS"]


@pytest.fixture
def ready(installation: Installation) -> Installation:
    """An installation that has been set up and started once, whose outside is not there."""
    done = installation.command("prepare")
    assert done.returncode == 0, done.stderr
    return installation


def lines(output: str) -> dict[str, tuple[str, str]]:
    """Return mark and sentence by name."""
    found = {}
    for line in output.splitlines():
        head, _, words = line.partition(": ")
        mark, name = head.split(maxsplit=1)
        found[name] = (mark, words)
    return found


class TestCheck:
    def test_in_a_demo_needs_nothing_from_outside(self, installation: Installation) -> None:
        assert installation.command("prepare").returncode == 0

        checked = installation.command("check", VERKSIGN_MODE="demo", VERKSIGN_URL="")

        found = lines(checked.stdout)

        assert list(found) == LINES
        assert found["Inställningar"] == ("ok", "demo")
        assert found["E-post"] == ("ok", "utkorgen (skickas inte)")
        assert found["SMS"] == ("ok", "utkorgen (skickas inte)")

    def test_in_production_says_what_is_wrong_and_what_to_do(self, ready: Installation) -> None:
        unreachable = {"VERKSIGN_46ELKS_URL": "http://127.0.0.1:1"}

        done = ready.command("check", **unreachable)

        assert done.returncode == 1
        found = lines(done.stdout)
        assert list(found) == LINES
        assert found["Inställningar"] == ("ok", "produktion, https://svar.verkstad.test")
        assert found["Databas"] == ("ok", f"SQLite, {ready.data}/verksign.sqlite3")
        assert found["Personer"] == ("FEL", "ingen kan logga in. Kör `verksign setup`.")
        assert found["Arkiv"] == ("ok", f"{ready.data}/blobs")
        assert found["Nycklar"] == (
            "FEL",
            "ingen rot än. Starta arbetaren en gång: `verksign run`.",
        )
        assert found["E-post"] == (
            "FEL",
            "svarar inte som det ska: no_answer ConnectionRefusedError. Kontrollera VERKSIGN_SMTP_URL.",
        )
        assert found["SMS"] == (
            "FEL",
            "svarar inte som det ska: no_answer ConnectError. Kontrollera VERKSIGN_SMS och VERKSIGN_46ELKS_…",
        )

    def test_sees_tables_that_are_not_there(self, installation: Installation) -> None:
        found = lines(installation.command("check").stdout)

        mark, words = found["Databas"]
        assert mark == "FEL"
        assert words.endswith("ändringar väntar. Kör `verksign prepare`.")
        assert found["Personer"] == ("FEL", "kan inte läsas. Kör `verksign prepare`.")

    def test_sees_a_secret_that_others_can_read(self, ready: Installation) -> None:
        secrets = ready.data / "secrets"
        (secrets / "secret_key").chmod(0o644)

        found = lines(ready.command("check").stdout)

        assert found["Nycklar"] == (
            "FEL",
            f"andra kan läsa {secrets}/secret_key. Kör: chmod -R go= {secrets}",
        )

    def test_leaves_nothing_in_the_archive(self, ready: Installation) -> None:
        ready.command("check")

        assert [path for path in (ready.data / "blobs").rglob("*") if path.is_file()] == []
