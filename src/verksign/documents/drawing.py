"""Marks burnt into a picture: red with a white edge, so that they are seen on dark iron and on bright paint."""

import math
from collections.abc import Sequence

from PIL import Image, ImageDraw

from verksign.domain.marks import Mark, MarkKind

RED = (179, 38, 30)
"""The page's `--urgent`."""
EDGE = (255, 255, 255)
FINER = 2
"""Drawn twice as large and made smaller, since Pillow's lines have no soft edges."""
STROKE_OF_WIDTH = 0.008
HEAD_IN_STROKES = 5
HALF_ANGLE = math.radians(28)

type Point = tuple[float, float]


def draw(image: Image.Image, marks: Sequence[Mark]) -> Image.Image:
    drawn = image.copy()
    stroke = max(2, round(max(image.size) * STROKE_OF_WIDTH)) * FINER
    for mark in marks:
        for colour, width in ((EDGE, stroke * 2), (RED, stroke)):
            stencil = Image.new("L", (image.width * FINER, image.height * FINER))
            _shape(ImageDraw.Draw(stencil), mark, stencil.size, width, stroke)
            drawn.paste(colour, mask=stencil.resize(image.size, Image.Resampling.BOX))
    return drawn


def _shape(
    pen: ImageDraw.ImageDraw, mark: Mark, size: tuple[int, int], width: int, stroke: int
) -> None:
    start = (mark.x1 * size[0], mark.y1 * size[1])
    end = (mark.x2 * size[0], mark.y2 * size[1])
    if mark.kind is MarkKind.RING:
        _ring(pen, start, end, width)
    else:
        _arrow(pen, start, end, width, stroke)


def _ring(pen: ImageDraw.ImageDraw, start: Point, end: Point, width: int) -> None:
    half = width / 2
    left, right = sorted((start[0], end[0]))
    top, bottom = sorted((start[1], end[1]))
    pen.ellipse((left - half, top - half, right + half, bottom + half), outline=255, width=width)


def _arrow(pen: ImageDraw.ImageDraw, tail: Point, point: Point, width: int, stroke: int) -> None:
    """The head is two lines, not a filled triangle: what it points at stays seen."""
    back = math.atan2(tail[1] - point[1], tail[0] - point[0])
    long = min(stroke * HEAD_IN_STROKES, math.dist(tail, point))
    ends = [
        (point[0] + long * math.cos(back + turn), point[1] + long * math.sin(back + turn))
        for turn in (HALF_ANGLE, -HALF_ANGLE)
    ]
    for end in (tail, *ends):
        pen.line((end, point), fill=255, width=width)
        for corner in (end, point):
            _dot(pen, corner, width / 2)


def _dot(pen: ImageDraw.ImageDraw, at: Point, radius: float) -> None:
    pen.ellipse((at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius), fill=255)
