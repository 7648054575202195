"""What somebody draws on a photo to show where to look: arrows and rings, in fractions of its width and height."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

MOST_MARKS = 20
SHORTEST = 0.005
"""Of the width or height: less than this is a press, not a drawing."""
DECIMALS = 4


class MarkKind(StrEnum):
    ARROW = "arrow"
    RING = "ring"


class BadMarks(Exception):
    """What was sent is nothing that can be drawn."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An arrow from its tail to its point, or the ring that fills the box between two corners."""

    kind: MarkKind
    x1: float
    y1: float
    x2: float
    y2: float


def marks_of(given: object) -> tuple[Mark, ...]:
    """
    Return the marks that were stored, or sent from a page.

    :raises BadMarks: if they are too many, outside the picture, or nothing at all
    """
    if not isinstance(given, list) or len(given) > MOST_MARKS:
        raise BadMarks
    return tuple(_mark(each) for each in given)


def as_json(marks: Sequence[Mark]) -> list[dict[str, Any]]:
    return [
        {"kind": mark.kind.value, "x1": mark.x1, "y1": mark.y1, "x2": mark.x2, "y2": mark.y2}
        for mark in marks
    ]


def _mark(given: object) -> Mark:
    if not isinstance(given, dict) or given.get("kind") not in list(MarkKind):
        raise BadMarks
    x1, y1, x2, y2 = (_fraction(given.get(name)) for name in ("x1", "y1", "x2", "y2"))
    width, height = abs(x2 - x1), abs(y2 - y1)
    kind = MarkKind(given["kind"])
    far = min(width, height) if kind is MarkKind.RING else max(width, height)
    if far < SHORTEST:
        raise BadMarks
    return Mark(kind, x1, y1, x2, y2)


def _fraction(given: object) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 <= given <= 1:
        raise BadMarks
    return round(float(given), DECIMALS)
