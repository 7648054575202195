"""
Is this PDF ours, and is it as we sealed it?

The rule is strict. A file is unchanged only if every signature in it is whole, made under a pinned
root, and changes after it are no larger than what long-term archiving adds, and the last of them
covers the file to its end. A library's own verdict is not enough: bytes after the end and a changed
Info dictionary pass it.
"""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import find_unique_cms_attribute
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from verksign.documents.evidence import ANSWER_FILE, CONTENT_FILE, SHOWN_FILE
from verksign.documents.verdict import LARGEST_PDF, Enclosed, Seal, Verdict, VerdictKind
from verksign.domain.amounts_check import amounts_agree
from verksign.domain.canonical import sha256_hex

DEEPEST_NAME_TREE = 8
STAMP = "signature_time_stamp_token"


@dataclass(frozen=True, slots=True)
class _Judged:
    """One signature of the file; a stranger's is judged no further than that it is not ours."""

    ours: bool
    whole: bool = False
    covers_file: bool = False


def verify(
    pdf: bytes, roots: Sequence[bytes], archive: Callable[[str], bool] | None = None
) -> Verdict:
    """
    Return the verdict on a PDF; whatever is wrong with it, nothing is raised.

    `roots` are the pinned root certificates (PEM); `archive` says whether a SHA-256 is that of a
    file we keep.
    """
    digest = sha256_hex(pdf)
    found = _examined(pdf, roots, digest)
    if archive is None or not archive(digest):
        return found
    return Verdict(
        kind=VerdictKind.IDENTICAL, sha256=digest, seal=found.seal, enclosed=found.enclosed
    )


def _examined(pdf: bytes, roots: Sequence[bytes], digest: str) -> Verdict:
    unreadable = Verdict(kind=VerdictKind.UNREADABLE, sha256=digest)
    if len(pdf) > LARGEST_PDF:
        return unreadable
    try:
        return _read(pdf, roots, digest)
    # A stranger's file makes the parsers raise anything: KeyError, AssertionError, RecursionError …
    except Exception:  # noqa: BLE001
        return unreadable


def _read(pdf: bytes, roots: Sequence[bytes], digest: str) -> Verdict:
    reader = PdfFileReader(BytesIO(pdf))
    signatures = reader.embedded_signatures
    if not signatures:
        return Verdict(kind=VerdictKind.NOT_SEALED, sha256=digest)
    judged = [_judge(signature, roots) for signature in signatures]
    if not any(each.ours for each in judged):
        return Verdict(kind=VerdictKind.SOMEONE_ELSE, sha256=digest)
    seal = _seal(reader, next(s for s, each in zip(signatures, judged, strict=True) if each.ours))
    if not (all(each.whole for each in judged) and judged[-1].covers_file):
        return Verdict(kind=VerdictKind.CHANGED, sha256=digest, seal=seal)
    return Verdict(kind=VerdictKind.UNCHANGED, sha256=digest, seal=seal, enclosed=_enclosed(reader))


def _judge(signature: EmbeddedPdfSignature, roots: Sequence[bytes]) -> _Judged:
    if not (_is_under(roots, signature) and _is_by_its_certificate(signature)):
        return _Judged(ours=False)
    try:
        status = validate_pdf_signature(signature, _context(signature, roots))
    # It is our seal; what makes the comparison with the rest of the file fail is a change.
    except Exception:  # noqa: BLE001
        return _Judged(ours=True)
    return _Judged(
        ours=True,
        whole=_is_whole(signature, status),
        covers_file=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
    )


def _seal(reader: PdfFileReader, signature: EmbeddedPdfSignature) -> Seal:
    names = signature.signer_cert.subject.native
    return Seal(
        organisation=str(names.get("organization_name") or names.get("common_name", "")),
        org_number=str(names.get("organization_identifier", "")).removeprefix("NTRSE-"),
        sealed_at=signature.self_reported_timestamp,
        level=_level(reader, signature),
    )


def _context(signature: EmbeddedPdfSignature, roots: Sequence[bytes]) -> ValidationContext:
    return ValidationContext(
        trust_roots=[root for pem in roots for root in load_certs_from_pemder_data(pem)],
        # Without a time-stamp service the certificate is judged at the time the seal itself states:
        # a seal does not stop being ours when its certificate runs out.
        moment=signature.self_reported_timestamp,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )


