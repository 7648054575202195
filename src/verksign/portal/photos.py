"""The photos and PDFs of a frozen content as the page shows them: sized, so that nothing jumps when they come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.defaultfilters import filesizeformat

from verksign.domain.content_files import ContentFile, ContentPhoto, files_of, photos_of
from verksign.portal.times import day_month

SMALL = 480
"""The longer side of the small picture: see `documents.photos`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoView:
    sha256: str
    large: str
    small: str
    width: int
    height: int
    small_width: int
    alt: str
    caption: str
    by: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileView:
    sha256: str
    name: str
    pages: int
    size: str


def photo_views(part: Mapping[str, Any]) -> tuple[PhotoView, ...]:
    """Those of the whole content, or of one of its jobs."""
    return tuple(_photo(photo) for photo in photos_of(part))


def file_views(part: Mapping[str, Any]) -> tuple[FileView, ...]:
    return tuple(_file(file) for file in files_of(part))


def _photo(photo: ContentPhoto) -> PhotoView:
    longer = max(photo["width"], photo["height"])
    return PhotoView(
        sha256=photo["sha256"],
        large=photo["large_sha256"],
        small=photo["small_sha256"],
        width=photo["width"],
        height=photo["height"],
        small_width=round(photo["width"] * min(1, SMALL / longer)),
        alt=photo["alt"],
        caption=photo["alt"].rstrip(".") + ".",
        by=photo["by"],
        day=day_month(date.fromisoformat(photo["added"])),
    )


def _file(file: ContentFile) -> FileView:
    return FileView(
        sha256=file["sha256"],
        name=file["name"],
        pages=file["pages"],
        size=filesizeformat(file["size"]),
    )
