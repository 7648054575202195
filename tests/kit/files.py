"""Files as people, phones and enemies make them."""

import struct
import zlib
from io import BytesIO
from typing import Any

import pikepdf
import pillow_heif
from PIL import Image, ImageDraw

GPS = 0x8825
ORIENTATION = 0x0112


def picture(width: int = 1600, height: int = 1200, mode: str = "RGB") -> Image.Image:
    """Something with edges and shades in it: red to the left, blue to the right."""
    drawn = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((0, 0, width // 3, height), fill=(200, 30, 30))
    pen.rectangle((2 * width // 3, 0, width, height), fill=(30, 30, 200))
    return drawn if mode == "RGB" else drawn.convert(mode)


def saved(image: Image.Image, kind: str = "JPEG", **how: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def jpeg(width: int = 1600, height: int = 1200, **how: Any) -> bytes:
    return saved(picture(width, height), **how)


def jpeg_with_place(orientation: int = 1) -> bytes:
    """As a phone saves it: where it was taken, by what, and how it was held."""
    return jpeg(exif=exif_with_place(orientation))


def exif_with_place(orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[0x010F] = "Phonemaker"
    exif.get_ifd(GPS).update({1: "N", 2: (55.0, 42.0, 13.0), 3: "E", 4: (13.0, 11.0, 35.0)})
    return exif.tobytes()


def heic(width: int = 640, height: int = 480) -> bytes:
    out = BytesIO()
    pillow_heif.from_pillow(picture(width, height)).save(out, quality=60)
    return out.getvalue()


def png_that_says(width: int, height: int) -> bytes:
    """A few bytes that claim to be a picture of that size, all of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    squeezer = zlib.compressobj(9)
    row = bytes(1 + width)
    data = b"".join(squeezer.compress(row) for _ in range(height)) + squeezer.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def png_head(width: int, height: int) -> bytes:
    """A header and hardly anything more: nobody may believe it and make room."""
    small = png_that_says(8, 8)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return small[:16] + head + struct.pack(">I", zlib.crc32(b"IHDR" + head)) + small[33:]


def pdf(pages: int = 1, **root: Any) -> bytes:
    """A plain PDF; `root` adds keys to its catalogue."""
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(595, 842))
    for name, value in root.items():
        made.Root[f"/{name}"] = value
    out = BytesIO()
    made.save(out)
    return out.getvalue()
