"""What may be attached to a quote: told by what the bytes are, never by what the file is called."""

from dataclasses import dataclass
from enum import StrEnum

LARGEST_FILE = 20_000_000
"""Of a photo as a camera makes it; what is kept of it is far smaller."""
LARGEST_PDF_FILE = 5_000_000
MOST_PIXELS = 100_000_000
MOST_PAGES = 50


class FileKind(StrEnum):
    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"
    GIF = "GIF"
    HEIF = "HEIF"
    PDF = "PDF"


class Fault(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    PDF_TOO_LARGE = "pdf_too_large"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_FEW_PIXELS = "too_few_pixels"
    """Of a logo: nobody would see what it is."""
    SVG = "svg"
    TIFF = "tiff"
    UNKNOWN = "unknown"
    BROKEN = "broken"
    TOO_HEAVY = "too_heavy"
    """Opening it takes more time or memory than any honest file does."""
    BUSY = "busy"
    """So many others are being opened that this one would hold up everybody's pages."""
    PDF_BROKEN = "pdf_broken"
    PDF_ENCRYPTED = "pdf_encrypted"
    PDF_ACTIVE = "pdf_active"
    """It does something when it is opened: a script, a programme to start, a form to send, a film."""
    PDF_ENCLOSES = "pdf_encloses"
    PDF_LAYERS = "pdf_layers"
    """What it shows depends on which layers are on."""
    PDF_TOO_MANY_PAGES = "pdf_too_many_pages"
    PDF_TWO_IN_ONE = "pdf_two_in_one"
    """It is a file of another kind as well."""


class FileRefused(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Picture:
    jpeg: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Photo:
    large: Picture
    """For looking closely."""
    page: Picture
    """For the customer's page and for paper."""
    small: Picture
    """For phones and as a thumbnail."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    pdf: bytes
    pages: int


BEGINNINGS = {
    b"\xff\xd8\xff": FileKind.JPEG,
    b"\x89PNG\r\n\x1a\n": FileKind.PNG,
    b"GIF87a": FileKind.GIF,
    b"GIF89a": FileKind.GIF,
    b"%PDF-": FileKind.PDF,
}
HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
TIFF_BEGINNINGS = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
SEARCHED = 2048
"""Readers of PDF look this far for the beginning, so a PDF may hide behind something else."""


def kind_of(data: bytes) -> FileKind:
    """
    Return what the file is.

    :raises FileRefused: if it is nothing that may be attached, or too large to be looked into
    """
    if not data:
        raise FileRefused(Fault.EMPTY)
    if len(data) > LARGEST_FILE:
        raise FileRefused(Fault.TOO_LARGE)
    kind = _kind(data)
    if kind is None:
        raise FileRefused(_fault_of(data[:SEARCHED]))
    if kind is FileKind.PDF and len(data) > LARGEST_PDF_FILE:
        raise FileRefused(Fault.PDF_TOO_LARGE)
    return kind


def _kind(data: bytes) -> FileKind | None:
    for beginning, kind in BEGINNINGS.items():
        if data.startswith(beginning):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return FileKind.WEBP
    if data[4:8] == b"ftyp" and data[8:12] in HEIF_BRANDS:
        return FileKind.HEIF
    return None


def _fault_of(head: bytes) -> Fault:
    if b"<svg" in head.lower():
        return Fault.SVG
    if head.startswith(TIFF_BEGINNINGS):
        return Fault.TIFF
    if b"%PDF-" in head:
        return Fault.PDF_TWO_IN_ONE
    return Fault.UNKNOWN
