"""What the project must not name: one machine's folders, one index's address, anybody's workplace."""

import re

from tests.rules.source import ROOT, own_files, place, text_of

# The brackets keep this file from being the first to break its rule.
FORBIDDEN = re.compile(
    r"/w[o]rk/|/f[a]rm/|/r[o]ot/\.pyenv|py[p]i\.org|python[h]osted|np[m]js\.(org|com)|deb\.[d]ebian\.org"
)


class TestWords:
    def test_no_file_names_a_machine_or_an_index(self) -> None:
        found = [
            place(path, number)
            for path in own_files()
            for number, line in enumerate(text_of(path).splitlines(), 1)
            if FORBIDDEN.search(line)
        ]

        assert found == []

    def test_locks_have_hashes_and_no_addresses(self) -> None:
        for lock in sorted((ROOT / "requirements").glob("*.lock")):
            text = lock.read_text(encoding="utf-8")
            assert "://" not in text
            assert "--index" not in text
            packages = [line for line in text.splitlines() if re.match(r"[a-z0-9]", line)]
            assert packages
            assert all("==" in line and line.endswith("\\") for line in packages)
