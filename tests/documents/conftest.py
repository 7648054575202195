from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from tests.documents import papers
from verksign.documents.certificates import Signer
from verksign.documents.keys import KeyFolder
from verksign.documents.render import render_agreement, render_offer
from verksign.documents.seal import seal
from verksign.domain.content import Content

WORKSHOP_ID = UUID("0190b6a4-0000-7000-8000-000000000001")


@dataclass(frozen=True, slots=True)
class Signed:
    """The example quote, shown, answered and sealed."""

    content: Content
    shown: bytes
    answer: bytes
    agreement: bytes
    sealed: bytes
    signer: Signer
    root: bytes


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> KeyFolder:
    folder = KeyFolder(tmp_path_factory.mktemp("data") / "keys")
    folder.ensure_root(papers.ISSUED)
    return folder


@pytest.fixture(scope="session")
def signed(keys: KeyFolder) -> Signed:
    content = papers.content()
    shown = render_offer(content)
    answer = papers.answer(content, papers.ANSWERS, shown, consents=papers.CONSENTS)
    agreement = render_agreement(content, papers.evidence(content, shown, answer), shown, answer)
    signer = keys.signer_for(
        WORKSHOP_ID,
        legal_name=papers.WORKSHOP.legal_name,
        org_number=papers.WORKSHOP.org_number,
        now=papers.ISSUED,
    )
    return Signed(
        content,
        shown,
        answer,
        agreement,
        seal(agreement, signer, papers.ANSWERED),
        signer,
        keys.root_pem(),
    )


@pytest.fixture
def folder(tmp_path: Path) -> KeyFolder:
    return KeyFolder(tmp_path / "keys")
