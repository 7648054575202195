"""
The programs that tests need and pip does not bring.

    python -m tests.kit.programs browser|<name>      prints where it is, or nothing
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "chromium-browser",
)
MAC_BROWSERS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def find_browser() -> Path | None:
    """Return a Chromium or Chrome of this machine; Playwright's own is used where there is none."""
    return next((path for path in _candidates() if _works(path)), None)


def _candidates() -> Iterator[Path]:
    for name in BROWSERS:
        found = shutil.which(name)
        if found:
            yield Path(found)
    yield from (Path(path) for path in MAC_BROWSERS if Path(path).exists())


def _works(path: Path) -> bool:
    """Ubuntu's chromium-browser may be a signpost to another package manager."""
    try:
        return (
            subprocess.run(
                [path, "--version"], capture_output=True, timeout=30, check=False
            ).returncode
            == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False


def find(name: str) -> Path | None:
    if name == "browser":
        return find_browser()
    found = shutil.which(name)
    return Path(found) if found else None


if __name__ == "__main__":
    path = find(sys.argv[1])
    sys.stdout.write(f"{path or ''}\n")
    sys.exit(0 if path else 1)
