from pathlib import Path
from uuid import UUID

import pytest

from tests.documents import papers
from tests.documents.tampering import page_added, stranger
from verksign.cli.verify import run, told
from verksign.documents.certificates import fingerprint
from verksign.documents.keys import KeyFolder
from verksign.documents.render import render_agreement, render_offer
from verksign.documents.seal import seal
from verksign.documents.verdict import Enclosed, Verdict, VerdictKind


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a sealed file, the root, and what others have made of it."""
    folder = tmp_path_factory.mktemp("verify")
    keys = KeyFolder(folder / "keys")
    keys.ensure_root(papers.ISSUED)
    signer = keys.signer_for(
        UUID(int=1), legal_name="Bo AB", org_number="556677-8899", now=papers.ISSUED
    )
    content = papers.content([papers.SERVICE])
    shown = render_offer(content)
    answer = papers.answer(content, ["accepted"], shown)
    paper = render_agreement(content, papers.evidence(content, shown, answer), shown, answer)
    sealed = seal(paper, signer, papers.ANSWERED)
    impostor = stranger("Bo AB", "556677-8899", "Verksign installationsrot")
    for name, data in {
        "root.pem": keys.root_pem(),
        "sealed.pdf": sealed,
        "changed.pdf": page_added(sealed),
        "forged.pdf": seal(paper, impostor, papers.ANSWERED),
        "offer.pdf": shown,
        "letter.txt": b"Hej",
    }.items():
        (folder / name).write_bytes(data)
    return folder


def verify(files: Path, name: str) -> int:
    return run([str(files / name), "--root", str(files / "root.pem")])


class TestVerify:
    def test_says_yes_with_all_that_the_file_says(
        self, files: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert verify(files, "sealed.pdf") == 0
        said = capsys.readouterr().out
        assert said.startswith("Äkta och oförändrad: filen är förseglad här")
        assert "Förseglad av:    Bo AB, 5566778899\n" in said
        assert (
            "Förseglad:       24 november 2026 kl.\xa018:42 (enligt förseglingen själv)\n" in said
        )
        assert "Nivå:            PAdES B-B\n" in said
        assert "Dokument:        VS-7F3K-92QD, version 2\n" in said
        assert "Visad offert:    samma som kontrollsumman i svaret\n" in said
        assert "Belopp:          omräknade, alla stämmer\n" in said
        assert fingerprint((files / "root.pem").read_bytes()) in said

    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("changed.pdf", "Filen har ändrats"),
            ("forged.pdf", "Förseglad av någon annan"),
            ("offer.pdf", "Inte förseglad"),
            ("letter.txt", "Går inte att läsa"),
        ],
    )
    def test_says_no(
        self, files: Path, name: str, words: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert verify(files, name) == 1
        assert capsys.readouterr().out.startswith(words)

    def test_names_no_workshop_for_a_strangers_seal(
        self, files: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        verify(files, "forged.pdf")
        assert "Bo AB" not in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            ([], "ange både PDF:en och --root ROOT.PEM"),
            (["sealed.pdf"], "ange både PDF:en och --root ROOT.PEM"),
            (["missing.pdf", "--root", "root.pem"], "kan inte läsa"),
            (["sealed.pdf", "--root", "letter.txt"], "--root ska vara ett certifikat"),
        ],
    )
    def test_says_what_to_write(
        self,
        files: Path,
        arguments: list[str],
        words: str,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.chdir(files)
        with pytest.raises(SystemExit) as stopped:
            run(arguments)
        assert stopped.value.code == 2
        assert words in capsys.readouterr().err


class TestTold:
    def test_warns_when_the_seal_holds_but_the_enclosed_disagrees(self) -> None:
        enclosed = Enclosed(
            document_id="VS-1",
            version=1,
            answered_at="2026-11-24T17:42:07.000000Z",
            shown_matches=False,
            content_matches=True,
            amounts_agree=False,
        )
        verdict = Verdict(kind=VerdictKind.UNCHANGED, sha256="0" * 64, enclosed=enclosed)
        assert told(verdict).startswith("Förseglingen håller, men det som är bifogat stämmer inte")
        assert "Belopp:          omräknade, stämmer inte" in told(verdict)
        assert "Äkta" not in told(verdict)
