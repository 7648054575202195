"""The installation's own root and the certificate each workshop seals with: values in, PEM out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

ROOT_YEARS = 10
DAYS_A_YEAR = 365
# A certificate must not look like it comes from the future on a machine whose clock is a little slow.
CLOCK_SLACK = timedelta(minutes=5)
LONGEST_NAME = 64  # bytes
NAMELESS = "Verkstad"


@dataclass(frozen=True, slots=True)
class Signer:
    """What a workshop seals with: its key, loaded once, its certificate and the root that issued it."""

    key: ec.EllipticCurvePrivateKey
    certificate_pem: bytes
    root_pem: bytes

    @property
    def expires_at(self) -> datetime:
        return x509.load_pem_x509_certificate(self.certificate_pem).not_valid_after_utc


def make_root(name: str, now: datetime) -> tuple[bytes, bytes]:
    """Return key and certificate of a new installation root, as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "SE"),
            x509.NameAttribute(NameOID.COMMON_NAME, _fitting(name)),
        ]
    )
    ends = now + timedelta(days=ROOT_YEARS * DAYS_A_YEAR)
    certificate = (
        _builder(subject, subject, key, now, ends)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    return _key_pem(key), certificate.public_bytes(serialization.Encoding.PEM)


def issue_workshop_certificate(
    root_key_pem: bytes, root_pem: bytes, *, legal_name: str, org_number: str, now: datetime
) -> tuple[bytes, bytes]:
    """Return key and certificate of a workshop's seal; it lives as long as the root does."""
    root_key, root = load_key(root_key_pem), x509.load_pem_x509_certificate(root_pem)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        _builder(
            workshop_name(legal_name, org_number),
            root.subject,
            key,
            now,
            root.not_valid_after_utc,
        )
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(certificates=False), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()),
            critical=False,
        )
        .sign(root_key, hashes.SHA256())
    )
    return _key_pem(key), certificate.public_bytes(serialization.Encoding.PEM)


def workshop_name(legal_name: str, org_number: str) -> x509.Name:
    """Return the subject of a workshop's certificate; the number as ETSI EN 319 412-1 writes it."""
    name = _fitting(legal_name)
    attributes = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "SE"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, name),
        x509.NameAttribute(NameOID.COMMON_NAME, name),
    ]
    digits = org_number.replace("-", "").strip()
    if digits:
        attributes.append(x509.NameAttribute(NameOID.ORGANIZATION_IDENTIFIER, f"NTRSE-{digits}"))
    return x509.Name(attributes)


def _fitting(name: str) -> str:
    """Return as much of the name as a certificate has room for; it cannot be empty."""
    return name.strip().encode()[:LONGEST_NAME].decode(errors="ignore") or NAMELESS


def load_key(key_pem: bytes) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_pem_private_key(key_pem, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("A seal key is an elliptic curve key")
    return key


def fingerprint(certificate_pem: bytes) -> str:
    """Return the certificate's SHA-256 in hexadecimal, as the evidence page prints it."""
    return x509.load_pem_x509_certificate(certificate_pem).fingerprint(hashes.SHA256()).hex()


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    now: datetime,
    ends: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - CLOCK_SLACK)
        .not_valid_after(ends)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, certificates: bool) -> x509.KeyUsage:
    """Return what the key is for: issuing certificates, or sealing (digitalSignature, nonRepudiation)."""
    return x509.KeyUsage(
        digital_signature=not certificates,
        content_commitment=not certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certificates,
        crl_sign=certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _key_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
