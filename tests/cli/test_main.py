import subprocess
import sys

import pytest

from tests.kit.live import environment
from verksign.cli.main import COMMANDS, main


class TestCommand:
    def test_without_words_shows_them_and_fails(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main([]) == 2

        shown = capsys.readouterr()
        assert shown.out == ""
        assert all(f"\n  {name} " in shown.err for name in COMMANDS)

    def test_help_shows_the_words(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["--help"]) == 0

        shown = capsys.readouterr()
        assert shown.out.startswith("Verksign: bindande svar från verkstadens kunder.\n")
        assert shown.err == ""

    def test_version(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["--version"]) == 0
        assert capsys.readouterr().out == "Verksign 0.1.0\n"

    @pytest.mark.parametrize("name", COMMANDS)
    def test_every_subcommand_helps_in_swedish(
        self, name: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit) as left:
            main([name, "--help"])

        assert left.value.code == 0
        shown = capsys.readouterr().out
        assert shown.startswith(f"Användning: verksign {name} ")
        assert "\nval:\n" in shown

    def test_an_unknown_option_is_refused(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as left:
            main(["run", "--fast"])

        assert left.value.code == 2
        assert capsys.readouterr().err == "Användning: verksign run [-h]\nFörstod inte: --fast\n"

    def test_verify_starts_without_django(self) -> None:
        code = (
            "import sys; from verksign.cli.main import main\n"
            "try: main(['verify', '--help'])\n"
            "except SystemExit: pass\n"
            "print('loaded', sorted({'django', 'pyhanko'} & set(sys.modules)))"
        )
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=environment(),
            capture_output=True,
            text=True,
            check=True,
        )

        assert done.stdout.endswith("loaded []\n")
