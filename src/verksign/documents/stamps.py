"""
Small pictures that go onto pages and paper: a workshop's logo, a customer's drawn signature.

What comes out is a PNG drawn anew from the pixels alone, on white as on paper, whatever came in.
"""

import struct
from io import BytesIO

from PIL import Image

from verksign.documents.files import Fault, FileKind, FileRefused
from verksign.documents.photos import careful, without_alpha

LOGO_KINDS = frozenset({FileKind.PNG, FileKind.JPEG, FileKind.WEBP})
MOST_LOGO_PIXELS = 25_000_000
LOGO_WIDTH, LOGO_HEIGHT = 480, 120
"""Three times as large as it is shown."""


def read_logo(data: bytes, kind: FileKind) -> bytes:
    """
    Return the logo as a PNG.

    :raises FileRefused: if it is of another kind, cannot be read, or would be too much to read
    """
    if kind not in LOGO_KINDS:
        raise FileRefused(Fault.UNKNOWN)
    with careful():
        image = Image.open(BytesIO(data), formats=[kind])
        if image.width * image.height > MOST_LOGO_PIXELS:
            raise FileRefused(Fault.TOO_MANY_PIXELS)
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
