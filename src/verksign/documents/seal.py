"""
The workshop's electronic seal on a finished PDF: PAdES B-B, certifying, without a visible stamp.

A stamp would break PDF/A. The seal is an incremental update: the bytes that were rendered stand
first in the sealed file, unchanged.
"""

from datetime import datetime
from io import BytesIO

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfSigningSession

from verksign.documents.certificates import Signer

FIELD = "Verksign"
LARGEST_P256_SIGNATURE = 72
# Hexadecimal digits kept for the signature. Estimating them, as pyHanko would, costs as much as the seal itself;
# the longest names that a certificate has room for need half of this.
ROOM_FOR_SIGNATURE = 8192


def seal(pdf: bytes, signer: Signer, now: datetime) -> bytes:
    """Return the PDF with the workshop's seal on it."""
    pdf_signer = _PdfSigner(
        signers.PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
        ),
        _CmsSigner(signer),
        # PDF/UA wants an untagged field outside the page, PDF/A wants it printable.
        new_field_spec=SigFieldSpec(
            FIELD,
            invis_sig_settings=InvisSigSettings(box_out_of_bounds=True),
            readable_field_name="Verkstadens elektroniska stämpel",
        ),
    )
    pdf_signer.now = now
    sealed = BytesIO()
    pdf_signer.sign_pdf(_Update(BytesIO(pdf)), output=sealed, bytes_reserved=ROOM_FOR_SIGNATURE)
    return sealed.getvalue()


class _CmsSigner(signers.Signer):
    """Signs with a key that is already loaded: parsing it anew would cost more than the seal."""

    def __init__(self, signer: Signer) -> None:
        (certificate,) = load_certs_from_pemder_data(signer.certificate_pem)
        # The root does not go along: it is pinned by whoever verifies, and would prove nothing here.
        super().__init__(signing_cert=certificate)
        self._key = signer.key

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,
        dry_run: bool = False,  # noqa: FBT001, FBT002 (pyHanko's signature)
    ) -> bytes:
        if dry_run:
            return bytes(LARGEST_P256_SIGNATURE)
        return self._key.sign(data, ec.ECDSA(hashes.SHA256()))


class _Update(IncrementalPdfFileWriter):
    """Adds the seal and nothing else: pyHanko would write metadata anew, with the clock's time."""

    def _update_meta(self) -> None:
        pass


class _PdfSigner(signers.PdfSigner):
    """Takes the time of the seal as a value, where pyHanko reads the clock."""

    now: datetime

    def init_signing_session(
        self,
        pdf_out: BasePdfFileWriter,
        existing_fields_only: bool = False,  # noqa: FBT001, FBT002 (pyHanko's signature)
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only=existing_fields_only)
        session.system_time = self.now
        return session
