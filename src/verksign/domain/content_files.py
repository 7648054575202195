"""The photos and PDFs of a frozen content: named by their digests, so that they are frozen with it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypedDict

from verksign.domain.drafts import FileDraft, PhotoDraft


class ContentPhoto(TypedDict):
    sha256: str
    """Of the picture that page and paper show; `width` and `height` are its own."""
    width: int
    height: int
    alt: str
    large_sha256: str
    small_sha256: str
    by: str
    added: str


class ContentFile(TypedDict):
    sha256: str
    name: str
    size: int
    pages: int


def photos_json(photos: Sequence[PhotoDraft], about: str) -> list[ContentPhoto]:
    """A photo that nobody has described is said to belong to what it is `about`: none may be without words."""
    return [
        ContentPhoto(
            sha256=photo.sha256,
            width=photo.width,
            height=photo.height,
            alt=photo.alt
            or (f"Bild till {about}" if len(photos) == 1 else f"Bild {no} till {about}"),
            large_sha256=photo.large_sha256,
            small_sha256=photo.small_sha256,
            by=photo.by,
            added=photo.added.isoformat(),
        )
        for no, photo in enumerate(photos, 1)
    ]


def files_json(files: Sequence[FileDraft]) -> list[ContentFile]:
    return [
        ContentFile(sha256=file.sha256, name=file.name, size=file.size, pages=file.pages)
        for file in files
    ]


def photos_of(part: Mapping[str, Any]) -> list[ContentPhoto]:
    """Those of a content or of one of its jobs; content frozen before there were photos has none."""
    found: list[ContentPhoto] = part.get("photos", [])
    return found


def files_of(part: Mapping[str, Any]) -> list[ContentFile]:
    found: list[ContentFile] = part.get("attachments", [])
    return found


def all_photos(content: Mapping[str, Any]) -> list[ContentPhoto]:
    return [photo for part in _parts(content) for photo in photos_of(part)]


def all_files(content: Mapping[str, Any]) -> list[ContentFile]:
    """Each file once, however many jobs it lies beside."""
    found = {file["sha256"]: file for part in _parts(content) for file in files_of(part)}
    return list(found.values())


def picture_digests(content: Mapping[str, Any]) -> set[str]:
    """Every size of every photo: what the link of this content may be asked for, and nothing else."""
    return {
        digest
        for photo in all_photos(content)
        for digest in (photo["sha256"], photo["large_sha256"], photo["small_sha256"])
    }


def _parts(content: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from content["jobs"]
    yield content
