"""A photo from the phone to the archive, in a process of its own, by kind and size. Median / 95th percentile."""

import resource
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pillow_heif
from PIL import Image

from bench.table import Row, median_and_p95, milliseconds, show
from tests.kit import files
from verksign.documents.files import Photo
from verksign.documents.files_apart import burn_in, take_in
from verksign.domain.marks import Mark, MarkKind

TIMES, FEW = 10, 3
RING = Mark(MarkKind.RING, 0.3, 0.3, 0.6, 0.6)


def photograph(width: int, height: int) -> Image.Image:
    """As hard to press together as a photo of rust: shades with noise in them."""
    noise = Image.effect_noise((width // 4, height // 4), 60).resize((width, height)).convert("RGB")
    return Image.blend(files.picture(width, height), noise, 0.4)


def heic(image: Image.Image) -> bytes:
    """Written by x265, which takes far longer than reading it."""
    out = BytesIO()
    pillow_heif.from_pillow(image).save(out, quality=70)
    return out.getvalue()


def taken(what: str, data: bytes, times: int, budget: str) -> Row:
    measured = median_and_p95(milliseconds(lambda: take_in(data), times=times, warm_up=1))
    return Row(f"{what}, {len(data) / 1e6:.1f} MB", measured, budget)


def marked(data: bytes) -> Callable[[], Photo]:
    photo = take_in(data)
    if not isinstance(photo, Photo):
        raise TypeError(photo)
    return lambda: burn_in(photo.large.jpeg, [RING])


def main() -> None:
    phone = photograph(4032, 3024)
    smaller = phone.resize((2016, 1512))
    jpeg = files.saved(phone, quality=88)
    rows = [
        taken("JPEG of 12 Mpx", jpeg, TIMES, "≤ 1.0 s"),
        taken("JPEG of 48 Mpx", files.saved(photograph(8064, 6048), quality=80), FEW, "≤ 2.5 s"),
        taken("HEIC of 3 Mpx", heic(smaller), FEW, "≤ 2.5 s"),
        taken("PNG of 3 Mpx", files.saved(smaller, "PNG"), FEW, "≤ 2.5 s"),
        taken("PNG bomb of 100 Mpx", files.png_that_says(10_000, 10_000), FEW, "≤ 5 s"),
        taken("PDF of 10 pages", files.pdf(10), TIMES, "≤ 0.5 s"),
        Row("a ring drawn", median_and_p95(milliseconds(marked(jpeg), times=TIMES)), "≤ 1.0 s"),
    ]
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    rows.append(Row("largest process", f"{largest:.0f} MB", "≤ 1024 MB"))
    show("Photos and PDFs taken in, one at a time", rows)


if __name__ == "__main__":
    main()
