"""A file over 400 lines is two files."""

from tests.rules.source import PACKAGE, ROOT, place, python_files

MOST_LINES = 400


class TestSizes:
    def test_no_file_is_two(self) -> None:
        folders = (PACKAGE, ROOT / "tests", ROOT / "bench")
        lengths = {
            path: path.read_text(encoding="utf-8").count("\n") for path in python_files(*folders)
        }

        assert [
            place(path, length) for path, length in lengths.items() if length > MOST_LINES
        ] == []
