"""
Small pictures that go onto pages and paper: a workshop's logo, a customer's drawn signature.

What comes out is a PNG drawn anew from the pixels alone, on white as on paper, whatever came in.
"""

import struct
from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw

from verksign.documents.files import Fault, FileKind, FileRefused
from verksign.documents.photos import careful, without_alpha
from verksign.domain.strokes import HEIGHT, WIDTH, Stroke

LOGO_KINDS = frozenset({FileKind.PNG, FileKind.JPEG, FileKind.WEBP})
MOST_LOGO_PIXELS = 25_000_000
LOGO_WIDTH, LOGO_HEIGHT = 480, 120
"""Three times as large as it is shown."""
LEAST_LOGO_SIDE = 40
"""As high as it is shown."""

PAPER, INK, PEN = 255, 21, 5


def read_logo(data: bytes, kind: FileKind) -> bytes:
    """
    Return the logo as a PNG.

    :raises FileRefused: if it is of another kind, cannot be read, would be too much to read, or too little to see
    """
    if kind not in LOGO_KINDS:
        raise FileRefused(Fault.UNKNOWN)
    with careful():
        image = Image.open(BytesIO(data), formats=[kind])
        if image.width * image.height > MOST_LOGO_PIXELS:
            raise FileRefused(Fault.TOO_MANY_PIXELS)
        if min(image.size) < LEAST_LOGO_SIDE:
            raise FileRefused(Fault.TOO_FEW_PIXELS)
        image.load()
        plain = without_alpha(image).convert("RGB")
        plain.thumbnail((LOGO_WIDTH, LOGO_HEIGHT), Image.Resampling.LANCZOS)
        return png_of(plain)


def png_of(image: Image.Image) -> bytes:
    """The bytes of the pixels and of nothing else."""
    out = BytesIO()
    Image.frombytes(image.mode, image.size, image.tobytes()).save(out, "PNG", optimize=True)
    return out.getvalue()


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height, by the header of one of our own PNGs."""
    width, height = struct.unpack(">II", png[16:24])
    return int(width), int(height)


def draw_signature(strokes: Sequence[Stroke]) -> bytes:
    """Return the signature as a PNG, drawn by us from where the pen went."""
    image = Image.new("L", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    for stroke in strokes:
        if len(stroke) == 1:
            pen.circle(stroke[0], PEN / 2, fill=INK)
        else:
            pen.line(stroke, fill=INK, width=PEN, joint="curve")
    return png_of(image)
