import json
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from pyhanko.sign.fields import SigSeedSubFilter

from tests.documents import papers
from tests.documents.conftest import Signed
from tests.documents.reading import pdfsig
from tests.documents.tampering import (
    attachment_replaced,
    bomb,
    encrypted,
    flipped,
    info_changed,
    page_added,
    self_signed,
    signed_again,
    stranger,
    text_hidden,
)
from verksign.documents.certificates import Signer
from verksign.documents.render import render_agreement
from verksign.documents.seal import seal
from verksign.documents.verdict import LARGEST_PDF, Enclosed, Seal, Verdict, VerdictKind
from verksign.documents.verify import verify
from verksign.documents.verify_apart import verify_in_process
from verksign.domain.canonical import canonical_json, sha256_hex

OUR_NAMES = (papers.WORKSHOP.legal_name, papers.WORKSHOP.org_number, "Verksign installationsrot")
OUR_SEAL = Seal(
    organisation="Ekbackens Bilverkstad AB",
    org_number="5566778899",
    sealed_at=datetime(2026, 11, 24, 17, 42, 7, tzinfo=UTC),
    level="PAdES B-B",
)
ENCLOSED = Enclosed(
    document_id="VS-7F3K-92QD",
    version=2,
    answered_at="2026-11-24T17:42:07.000000Z",
    shown_matches=True,
    content_matches=True,
    amounts_agree=True,
)


def place_of(pdf: bytes, text: bytes) -> int:
    return pdf.rindex(text)


