"""A drawn signature as the page sends it: where the pen went, never a picture of somebody's making."""

import re

type Stroke = tuple[tuple[int, int], ...]

WIDTH, HEIGHT = 1000, 300
"""The pad's own measure, whatever the screen's."""
MOST_STROKES = 100
MOST_POINTS = 5000
LONGEST_TEXT = 60_000
POINT = re.compile(r"([0-9]{1,4}),([0-9]{1,3})")


class NotADrawing(Exception):
    """The text is no drawing of ours, or more than anybody draws."""


def read_strokes(text: str) -> list[Stroke]:
    """
    Return the strokes of `x,y x,y;x,y …`; none when nothing was drawn.

    :raises NotADrawing: if it cannot be read, leaves the pad, or is too much
    """
    text = text.strip()
    if not text:
        return []
    if len(text) > LONGEST_TEXT:
        raise NotADrawing
    strokes = [tuple(map(_point, part.split())) for part in text.split(";") if part.strip()]
    if len(strokes) > MOST_STROKES or sum(map(len, strokes)) > MOST_POINTS:
        raise NotADrawing
    return strokes


def _point(text: str) -> tuple[int, int]:
    found = POINT.fullmatch(text)
    if found is None:
        raise NotADrawing
    x, y = int(found[1]), int(found[2])
    if x > WIDTH or y > HEIGHT:
        raise NotADrawing
    return x, y
