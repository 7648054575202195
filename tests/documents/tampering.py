"""What may be done to a sealed file, by accident or on purpose."""

import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
from pyhanko.pdf_utils import generic as half_typed
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter

from tests.documents.papers import ISSUED
from verksign.documents.certificates import (
    Signer,
    issue_workshop_certificate,
    load_key,
    make_root,
)
from verksign.documents.seal import _CmsSigner

generic: Any = half_typed


def flipped(pdf: bytes, at: int) -> bytes:
    changed = bytearray(pdf)
    changed[at] ^= 1
    return bytes(changed)


def updated(pdf: bytes, change: Callable[[Any], None]) -> bytes:
    writer: Any = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def page_added(pdf: bytes) -> bytes:
    def change(writer: Any) -> None:
        first = PdfFileReader(BytesIO(pdf)).root["/Pages"]["/Kids"][0]
        page = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Page"),
                pdf_name("/MediaBox"): generic.ArrayObject(
                    [generic.NumberObject(int(float(edge))) for edge in first["/MediaBox"]]
                ),
                pdf_name("/Resources"): generic.DictionaryObject(),
                pdf_name("/Contents"): writer.add_object(
                    generic.StreamObject(stream_data=b"0 0 m 99 99 l S")
                ),
            }
        )
        writer.insert_page(page)

    return updated(pdf, change)


def info_changed(pdf: bytes) -> bytes:
    def change(writer: Any) -> None:
        info = writer.prev.trailer.raw_get("/Info")
        info.get_object()[pdf_name("/Title")] = pdf_string("Avtal om något annat")
        writer.mark_update(info)

    return updated(pdf, change)


def text_hidden(pdf: bytes) -> bytes:
    """Redraw the first page with something else on it."""

    def change(writer: Any) -> None:
        page = writer.root["/Pages"]["/Kids"][0].get_object()
        page[pdf_name("/Contents")] = writer.add_object(
            generic.StreamObject(stream_data=b"0 0 m 99 99 l S")
        )
        writer.update_container(page)

    return updated(pdf, change)


def stranger(name: str, org_number: str, root_name: str) -> Signer:
    """Return a seal that anybody can make at home, with whatever names they like."""
    root_key, root = make_root(root_name, ISSUED)
    key, certificate = issue_workshop_certificate(
        root_key, root, legal_name=name, org_number=org_number, now=ISSUED
    )
    return Signer(load_key(key), certificate, root)


def self_signed(name: str) -> Signer:
    key, certificate = make_root(name, ISSUED)
    return Signer(load_key(key), certificate, certificate)


class _BoldSigner(signers.PdfSigner):
    """Signs although the certified document forbids it."""

    def _enforce_certification_constraints(self, reader: PdfFileReader) -> None:
        pass


def signed_again(
    pdf: bytes,
    signer: Signer,
    subfilter: SigSeedSubFilter = SigSeedSubFilter.PADES,
    *,
    field: str = "En till",
) -> bytes:
    output = BytesIO()
    _BoldSigner(
        signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256", subfilter=subfilter),
        _CmsSigner(signer),
    ).sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), output=output)
    return output.getvalue()


def attachment_replaced(pdf: bytes, name: str, data: bytes) -> bytes:
    """Return an unsealed file with another attachment; whoever holds the key may still seal it."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        old = opened.attachments[name]
        opened.attachments[name] = pikepdf.AttachedFileSpec(
            opened, data, filename=name, mime_type=old.get_file().mime_type
        )
        output = BytesIO()
        opened.save(output)
    return output.getvalue() + b"\n"


def encrypted(pdf: bytes) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as opened:
        output = BytesIO()
        opened.save(output, encryption=pikepdf.Encryption(owner="o", user="u"))
    return output.getvalue()


def bomb() -> bytes:
    """Return a small file whose cross-reference stream is a gigabyte of zeros."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(1024)) + packer.flush()
    head = b"%PDF-1.7\n"
    return (
        head
        + b"1 0 obj\n<< /Type /XRef /Size 2 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode /Length "
        + str(len(packed)).encode()
        + b" >>\nstream\n"
        + packed
        + b"\nendstream\nendobj\nstartxref\n"
        + str(len(head)).encode()
        + b"\n%%EOF\n"
    )
