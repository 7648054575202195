"""The tables of the demo, read: what is in the registers, and what each quote and order says and what becomes of it."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from verksign.usecases.demo.moments import moment

TABLES = Path(__file__).parent / "tables"
SECONDS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagePlan:
    name: str
    price_kind: str
    finding: str
    lines: list[str]
    """A quantity and a name from the registers, or a dash and a text."""
    price: str = ""
    severity: str = ""
    if_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobPlan:
    """A job made from a package, or with a title and lines of its own; what is blank is the package's."""

    package: str = ""
    title: str = ""
    lines: tuple[str, ...] = ()
    optional: bool = False
    discount: str = ""
    """Of the job's first line."""
    photos: tuple[str, ...] = ()
    """A file in `photos/` and what it shows."""
    fields: Mapping[str, str]
    """As `change_job` takes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    at: datetime
    verb: str
    rest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Something made at a time, and what becomes of it."""

    no: int
    made: str
    by: str = "anna"
    jobs: list[JobPlan]
    steps: list[str]
    """When, what and how: `8d 18:42 sign 2=later`; the verbs are in `demo.steps`, `order_steps` and `visits`."""
    plate: str = ""

    def made_at(self, now: datetime) -> datetime:
        return self._alive(moment(self.made, now), 0)

    def steps_from(self, now: datetime) -> list[Step]:
        return [self._step(text, place, now) for place, text in enumerate(self.steps, start=1)]

    def _step(self, text: str, place: int, now: datetime) -> Step:
        first, _, rest = text.partition(" ")
        if first.endswith("d"):
            clock, _, rest = rest.partition(" ")
            first = f"{first} {clock}"
        verb, _, rest = rest.partition(" ")
        return Step(at=self._alive(moment(first, now), place), verb=verb, rest=rest)

    def _alive(self, at: datetime, place: int) -> datetime:
        """Nobody acts on the stroke of the minute."""
        return at + timedelta(seconds=(self.no * 17 + place * 23) % SECONDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotePlan(Plan):
    customer: str = ""
    valid: str = ""
    drop_off: int = 0
    """Working days after the quote was made; 0 leaves it open."""
    fields: Mapping[str, str]
    """As `change_quote` takes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingPlan:
    """What the mechanic found; with a package or lines it is priced, otherwise it waits to be."""

    severity: str
    finding: str
    title: str = ""
    package: str = ""
    lines: tuple[str, ...] = ()
    price_kind: str = ""
    group: str = ""
    photo: str = ""
    """A file in `photos/` and what it shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPlan(Plan):
    """An order of today, made without a quote."""

    mechanic: str = ""
    found: list[FindingPlan]
    """Reported by the steps `find 1`, `find 2` …"""
    fields: Mapping[str, str]
    """As `change_order` takes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    rows: Mapping[str, list[list[str]]]
    packages: list[PackagePlan]
    quotes: list[QuotePlan]
    orders: list[OrderPlan]


JOB_WORDS = {"package", "title", "lines", "optional", "discount", "photos"}
QUOTE_WORDS = {"made", "by", "jobs", "steps", "plate", "customer", "valid", "drop_off"}
ORDER_WORDS = {"made", "by", "jobs", "steps", "plate", "mechanic", "found"}


def read_tables(folder: str) -> Tables:
    """Return all tables of a workshop; a plan's number is its place, which never depends on now."""
    found: dict[str, list[Any]] = defaultdict(list)
    for path in sorted((TABLES / folder).glob("*.toml")):
        for name, rows in tomllib.loads(path.read_text(encoding="utf-8")).items():
            found[name] += rows
    packages = [PackagePlan(**entry) for entry in found.pop("packages")]
    quotes = [_quote(no, entry) for no, entry in enumerate(found.pop("quotes"), start=1)]
    orders = [
        _order(no, entry) for no, entry in enumerate(found.pop("orders", []), start=len(quotes) + 1)
    ]
    return Tables(rows=found, packages=packages, quotes=quotes, orders=orders)


def _quote(no: int, entry: dict[str, Any]) -> QuotePlan:
    own = {name: entry[name] for name in QUOTE_WORDS & entry.keys()}
    own["jobs"] = [_job(job) for job in own["jobs"]]
    return QuotePlan(no=no, **own, fields=_rest(entry, QUOTE_WORDS))


def _order(no: int, entry: dict[str, Any]) -> OrderPlan:
    own = {name: entry[name] for name in ORDER_WORDS & entry.keys()}
    own["jobs"] = [_job(job) for job in own["jobs"]]
    own["found"] = [FindingPlan(**found) for found in own.get("found", [])]
    return OrderPlan(no=no, **own, fields=_rest(entry, ORDER_WORDS))


def _job(entry: dict[str, Any]) -> JobPlan:
    own = {name: entry[name] for name in JOB_WORDS & entry.keys()}
    return JobPlan(**own, fields=_rest(entry, JOB_WORDS))


def _rest(entry: dict[str, Any], words: set[str]) -> dict[str, str]:
    return {name: value for name, value in entry.items() if name not in words}
