"""
Whatever is done to a file, what is kept of it is a plain picture or plain pages within limits, or it is refused.

Read without the process of its own, so that a stumble of ours fails here instead of being refused there.
"""

import os
from contextlib import suppress
from io import BytesIO

import pikepdf
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from PIL import Image

from tests.kit.broken_files import broken_files, whole_files
from verksign.documents.enclosures import clean_pdf
from verksign.documents.files import MOST_PAGES, Enclosure, FileKind, FileRefused, Photo, kind_of
from verksign.documents.photos import LARGE, PAGE, SMALL, read_photo
from verksign.documents.stamps import LOGO_HEIGHT, LOGO_WIDTH, read_logo

EXAMPLES = 500 * int(os.environ.get("FUZZ", "1"))
always_the_same = settings(
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    max_examples=EXAMPLES,
    suppress_health_check=list(HealthCheck),
)


def is_plain(photo: Photo) -> None:
    for picture, size in ((photo.large, LARGE), (photo.page, PAGE), (photo.small, SMALL)):
        image = Image.open(BytesIO(picture.jpeg))
        image.load()
        assert (image.format, image.mode, image.size) == (
            "JPEG",
            "RGB",
            (picture.width, picture.height),
        )
        assert max(image.size) <= size.pixels
        assert len(picture.jpeg) <= size.bytes
        assert not image.getexif()
        assert b"Phonemaker" not in picture.jpeg


def is_pages(enclosure: Enclosure) -> None:
    assert 1 <= enclosure.pages <= MOST_PAGES
    with pikepdf.open(BytesIO(enclosure.pdf)) as pdf:
        assert len(pdf.pages) == enclosure.pages


def kept(data: bytes) -> None:
    kind = kind_of(data)
    if kind is FileKind.PDF:
        is_pages(clean_pdf(data))
    else:
        is_plain(read_photo(data, kind))


class TestBrokenFiles:
    @always_the_same
    @given(data=broken_files())
    def test_are_kept_plain_or_refused(self, data: bytes) -> None:
        with suppress(FileRefused):
            kept(data)

    @always_the_same
    @given(data=broken_files())
    def test_make_a_plain_logo_or_none(self, data: bytes) -> None:
        with suppress(FileRefused):
            logo = Image.open(BytesIO(read_logo(data, kind_of(data))))
            logo.load()
            assert (logo.format, logo.mode, logo.info) == ("PNG", "RGB", {})
            assert logo.width <= LOGO_WIDTH
            assert logo.height <= LOGO_HEIGHT

    @pytest.mark.parametrize("name", list(whole_files()))
    def test_were_whole_before(self, name: str) -> None:
        kept(whole_files()[name])
