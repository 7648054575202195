from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign.general import SigningError

from tests.documents.conftest import Signed
from tests.documents.papers import ANSWERED
from tests.documents.reading import attachments, metadata, pdfsig, text_of
from verksign.documents.keys import KeyFolder
from verksign.documents.seal import seal


@contextmanager
def signature_field(pdf: bytes) -> Iterator[Any]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        (field,) = opened.Root.AcroForm.Fields
        yield field


class TestSeal:
    def test_adds_to_the_rendered_bytes_and_changes_none_of_them(self, signed: Signed) -> None:
        assert signed.sealed.startswith(signed.agreement)
        assert len(signed.sealed) - len(signed.agreement) < 10_000

    def test_is_valid_to_another_program_over_the_whole_file(self, signed: Signed) -> None:
        told = pdfsig(signed.sealed)
        assert "Signer Certificate Common Name: Ekbackens Bilverkstad AB" in told
        assert "Signature Type: ETSI.CAdES.detached" in told
        assert "Signing Hash Algorithm: SHA-256" in told
        assert "Total document signed" in told
        assert "Signature Validation: Signature is Valid." in told
        assert told.count("Signature #") == 1

    def test_certifies_that_nothing_may_be_changed(self, signed: Signed) -> None:
        with signature_field(signed.sealed) as field:
            (reference,) = field.V.Reference
            assert reference.TransformMethod == "/DocMDP"
            assert reference.TransformParams.P == 1
            assert str(field.V.M) == "D:20261124174207Z"

    def test_shows_no_stamp_and_keeps_archive_and_accessibility_rules(self, signed: Signed) -> None:
        with signature_field(signed.sealed) as field:
            left, bottom, right, top = (float(edge) for edge in field.Rect)
            assert (left, bottom) == (right, top)
            assert left < 0  # outside the page: PDF/UA
            assert int(field.F) & 4  # printable: PDF/A
            assert str(field.TU) == "Verkstadens elektroniska stämpel"
        assert metadata(signed.sealed) == metadata(signed.agreement)
        assert text_of(signed.sealed) == text_of(signed.agreement)

    def test_keeps_what_is_attached(self, signed: Signed) -> None:
        assert attachments(signed.sealed) == attachments(signed.agreement)

    def test_reads_no_clock(self, signed: Signed) -> None:
        again = seal(signed.agreement, signed.signer, ANSWERED)
        with pikepdf.open(BytesIO(again)) as opened:
            assert str(opened.docinfo.ModDate) == "D:20261124174207Z"

    def test_does_not_carry_the_root(self, signed: Signed, keys: KeyFolder) -> None:
        # A root that came in the file would prove nothing; it is pinned by whoever verifies.
        with signature_field(signed.sealed) as field:
            contents = bytes(field.V.Contents)
        assert b"Ekbackens Bilverkstad AB" in contents
        root = x509.load_pem_x509_certificate(keys.root_pem())
        assert root.public_bytes(Encoding.DER) not in contents

    def test_refuses_to_seal_twice(self, signed: Signed) -> None:
        with pytest.raises(SigningError, match="filled already"):
            seal(signed.sealed, signed.signer, ANSWERED)
