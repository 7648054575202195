"""
The seal keys on disk: one root for the installation, one key for each workshop.

The folder is the worker's alone (0700, files 0600). Key and certificate lie in one file, so that
they are never replaced by halves; the root certificate lies beside it for anyone to be given.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from uuid import UUID

from cryptography import x509

from verksign.documents.certificates import (
    Signer,
    fingerprint,
    issue_workshop_certificate,
    load_key,
    make_root,
    workshop_name,
)

ROOT_NAME = "Verksign installationsrot"


class NoRoot(Exception):
    """The installation has no root yet; the worker makes it when it starts."""


class KeyFolder:
    def __init__(self, path: Path) -> None:
        self.path = path
        self._signers: dict[UUID, Signer] = {}

    def ensure_root(self, now: datetime) -> None:
        """Make the installation's root if there is none."""
        with self._locked():
            self._ensure_root(now)

    def root_pem(self) -> bytes:
        """
        Return the root certificate, which is public.

        :raises NoRoot: before `ensure_root`
        """
        try:
            return (self.path / "root.pem").read_bytes()
        except FileNotFoundError:
            raise NoRoot from None

    def root_fingerprint(self) -> str:
        return fingerprint(self.root_pem())

    def root_expires_at(self) -> datetime:
        """
        Return when nothing can be sealed under this root any more.

        :raises NoRoot: before `ensure_root`
        """
        return _expires_at(self.root_pem())

    def expires_at(self, workshop_id: UUID) -> datetime | None:
        """Return when the workshop's certificate ends; None before its first seal."""
        try:
            bundle = self._bundle(workshop_id).read_bytes()
        except FileNotFoundError:
            return None
        return _signer(bundle, self.root_pem()).expires_at

    def _bundle(self, workshop_id: UUID) -> Path:
        return self.path / f"workshop-{workshop_id}.pem"

    def signer_for(
        self, workshop_id: UUID, *, legal_name: str, org_number: str, now: datetime
    ) -> Signer:
        """
        Return what the workshop seals with, made at its first seal.

        A workshop that has changed its name or number gets a new certificate; what was sealed
        before is still verified, because only the root is asked for.
        """
        signer = self._signers.get(workshop_id)
        if signer is None or not _is_for(signer, legal_name, org_number):
            signer = self._load_or_issue(workshop_id, legal_name, org_number, now)
            self._signers[workshop_id] = signer
        return signer

    def _load_or_issue(
        self, workshop_id: UUID, legal_name: str, org_number: str, now: datetime
    ) -> Signer:
        path = self._bundle(workshop_id)
        with self._locked():
            root_pem = self._ensure_root(now)
            if path.exists():
                signer = _signer(path.read_bytes(), root_pem)
                if _is_for(signer, legal_name, org_number):
                    return signer
            key_pem, certificate_pem = issue_workshop_certificate(
                (self.path / "root.key.pem").read_bytes(),
                root_pem,
                legal_name=legal_name,
                org_number=org_number,
                now=now,
            )
            _write(path, key_pem + certificate_pem)
            return _signer(key_pem + certificate_pem, root_pem)

    def _ensure_root(self, now: datetime) -> bytes:
        """Called under the lock. The certificate is written last: where it is, the key is too."""
        if not (self.path / "root.pem").exists():
            key_pem, certificate_pem = make_root(ROOT_NAME, now)
            _write(self.path / "root.key.pem", key_pem)
            _write(self.path / "root.pem", certificate_pem)
        return self.root_pem()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the folder, also against other processes: two workers may start at once."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path.chmod(0o700)
        descriptor = os.open(self.path / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


def _expires_at(certificate_pem: bytes) -> datetime:
    return x509.load_pem_x509_certificate(certificate_pem).not_valid_after_utc


def _is_for(signer: Signer, legal_name: str, org_number: str) -> bool:
    subject = x509.load_pem_x509_certificate(signer.certificate_pem).subject
    return subject == workshop_name(legal_name, org_number)


def _signer(bundle: bytes, root_pem: bytes) -> Signer:
    start = bundle.index(b"-----BEGIN CERTIFICATE-----")
    return Signer(load_key(bundle[:start]), bundle[start:], root_pem)


def _write(path: Path, data: bytes) -> None:
    """Write the file whole or not at all, and be sure that it is on the disk."""
    draft = path.with_name(f".{path.name}.draft")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
