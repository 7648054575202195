import pytest
from hypothesis import given
from hypothesis import strategies as st

from verksign.domain.search_keys import fold, search_text, search_words, sort_key


def found(query: str, *parts: str) -> bool:
    stored = search_text(*parts)
    return all(word in stored for word in search_words(query))


class TestFold:
    @pytest.mark.parametrize(
        ("text", "folded"),
        [
            ("ÅSA Öberg", "åsa öberg"),
            ("A\u030asa", "åsa"),
            ("Café Zürich", "cafe zurich"),
            ("Ærø", "ärö"),
            ("Straße", "strasse"),
            ("  a \u00a0 b\n", "a b"),
        ],
    )
    def test_keeps_the_swedish_letters_alone(self, text: str, folded: str) -> None:
        assert fold(text) == folded

    @given(st.text())
    def test_folded_is_folded(self, text: str) -> None:
        assert fold(fold(text)) == fold(text)


class TestSearch:
    @pytest.mark.parametrize(
        "query",
        ["åsa", "ÅSA", "öberg åsa", "abc 12d", "abc12d", "0701740631", "070-174", "+46701740631"],
    )
    def test_finds_the_row(self, query: str) -> None:
        assert found(query, "Åsa Öberg", "ABC 12D", "070-174 06 31", "+46701740631")

    @pytest.mark.parametrize("query", ["asa", "oberg", "abc12e", "åsa berglund"])
    def test_does_not_find_another(self, query: str) -> None:
        assert not found(query, "Åsa Öberg", "ABC 12D")

    def test_a_number_is_found_from_its_zero_when_only_the_stored_form_is_known(self) -> None:
        assert found("0701740631", "+46701740631")

    def test_empty_parts_leave_no_trace(self) -> None:
        assert search_text("", "Åsa", "") == "åsa"
        assert search_words("  ") == []


class TestSortKey:
    def test_puts_the_swedish_letters_after_z(self) -> None:
        names = ["Öberg", "Zeb", "Åsa", "zå", "Ärlig", "Yngve", "za", "Adam", "Éva", "Eva"]
        assert sorted(names, key=sort_key) == [
            *("Adam", "Éva", "Eva", "Yngve", "za", "Zeb", "zå", "Åsa", "Ärlig", "Öberg")
        ]

    @given(st.lists(st.text("abxyzåäö", max_size=4), min_size=2, max_size=2))
    def test_orders_letter_by_letter(self, pair: list[str]) -> None:
        alphabet = "abxyzåäö"
        one, other = pair
        places = [[alphabet.index(letter) for letter in each] for each in pair]
        assert (sort_key(one) < sort_key(other)) == (places[0] < places[1])

    def test_fits_its_column(self) -> None:
        assert len(sort_key("ö" * 500)) == 200
