"""A bench prints one table: what was measured, against its budget. It asserts nothing: machines differ."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    what: str
    measured: str
    budget: str


def milliseconds(call: Callable[[], object], *, times: int, warm_up: int = 2) -> list[float]:
    """Return how long each call took, after some that do not count."""
    for _ in range(warm_up):
        call()
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        call()
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def median_and_p95(taken: Sequence[float]) -> str:
    """12.3 / 15.6 ms."""
    p95 = statistics.quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]
    return f"{statistics.median(taken):.1f} / {p95:.1f} ms"


def show(title: str, rows: Sequence[Row]) -> None:
    widths = [max(len(getattr(row, name)) for row in rows) for name in ("what", "measured")]
    print(f"\n{title}")
    for row in rows:
        print(f"  {row.what:<{widths[0]}}   {row.measured:>{widths[1]}}   budget {row.budget}")
