from datetime import timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.documents.papers import ISSUED
from verksign.documents.certificates import (
    fingerprint,
    issue_workshop_certificate,
    load_key,
    make_root,
)

ROOT_KEY, ROOT = make_root("Verksign installationsrot", ISSUED)


def workshop(legal_name: str = "Ekbackens Bilverkstad AB", number: str = "556677-8899") -> bytes:
    return issue_workshop_certificate(
        ROOT_KEY, ROOT, legal_name=legal_name, org_number=number, now=ISSUED
    )[1]


class TestRoot:
    def test_lives_ten_years_on_p_256_and_may_only_issue(self) -> None:
        root = x509.load_pem_x509_certificate(ROOT)
        usage = root.extensions.get_extension_for_class(x509.KeyUsage).value
        constraints = root.extensions.get_extension_for_class(x509.BasicConstraints).value
        key = root.public_key()
        assert isinstance(key, ec.EllipticCurvePublicKey)
        assert key.curve.name == "secp256r1"
        assert root.not_valid_after_utc == ISSUED + timedelta(days=3650)
        assert (usage.key_cert_sign, usage.digital_signature) == (True, False)
        assert (constraints.ca, constraints.path_length) == (True, 0)

    def test_is_known_by_its_fingerprint(self) -> None:
        expected = x509.load_pem_x509_certificate(ROOT).fingerprint(hashes.SHA256()).hex()
        assert fingerprint(ROOT) == expected
        assert len(expected) == 64


class TestWorkshop:
    def test_is_issued_by_the_root_to_seal_and_nothing_else(self) -> None:
        certificate = x509.load_pem_x509_certificate(workshop())
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
        certificate.verify_directly_issued_by(x509.load_pem_x509_certificate(ROOT))
        assert (usage.digital_signature, usage.content_commitment) == (True, True)
        assert (usage.key_cert_sign, usage.key_encipherment) == (False, False)
        assert not certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca

    def test_names_the_workshop_by_name_and_number(self) -> None:
        subject = x509.load_pem_x509_certificate(workshop()).subject

        def named(oid: x509.ObjectIdentifier) -> object:
            return subject.get_attributes_for_oid(oid)[0].value

        assert named(NameOID.ORGANIZATION_NAME) == "Ekbackens Bilverkstad AB"
        assert named(NameOID.ORGANIZATION_IDENTIFIER) == "NTRSE-5566778899"
        assert named(NameOID.COUNTRY_NAME) == "SE"

    def test_bears_a_name_longer_than_a_certificate_has_room_for(self) -> None:
        subject = x509.load_pem_x509_certificate(workshop("Å" * 100, "")).subject
        assert subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value == "Å" * 32
        assert not subject.get_attributes_for_oid(NameOID.ORGANIZATION_IDENTIFIER)

    def test_is_issued_even_to_a_workshop_that_has_not_given_its_name(self) -> None:
        subject = x509.load_pem_x509_certificate(workshop(" ")).subject
        assert subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value == "Verkstad"

    def test_has_a_key_of_its_own(self) -> None:
        key, _ = issue_workshop_certificate(
            ROOT_KEY, ROOT, legal_name="A", org_number="", now=ISSUED
        )
        assert load_key(key).private_numbers() != load_key(ROOT_KEY).private_numbers()
