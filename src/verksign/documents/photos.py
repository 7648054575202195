"""
A photo as a phone makes it in, three small JPEGs without any metadata out.

Size and kind are judged before anything is decoded, and pixels by the header. What comes out is drawn anew from the
pixels alone: no EXIF, no place, no profile, no trailing file, whatever came in.
"""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pillow_heif
from PIL import ExifTags, Image, ImageCms

from verksign.documents.drawing import draw
from verksign.documents.files import MOST_PIXELS, Fault, FileKind, FileRefused, Photo, Picture
from verksign.domain.marks import Mark

pillow_heif.register_heif_opener(thumbnails=False)
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


@dataclass(frozen=True, slots=True)
class Size:
    """How long the longer side may be, and how many bytes the picture may have."""

    pixels: int
    bytes: int


LARGE = Size(1920, 400_000)
PAGE = Size(960, 60_000)
SMALL = Size(480, 20_000)
"""The budgets of the customer's page: see `docs/adr/0022`."""
BEST, WORST = 88, 40
"""JPEG quality: beyond the best only the bytes grow, below the worst the picture is better made smaller."""
STRIP = 256
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
WHITE = (255, 255, 255)
_STUMBLES = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError)


def read_photo(data: bytes, kind: FileKind) -> Photo:
    """
    Return the photo, upright and in sRGB.

    :raises FileRefused: if it cannot be read, or would be too much to read
    """
    with careful():
        image = Image.open(BytesIO(data), formats=[kind])
        if image.width * image.height > MOST_PIXELS:
            raise FileRefused(Fault.TOO_MANY_PIXELS)
        image.draft(None, (LARGE.pixels, LARGE.pixels))
        small, turn = _shrunk(image), _turn_of(image)
        upright = small if turn is None else small.transpose(turn)
        return _sizes(_in_srgb(upright, image.info.get("icc_profile")))


def with_marks(jpeg: bytes, marks: Sequence[Mark]) -> Photo:
    """Return one of our own large pictures with marks burnt in."""
    with careful():
        image = Image.open(BytesIO(jpeg), formats=[FileKind.JPEG]).convert("RGB")
        return _sizes(draw(image, marks))


@contextmanager
def careful() -> Iterator[None]:
    """Anything that Pillow stumbles on is the file's fault; what it only warns of is refused, too."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        warnings.filterwarnings("ignore", category=UserWarning)
        try:
            yield
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise FileRefused(Fault.TOO_MANY_PIXELS) from None
        except MemoryError:
            raise FileRefused(Fault.TOO_HEAVY) from None
        except _STUMBLES:
            raise FileRefused(Fault.BROKEN) from None


def _shrunk(image: Image.Image) -> Image.Image:
    """The picture near the largest size that is kept; strip by strip, since twice a huge one is too much memory."""
    image.load()
    times = max(1, max(image.size) // LARGE.pixels)
    small = without_alpha(image) if times == 1 else _reduced(image, times)
    small.thumbnail((LARGE.pixels, LARGE.pixels), Image.Resampling.LANCZOS)
    return small


def _turn_of(image: Image.Image) -> Image.Transpose | None:
    """How the camera was held; EXIF that cannot be read says nothing."""
    try:
        return TURNS.get(image.getexif().get(ExifTags.Base.Orientation, 1))
    except _STUMBLES:
        return None


def _reduced(image: Image.Image, times: int) -> Image.Image:
    target: Image.Image | None = None
    for top in range(0, image.height, STRIP * times):
        box = (0, top, image.width, min(image.height, top + STRIP * times))
        strip = without_alpha(image.crop(box)).reduce(times)
        if target is None:
            target = Image.new(strip.mode, (strip.width, -(-image.height // times)))
        target.paste(strip, (0, top // times))
    if target is None:
        raise FileRefused(Fault.BROKEN)
    return target


def without_alpha(image: Image.Image) -> Image.Image:
    """The picture in L, RGB or CMYK; where it was transparent it is white, as on paper."""
    if image.mode in {"I", "I;16", "I;16B", "I;16L", "F"}:
        return image.convert("I").point(lambda level: level * (1 / 256)).convert("L")
    if image.mode in {"L", "RGB", "CMYK"} and "transparency" not in image.info:
        return image.copy()
    if image.mode in {"1", "YCbCr", "LAB", "HSV"}:
        return image.convert("RGB")
    pixels = image.convert("RGBA")
    white = Image.new("RGB", image.size, WHITE)
    white.paste(pixels, mask=pixels.getchannel("A"))
    return white


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours as they were meant, where the file says how; a profile that cannot be read says nothing."""
    converted: Image.Image | None = None
    if profile:
        try:
            converted = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None
    return converted or image.convert("RGB")


def _sizes(image: Image.Image) -> Photo:
    return Photo(*(_within(image, size) for size in (LARGE, PAGE, SMALL)))


def _within(image: Image.Image, size: Size) -> Picture:
    """The best JPEG that keeps within the budget; a picture that is all noise gets fewer pixels."""
    pixels = size.pixels
    while True:
        fitted = image.copy()
        fitted.thumbnail((pixels, pixels), Image.Resampling.LANCZOS)
        jpeg = _best(fitted, size.bytes)
        if jpeg is not None:
            return Picture(jpeg, fitted.width, fitted.height)
        pixels = min(pixels, max(fitted.size)) * 7 // 8


def _best(image: Image.Image, most: int) -> bytes | None:
    """Searched for with the quick way of writing; the thorough way then makes the same picture smaller still."""
    best: int | None = None
    low, high = WORST, BEST
    while low <= high:
        quality = high if best is None and high == BEST else (low + high) // 2
        if len(_jpeg(image, quality, thorough=False)) <= most:
            best, low = quality, quality + 1
        else:
            high = quality - 1
    if best is None:
        return None
    return min((_jpeg(image, best, thorough=way) for way in (True, False)), key=len)


def _jpeg(image: Image.Image, quality: int, *, thorough: bool) -> bytes:
    out = BytesIO()
    plain: dict[str, Any] = {"exif": b"", "icc_profile": None, "comment": b"", "dpi": (72, 72)}
    clean = Image.frombytes("RGB", image.size, image.tobytes())
    clean.save(out, "JPEG", quality=quality, optimize=thorough, progressive=thorough, **plain)
    return out.getvalue()
