"""What a running product takes of the machine, read from /proc: time of the processors, and memory."""

import os
from collections.abc import Iterable
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
PROC = Path("/proc")


def _stat(pid: int) -> list[str]:
    """The fields after the name, which may hold anything."""
    return (PROC / str(pid) / "stat").read_text().rpartition(") ")[2].split()


def _parents() -> dict[int, int]:
    found = {}
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            try:
                found[int(folder.name)] = int(_stat(int(folder.name))[1])
            except (FileNotFoundError, ProcessLookupError):
                continue
    return found


def tree(pid: int) -> list[int]:
    """The process and all that it has started."""
    parents = _parents()
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def cpu_seconds(pids: Iterable[int]) -> float:
    """How long the processors have worked for them."""
    return sum(int(part) for pid in pids for part in _stat(pid)[11:13]) / TICKS


def resident_mib(pid: int) -> float:
    """What it has in memory, shared pages too."""
    return int((PROC / str(pid) / "statm").read_text().split()[1]) * PAGE / 2**20


def own_mib(pid: int) -> float:
    """What would be free without it: what several share is counted by its part."""
    for line in (PROC / str(pid) / "smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise ProcessLookupError(pid)


def command_of(pid: int) -> str:
    return (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
