"""
A PDF that somebody attaches in, the same pages cleaned out.

It goes to the customer under the workshop's name, so it must be nothing but pages: whatever acts, hides, encloses or
shows different things to different readers is refused rather than mended.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from verksign.documents.files import MOST_PAGES, Enclosure, Fault, FileRefused

ACTIVE_KEYS = {"/JS", "/JavaScript", "/AA", "/XFA", "/RichMedia", "/RichMediaContent"}
ACTIVE_DEEDS = {
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/ResetForm",
    "/Hide",
    "/GoToR",
    "/GoToE",
    "/Rendition",
    "/Movie",
    "/Sound",
    "/RichMediaExecute",
    "/GoTo3DView",
    "/Trans",
    "/Named",
}
ACTIVE_ANNOTATIONS = {"/Screen", "/Movie", "/Sound", "/RichMedia", "/3D"}
ENCLOSING_KEYS = {"/EmbeddedFiles", "/EmbeddedFile", "/EF", "/AF", "/Collection"}
LAYER_KEYS = {"/OCProperties", "/OC"}
LAYER_TYPES = {"/OCG", "/OCMD"}
DEEPEST = 60
END = b"%%EOF"
BLANK = b"\x00\t\n\x0c\r "


def clean_pdf(data: bytes) -> Enclosure:
    """
    Return the PDF written anew, without metadata and without anything that its pages do not use.

    :raises FileRefused: if it is more than pages, or cannot be read
    """
    if data[data.rfind(END) + len(END) :].strip(BLANK) or END not in data:
        raise FileRefused(Fault.PDF_TWO_IN_ONE if END in data else Fault.PDF_BROKEN)
    try:
        with pikepdf.open(BytesIO(data), suppress_warnings=True) as pdf:
            _refuse_more_than_pages(pdf)
            return _written_anew(pdf)
    except pikepdf.PasswordError:
        raise FileRefused(Fault.PDF_ENCRYPTED) from None
    except MemoryError:
        raise FileRefused(Fault.TOO_HEAVY) from None
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError):
        raise FileRefused(Fault.PDF_BROKEN) from None


def _refuse_more_than_pages(pdf: pikepdf.Pdf) -> None:
    if pdf.is_encrypted:
        raise FileRefused(Fault.PDF_ENCRYPTED)
    if len(pdf.pages) > MOST_PAGES:
        raise FileRefused(Fault.PDF_TOO_MANY_PAGES)
    if not len(pdf.pages):
        raise FileRefused(Fault.PDF_BROKEN)
    _forget_where_to_open(pdf)
    for each in pdf.objects:
        for dictionary in _dictionaries(each, DEEPEST):
            fault = _fault_of(dictionary)
            if fault:
                raise FileRefused(fault)


def _forget_where_to_open(pdf: pikepdf.Pdf) -> None:
    """Many honest files say which page to begin with; anything else that happens on opening is refused later on."""
    opening = pdf.Root.get("/OpenAction")
    if opening is None:
        return
    if isinstance(opening, pikepdf.Dictionary) and opening.get("/S") != "/GoTo":
        raise FileRefused(Fault.PDF_ACTIVE)
    del pdf.Root["/OpenAction"]


def _dictionaries(given: Any, depth: int) -> Iterator[Any]:
    """Every dictionary in the object itself; those that it refers to come in their own turn."""
    if not depth:
        raise FileRefused(Fault.PDF_BROKEN)
    if isinstance(given, pikepdf.Array):
        inner: list[Any] = list(given.as_list())
    elif isinstance(given, pikepdf.Dictionary | pikepdf.Stream):
        yield given
        inner = [value for _, value in given.items()]
    else:
        return
    for each in inner:
        if isinstance(each, pikepdf.Object) and not each.is_indirect:
            yield from _dictionaries(each, depth - 1)


def _fault_of(dictionary: Any) -> Fault | None:
    keys = set(dictionary.keys())
    if keys & ACTIVE_KEYS or _name(dictionary, "/S") in ACTIVE_DEEDS:
        return Fault.PDF_ACTIVE
    if _name(dictionary, "/Subtype") in ACTIVE_ANNOTATIONS:
        return Fault.PDF_ACTIVE
    if keys & ENCLOSING_KEYS or _name(dictionary, "/Subtype") == "/FileAttachment":
        return Fault.PDF_ENCLOSES
    if keys & LAYER_KEYS or _name(dictionary, "/Type") in LAYER_TYPES:
        return Fault.PDF_LAYERS
    return None


def _name(dictionary: Any, key: str) -> str:
    value = dictionary.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""


def _written_anew(pdf: pikepdf.Pdf) -> Enclosure:
    for where, key in ((pdf.trailer, "/Info"), (pdf.Root, "/Metadata"), (pdf.Root, "/PieceInfo")):
        if key in where:
            del where[key]
    out = BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return Enclosure(out.getvalue(), len(pdf.pages))
