import hashlib
import hmac
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verksign.domain.document_ids import document_id, read_document_id
from verksign.domain.tokens import ALPHABET, link_token, looks_like_token, token_digest, token_in

KEY = bytes(range(32))
LINK = UUID("01939d5e-0000-7000-8000-000000000001")


class TestLinkToken:
    def test_is_the_first_22_base62_characters_of_the_hmac(self) -> None:
        for generation in range(200):  # enough to meet digests that begin with zeros
            message = LINK.bytes + generation.to_bytes(4, "big")
            digest = hmac.new(KEY, message, hashlib.sha256).digest()
            number = 0
            for letter in link_token(KEY, LINK, generation):
                number = number * 62 + ALPHABET.index(letter)
            assert number == int.from_bytes(digest, "big") // 62**21

    def test_is_the_same_every_time(self) -> None:
        assert link_token(KEY, LINK, 1) == link_token(KEY, LINK, 1)

    def test_another_generation_link_or_key_is_another_token(self) -> None:
        tokens = {
            link_token(KEY, LINK, 1),
            link_token(KEY, LINK, 2),
            link_token(KEY, UUID(int=1), 1),
            link_token(bytes(32), LINK, 1),
        }
        assert len(tokens) == 4

    @given(st.binary(min_size=1), st.uuids(), st.integers(0, 2**32 - 1))
    def test_always_looks_like_one(self, key: bytes, link: UUID, generation: int) -> None:
        assert looks_like_token(link_token(key, link, generation))

    @pytest.mark.parametrize(
        "text", ["", "a" * 21, "a" * 23, "a" * 21 + "-", "å" * 22, "a" * 22 + "\n"]
    )
    def test_other_text_does_not(self, text: str) -> None:
        assert not looks_like_token(text)

    def test_is_looked_up_by_its_sha_256(self) -> None:
        assert token_digest("a" * 22) == hashlib.sha256(b"a" * 22).hexdigest()


class TestDocumentId:
    @pytest.mark.parametrize(
        ("random", "spelt"),
        [
            (b"\x00\x00\x00\x00\x00", "VS-2222-2222"),
            (b"\xff\xff\xff\xff\xff", "VS-ZZZZ-ZZZZ"),
            (b"\x00\x00\x00\x00\x01", "VS-2222-2223"),
        ],
    )
    def test_spells_the_random_bytes(self, random: bytes, spelt: str) -> None:
        assert document_id(random) == spelt

    def test_refuses_another_number_of_bytes(self) -> None:
        with pytest.raises(ValueError, match="5"):
            document_id(b"1234")

    @given(st.binary(min_size=5, max_size=5))
    def test_is_read_back_however_it_was_typed(self, random: bytes) -> None:
        spelt = document_id(random)
        assert not set(spelt[3:]) & set("01IO")
        assert read_document_id(spelt) == spelt
        assert read_document_id(spelt.lower().replace("-", " ")) == spelt
        assert read_document_id(spelt[3:]) == spelt

    @given(st.sets(st.binary(min_size=5, max_size=5), min_size=2, max_size=20))
    def test_other_bytes_are_another_id(self, randoms: set[bytes]) -> None:
        assert len({document_id(random) for random in randoms}) == len(randoms)

    def test_may_itself_begin_with_vs(self) -> None:
        assert read_document_id("VSAB-92QD") == "VS-VSAB-92QD"
        assert read_document_id("VS-VSAB-92QD") == "VS-VSAB-92QD"

    @pytest.mark.parametrize("text", ["", "VS", "VS-7F3K-92Q0", "VS-7F3K-92QDX", "SOF-10482"])
    def test_other_text_is_none(self, text: str) -> None:
        assert read_document_id(text) is None


class TestTokenIn:
    TOKEN = link_token(KEY, LINK, 1)

    @pytest.mark.parametrize("after", ["", ".", ").", ">", " ", "\N{NO-BREAK SPACE}", "/", "\x00"])
    def test_is_found_before_what_stood_behind_the_link(self, after: str) -> None:
        assert token_in(f"{self.TOKEN}{after}") == self.TOKEN

    @pytest.mark.parametrize(
        "text", ["", ".", "abc", f".{TOKEN}", f"{TOKEN}a", f"{TOKEN}.å", TOKEN[:-1]]
    )
    def test_is_nothing_where_anything_else_was_changed(self, text: str) -> None:
        assert token_in(text) == ""
