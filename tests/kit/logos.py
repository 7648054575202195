"""A logo to put up: a wide picture with an edge that is seen through."""

from io import BytesIO

from PIL import Image


def logo_png(width: int = 300, height: int = 100, kind: str = "PNG") -> bytes:
    mode = "RGB" if kind == "JPEG" else "RGBA"
    image = Image.new(mode, (width, height), (11, 93, 102) if mode == "RGB" else (11, 93, 102, 0))
    image.paste((194, 65, 12), (0, 0, width // 2, height))
    out = BytesIO()
    image.save(out, kind)
    return out.getvalue()