def _is_under(roots: Sequence[bytes], signature: EmbeddedPdfSignature) -> bool:
    if signature.self_reported_timestamp is None:
        return False
    validator = CertificateValidator(
        signature.signer_cert,
        signature.other_embedded_certs,
        validation_context=_context(signature, roots),
    )
    try:
        asyncio.run(
            validator.async_validate_usage({"non_repudiation"})  # type: ignore[no-untyped-call]
        )
    except (PathError, ValidationError):
        return False
    return True


def _is_by_its_certificate(signature: EmbeddedPdfSignature) -> bool:
    """
    Return whether the certificate's key made this signature, over whatever document.

    A seal of ours on a document that was changed is still a seal of ours; a seal that merely
    carries our certificate, which everyone has, is not.
    """
    attributes = signature.signer_info["signed_attrs"]
    signed = find_unique_cms_attribute(attributes, "message_digest").native
    _, valid = validate_sig_integrity(
        signature.signer_info, signature.signer_cert, "data", actual_digest=signed
    )
    return valid


def _is_whole(signature: EmbeddedPdfSignature, status: PdfSignatureStatus) -> bool:
    stamp = status.timestamp_validity
    return bool(
        status.intact
        and status.valid
        and _nothing_hidden(signature)
        and (stamp is None or (stamp.intact and stamp.valid and stamp.trusted))
        and (
            status.coverage is SignatureCoverageLevel.ENTIRE_FILE
            or (
                status.coverage is SignatureCoverageLevel.ENTIRE_REVISION
                and status.modification_level is not None
                and status.modification_level <= ModificationLevel.LTA_UPDATES
            )
        )
    )


def _nothing_hidden(signature: EmbeddedPdfSignature) -> bool:
    """Return whether the gap that no signature can cover holds the signature and zeros only."""
    contents = bytes(signature.pkcs7_content)
    return not contents[_der_length(contents) :].strip(b"\0")


def _der_length(data: bytes) -> int:
    short = data[1]
    if short < 0x80:  # noqa: PLR2004 (the short form of X.690 8.1.3)
        return 2 + short
    size = short & 0x7F
    return 2 + size + int.from_bytes(data[2 : 2 + size])


def _level(reader: PdfFileReader, signature: EmbeddedPdfSignature) -> str:
    """Return the PAdES level that the file shows; what is missing for a level lowers it."""
    if signature.sig_object.get("/SubFilter") != SigSeedSubFilter.PADES.value:
        return "CMS"
    unsigned = signature.signer_info["unsigned_attrs"].native or ()
    if not any(each["type"] == STAMP for each in unsigned):
        return "PAdES B-B"
    store = reader.root.get("/DSS")
    if not isinstance(store, DictionaryObject) or not ({"/CRLs", "/OCSPs"} & store.keys()):
        return "PAdES B-T"
    return "PAdES B-LTA" if reader.embedded_timestamp_signatures else "PAdES B-LT"


def _enclosed(reader: PdfFileReader) -> Enclosed | None:
    files = _attachments(reader.root.get("/Names", {}).get("/EmbeddedFiles", {}))
    if ANSWER_FILE not in files or CONTENT_FILE not in files:
        return None
    answer, content = json.loads(files[ANSWER_FILE]), json.loads(files[CONTENT_FILE])
    shown = files.get(SHOWN_FILE)
    return Enclosed(
        document_id=str(answer["document_id"]),
        version=int(answer["version"]),
        answered_at=str(answer["answered_at"]),
        shown_matches=_is_shown(shown, str(answer["shown_sha256"])),
        content_matches=sha256_hex(files[CONTENT_FILE]) == answer["content_sha256"],
        amounts_agree=amounts_agree(content, answer),
    )


def _is_shown(shown: bytes | None, recorded: str) -> bool | None:
    if shown is None:
        return None if recorded == "" else False
    return sha256_hex(shown) == recorded


def _attachments(node: Any, depth: int = 0) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    names = list(node.get("/Names", ()))
    for name, specification in zip(names[::2], names[1::2], strict=True):
        files[str(name)] = specification.get_object()["/EF"]["/F"].data
    if depth < DEEPEST_NAME_TREE:
        for kid in node.get("/Kids", ()):
            files |= _attachments(kid.get_object(), depth + 1)
    return files
