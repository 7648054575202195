"""The linters stay as strict as they were: loosening one is a change somebody must see and agree to."""

import re
import tomllib

from tests.rules.source import PACKAGE, ROOT, place, python_files

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
BLANKET = (
    re.compile(r"#\s*noqa\s*(?!:)"),
    re.compile(r"#\s*(ruff|flake8)\s*:\s*noqa"),
    re.compile(r"#\s*type:\s*ignore(?!\[)"),
    re.compile(r"#\s*mypy\s*:"),
    re.compile(r"#\s*fmt:\s*(off|skip)"),
)
LEFT_OUT = {
    *("ANN", "ARG", "COM812", "CPY", "D", "EM", "FIX", "N818", "PLR0913"),
    *("RUF001", "RUF002", "RUF003", "RUF012", "TC", "TD", "TRY003"),
}


def blankets(text: str) -> list[int]:
    return [
        number
        for number, line in enumerate(text.splitlines(), 1)
        if any(pattern.search(line) for pattern in BLANKET)
    ]


class TestStrictness:
    def test_no_file_switches_a_whole_checker_off(self) -> None:
        own = ROOT / "tests" / "rules" / "test_strictness.py"
        found = [
            place(path, line)
            for path in python_files(PACKAGE, ROOT / "tests", ROOT / "bench")
            if path != own
            for line in blankets(path.read_text(encoding="utf-8"))
        ]

        assert found == []

    def test_sees_a_blanket(self) -> None:
        lines = "x = 1  # noqa\ny = 2  # type: ignore\nz = 3  # noqa: S105\nw = 4  # type: ignore[misc]\n"

        assert blankets(lines) == [1, 2]

    def test_ruff_selects_everything_and_leaves_out_what_was_agreed(self) -> None:
        lint = PROJECT["tool"]["ruff"]["lint"]

        assert lint["select"] == ["ALL"]
        assert set(lint["ignore"]) == LEFT_OUT
        assert lint["mccabe"]["max-complexity"] == 8
        assert lint["pylint"] == {"max-statements": 30, "max-branches": 8}

    def test_mypy_is_strict_everywhere(self) -> None:
        mypy = PROJECT["tool"]["mypy"]

        assert mypy["strict"] is True
        assert mypy["files"] == ["src", "tests", "bench"]
        for override in mypy["overrides"]:
            assert set(override) == {"module", "ignore_missing_imports"}

    def test_warnings_are_errors(self) -> None:
        assert PROJECT["tool"]["pytest"]["ini_options"]["filterwarnings"][0] == "error"