TAMPERED: dict[str, Callable[[bytes], bytes]] = {
    "a byte in the middle": lambda pdf: flipped(pdf, len(pdf) // 2),
    "a byte in the page tree": lambda pdf: flipped(pdf, place_of(pdf, b"/Annots")),
    "a page added": page_added,
    "the text of a page replaced": text_hidden,
    "only the title changed": info_changed,
    "junk after the end": lambda pdf: pdf + b"thirty bytes of harmless junk\n",
    "one space after the end": lambda pdf: pdf + b" ",
    "something in the gap": lambda pdf: flipped(pdf, pdf.rindex(b"0000>")),
}


class TestOurs:
    def test_is_unchanged_with_all_that_it_says(self, signed: Signed) -> None:
        verdict = verify(signed.sealed, [signed.root])
        assert verdict == Verdict(
            kind=VerdictKind.UNCHANGED,
            sha256=sha256_hex(signed.sealed),
            seal=OUR_SEAL,
            enclosed=ENCLOSED,
        )
        assert verdict.holds

    def test_is_identical_when_the_archive_has_it(self, signed: Signed) -> None:
        asked: list[str] = []

        def archive(digest: str) -> bool:
            asked.append(digest)
            return True

        verdict = verify(signed.sealed, [signed.root], archive)
        assert verdict.kind is VerdictKind.IDENTICAL
        assert (verdict.seal, verdict.enclosed) == (OUR_SEAL, ENCLOSED)
        assert asked == [sha256_hex(signed.sealed)]

    def test_is_unchanged_when_the_archive_has_lost_it(self, signed: Signed) -> None:
        verdict = verify(signed.sealed, [signed.root], lambda _: False)
        assert verdict.kind is VerdictKind.UNCHANGED

    def test_is_known_by_any_of_several_roots(self, signed: Signed) -> None:
        other = stranger(*OUR_NAMES).root_pem
        assert verify(signed.sealed, [other, signed.root]).kind is VerdictKind.UNCHANGED

    def test_says_when_a_verbal_answer_had_nothing_to_show(self, signed: Signed) -> None:
        content = papers.content([papers.SERVICE])
        answer = papers.answer(content, ["accepted"], None, way="desk")
        evidence = papers.evidence(content, None, answer)
        paper = render_agreement(content, evidence, None, answer)
        verdict = verify(seal(paper, signed.signer, papers.ANSWERED), [signed.root])
        assert verdict.enclosed is not None
        assert verdict.enclosed.shown_matches is None
        assert verdict.holds

    def test_reads_the_level_from_the_file(self, signed: Signed) -> None:
        plain = signed_again(signed.agreement, signed.signer, SigSeedSubFilter.ADOBE_PKCS7_DETACHED)
        verdict = verify(plain, [signed.root])
        assert verdict.seal is not None
        assert verdict.seal.level == "CMS"

    @pytest.mark.parametrize("name", ["offert.pdf", "svar.json", "innehall.json"])
    def test_does_not_hold_when_what_is_enclosed_disagrees(self, signed: Signed, name: str) -> None:
        content = papers.content([papers.SERVICE])
        others = {
            "offert.pdf": b"%PDF-1.7 another\n",
            "svar.json": papers.answer(content, ["accepted"], signed.shown),
            "innehall.json": canonical_json(content),
        }
        paper = attachment_replaced(signed.agreement, name, others[name])
        verdict = verify(seal(paper, signed.signer, papers.ANSWERED), [signed.root])
        assert verdict.kind is VerdictKind.UNCHANGED
        assert not verdict.holds

    def test_adds_the_amounts_up_again(self, signed: Signed) -> None:
        answer = json.loads(signed.answer)
        answer["total"]["amount_ore"] += 1
        paper = attachment_replaced(signed.agreement, "svar.json", canonical_json(answer))
        verdict = verify(seal(paper, signed.signer, papers.ANSWERED), [signed.root])
        assert verdict.enclosed is not None
        assert verdict.enclosed.content_matches
        assert not verdict.enclosed.amounts_agree


class TestChangedAfterwards:
    @pytest.mark.parametrize("how", TAMPERED)
    def test_is_seen(self, signed: Signed, how: str) -> None:
        verdict = verify(TAMPERED[how](signed.sealed), [signed.root], lambda _: False)
        assert verdict.kind is VerdictKind.CHANGED
        assert verdict.seal == OUR_SEAL
        assert verdict.enclosed is None
        assert not verdict.holds

    def test_is_what_a_second_signature_by_somebody_else_is(self, signed: Signed) -> None:
        changed = signed_again(signed.sealed, stranger("Någon annan", "", "Annan rot"))
        assert verify(changed, [signed.root]).kind is VerdictKind.CHANGED

    def test_is_what_our_seal_under_a_strangers_first_is(self, signed: Signed) -> None:
        first = signed_again(
            signed.agreement, stranger("Någon annan", "", "Annan rot"), field="Först"
        )
        both = signed_again(first, signed.signer)
        assert verify(both, [signed.root]).kind is VerdictKind.CHANGED

    def test_is_what_our_own_second_seal_does_not_cover_up(self, signed: Signed) -> None:
        for changed in (signed.sealed, text_hidden(signed.sealed), info_changed(signed.sealed)):
            again = signed_again(changed, signed.signer)
            assert verify(again, [signed.root]).kind is VerdictKind.CHANGED

    def test_is_never_taken_for_unchanged_wherever_a_covered_byte_is_flipped(
        self, signed: Signed
    ) -> None:
        start = signed.sealed.rindex(b"/Contents <")
        end = signed.sealed.index(b">", start)
        places = [*range(0, start, 2999), start + 3, end + 40, len(signed.sealed) - 3]
        kinds = {verify(flipped(signed.sealed, at), [signed.root]).kind for at in places}
        assert kinds <= {VerdictKind.CHANGED, VerdictKind.UNREADABLE}
        assert len(places) > 60

    def test_is_partly_seen_by_another_program(self, signed: Signed) -> None:
        assert "Digest Mismatch" in pdfsig(TAMPERED["a byte in the middle"](signed.sealed))
        # Poppler calls the seal valid here, and only mentions that it does not cover the file.
        added = pdfsig(page_added(signed.sealed))
        assert "Signature is Valid." in added
        assert "Not total document signed" in added


class TestSomeoneElse:
    @pytest.mark.parametrize(
        "impostor",
        [
            stranger(*OUR_NAMES),
            self_signed(papers.WORKSHOP.legal_name),
            stranger("Någon annan AB", "556000-0000", "Annan rot"),
        ],
        ids=["our names under a root of their own", "self-signed in our name", "another name"],
    )
    def test_is_never_green(self, signed: Signed, impostor: Signer) -> None:
        forged = seal(signed.agreement, impostor, papers.ANSWERED)
        verdict = verify(forged, [signed.root], lambda _: False)
        assert verdict == Verdict(kind=VerdictKind.SOMEONE_ELSE, sha256=sha256_hex(forged))
        assert not verdict.holds

    def test_is_whoever_borrows_our_certificate_without_its_key(self, signed: Signed) -> None:
        thief = Signer(
            stranger(*OUR_NAMES).key, signed.signer.certificate_pem, signed.signer.root_pem
        )
        forged = seal(signed.agreement, thief, papers.ANSWERED)
        assert verify(forged, [signed.root]).kind is VerdictKind.SOMEONE_ELSE

    def test_is_whoever_claims_a_time_when_the_certificate_did_not_exist(
        self, signed: Signed
    ) -> None:
        early = seal(signed.agreement, signed.signer, datetime(2020, 1, 1, tzinfo=UTC))
        assert verify(early, [signed.root]).kind is VerdictKind.SOMEONE_ELSE

    def test_is_everyone_when_no_root_is_pinned(self, signed: Signed) -> None:
        assert verify(signed.sealed, []).kind is VerdictKind.SOMEONE_ELSE


class TestNoVerdict:
    def test_is_given_on_a_file_without_a_seal(self, signed: Signed) -> None:
        assert verify(signed.shown, [signed.root]).kind is VerdictKind.NOT_SEALED
        assert verify(signed.agreement, [signed.root]).kind is VerdictKind.NOT_SEALED
        assert verify(encrypted(signed.sealed), [signed.root]).kind is not VerdictKind.UNCHANGED

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"%PDF-1.7",
            b"GIF89a" + bytes(1000),
            "Hej å ä ö".encode(),
            b"%PDF-1.7\n" + b"[" * 100_000,
        ],
        ids=["empty", "head only", "image", "text", "nested"],
    )
    def test_is_given_on_garbage(self, signed: Signed, data: bytes) -> None:
        assert verify(data, [signed.root]) == Verdict(
            kind=VerdictKind.UNREADABLE, sha256=sha256_hex(data)
        )

    def test_is_given_on_a_file_cut_short_or_too_large(self, signed: Signed) -> None:
        for data in (
            signed.sealed[:-200],
            signed.sealed[: len(signed.sealed) // 2],
            signed.sealed + bytes(LARGEST_PDF),
        ):
            assert verify(data, [signed.root]).kind is VerdictKind.UNREADABLE


class TestApart:
    def test_gives_the_same_verdict(self, signed: Signed) -> None:
        for pdf in (signed.sealed, page_added(signed.sealed), signed.shown):
            assert verify_in_process(pdf, [signed.root], archive_hit=False) == verify(
                pdf, [signed.root]
            )

    def test_tells_everything_about_a_file_of_the_archive(self, signed: Signed) -> None:
        verdict = verify_in_process(signed.sealed, [signed.root], archive_hit=True)
        assert verdict.kind is VerdictKind.IDENTICAL
        assert (verdict.seal, verdict.enclosed) == (OUR_SEAL, ENCLOSED)

    def test_gives_up_in_time(self, signed: Signed) -> None:
        begun = time.monotonic()
        verdict = verify_in_process(signed.sealed, [signed.root], archive_hit=False, seconds=0.05)
        assert verdict.kind is VerdictKind.UNREADABLE
        assert time.monotonic() - begun < 9

    @pytest.mark.slow
    def test_survives_a_file_that_swells(self, signed: Signed) -> None:
        begun = time.monotonic()
        verdict = verify_in_process(bomb(), [signed.root], archive_hit=False)
        assert verdict.kind is VerdictKind.UNREADABLE
        assert time.monotonic() - begun < 15

    def test_refuses_a_file_that_is_too_large(self, signed: Signed) -> None:
        verdict = verify_in_process(bytes(LARGEST_PDF + 1), [signed.root], archive_hit=False)
        assert verdict.kind is VerdictKind.UNREADABLE

    def test_stands_by_the_archive_when_the_file_cannot_be_read(self, signed: Signed) -> None:
        verdict = verify_in_process(b"%PDF", [signed.root], archive_hit=True)
        assert verdict.kind is VerdictKind.IDENTICAL
