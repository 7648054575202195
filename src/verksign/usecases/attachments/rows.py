"""What lies beside a quote, and how much more there is room for."""

import unicodedata

from django.db.models import Max

from verksign.records.models import Attachment, ServiceDocument

MOST_PHOTOS, MOST_PDFS = 40, 10
MOST_PDF_BYTES = 8_000_000
"""Of all that a quote has together: they go along inside the frozen PDF, which must fit a letter."""
LONGEST_NAME = 120
PDF_SUFFIX = ".pdf"


class NoRoom(Exception):
    """The quote has all that it may have of `what`: photos, pdfs or pdf_bytes."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def shown_on(quote: ServiceDocument) -> list[Attachment]:
    return list(Attachment.objects.beside(quote, quote.jobs.values_list("id", flat=True)))


def next_position(quote: ServiceDocument) -> int:
    places = quote.attachments.aggregate(last=Max("position"))
    return (places["last"] or 0) + 1


def demand_room(quote: ServiceDocument, kind: Attachment.Kind, size: int) -> None:
    """
    See that one more of the kind may lie beside the quote.

    :raises NoRoom: if it may not
    """
    rows = [row for row in shown_on(quote) if row.kind == kind]
    if kind == Attachment.Kind.PHOTO and len(rows) >= MOST_PHOTOS:
        raise NoRoom("photos")
    if kind == Attachment.Kind.PDF and len(rows) >= MOST_PDFS:
        raise NoRoom("pdfs")
    if kind == Attachment.Kind.PDF and sum(row.blob.size for row in rows) + size > MOST_PDF_BYTES:
        raise NoRoom("pdf_bytes")


def safe_name(given: str, kind: Attachment.Kind) -> str:
    """Return the file's own name, without folders and without characters that are not seen."""
    name = given.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(c for c in name if unicodedata.category(c)[0] != "C")
    words = " ".join(unicodedata.normalize("NFC", seen).split())
    if kind == Attachment.Kind.PHOTO:
        return words[:LONGEST_NAME] or "foto"
    stem = words[: -len(PDF_SUFFIX)] if words.lower().endswith(PDF_SUFFIX) else words
    return (stem.strip()[: LONGEST_NAME - len(PDF_SUFFIX)] or "bilaga") + PDF_SUFFIX
