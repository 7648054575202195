import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import pytest

from tests.documents.papers import ISSUED
from verksign.documents.certificates import Signer, fingerprint, make_root
from verksign.documents.keys import KeyFolder, NoRoot

WORKSHOP_ID = UUID(int=7)
OTHER_ID = UUID(int=8)


def signer_of(folder: KeyFolder, name: str = "Bo AB", workshop_id: UUID = WORKSHOP_ID) -> Signer:
    return folder.signer_for(workshop_id, legal_name=name, org_number="556677-8899", now=ISSUED)


def start(path: Path) -> tuple[bytes, bytes]:
    """Do what a worker does: root first, then a workshop's key, with nothing remembered."""
    folder = KeyFolder(path)
    folder.ensure_root(ISSUED)
    return folder.root_pem(), signer_of(folder).certificate_pem


class TestRoot:
    def test_is_made_once(self, folder: KeyFolder) -> None:
        folder.ensure_root(ISSUED)
        first = folder.root_pem()
        folder.ensure_root(ISSUED)
        assert folder.root_pem() == first
        assert folder.root_fingerprint() == fingerprint(first)

    def test_is_not_made_by_asking_for_it(self, folder: KeyFolder) -> None:
        with pytest.raises(NoRoot):
            folder.root_pem()
        assert not folder.path.exists()

    def test_is_made_whole_after_a_stop_between_key_and_certificate(
        self, folder: KeyFolder
    ) -> None:
        folder.path.mkdir(parents=True)
        (folder.path / "root.key.pem").write_bytes(make_root("Halv", ISSUED)[0])
        (folder.path / ".root.pem.draft").write_bytes(b"-----BEGIN CERT")
        assert signer_of(folder).root_pem == folder.root_pem()


class TestSignerFor:
    def test_gives_the_same_certificate_until_the_name_changes(self, folder: KeyFolder) -> None:
        first = signer_of(folder)
        again = signer_of(KeyFolder(folder.path))
        renamed = signer_of(folder, "Bo & Söner AB")
        assert again.certificate_pem == first.certificate_pem
        assert renamed.certificate_pem != first.certificate_pem
        assert renamed.root_pem == first.root_pem
        assert signer_of(KeyFolder(folder.path), "Bo & Söner AB").certificate_pem == (
            renamed.certificate_pem
        )

    def test_gives_each_workshop_its_own(self, folder: KeyFolder) -> None:
        mine, theirs = signer_of(folder), signer_of(folder, workshop_id=OTHER_ID)
        assert mine.key.private_numbers() != theirs.key.private_numbers()

    def test_keeps_the_key_loaded(self, folder: KeyFolder) -> None:
        assert signer_of(folder) is signer_of(folder)

    def test_knows_when_it_ends(self, folder: KeyFolder) -> None:
        assert signer_of(folder).expires_at.year == 2036


class TestFolder:
    def test_is_for_the_worker_alone(self, folder: KeyFolder) -> None:
        signer_of(folder)
        modes = {path.name: path.stat().st_mode & 0o777 for path in folder.path.iterdir()}
        assert folder.path.stat().st_mode & 0o777 == 0o700
        assert modes == {
            ".lock": 0o600,
            "root.key.pem": 0o600,
            "root.pem": 0o600,
            f"workshop-{WORKSHOP_ID}.pem": 0o600,
        }

    def test_is_closed_again_when_it_was_left_open(self, folder: KeyFolder) -> None:
        folder.path.mkdir(mode=0o755, parents=True)
        folder.ensure_root(ISSUED)
        assert folder.path.stat().st_mode & 0o777 == 0o700

    def test_gives_threads_that_start_at_once_one_root_and_one_key(self, folder: KeyFolder) -> None:
        with ThreadPoolExecutor(8) as pool:
            given = set(pool.map(start, [folder.path] * 16))
        assert len(given) == 1

    def test_gives_workers_that_start_at_once_one_root_and_one_key(self, folder: KeyFolder) -> None:
        with ProcessPoolExecutor(4, multiprocessing.get_context("spawn")) as pool:
            given = set(pool.map(start, [folder.path] * 8))
        assert len(given) == 1
        assert {path.name for path in folder.path.iterdir()} == {
            ".lock",
            "root.key.pem",
            "root.pem",
            f"workshop-{WORKSHOP_ID}.pem",
        }
