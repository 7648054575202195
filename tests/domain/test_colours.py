import pytest
from hypothesis import given
from hypothesis import strategies as st

from verksign.domain.colours import (
    DARK,
    LEAST,
    WHITE,
    NotAColour,
    contrast,
    ink_on,
    parse_colour,
    too_faint,
)

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


class TestParseColour:
    def test_reads_six_digits_with_or_without_the_mark(self) -> None:
        assert parse_colour(" #C2410C ") == parse_colour("c2410c") == "#c2410c"
        assert parse_colour("") == ""

    @pytest.mark.parametrize("text", ["röd", "#fff", "#12345g", "rgb(0,0,0)", "#1234567", "url(x)"])
    def test_refuses_what_is_none(self, text: str) -> None:
        with pytest.raises(NotAColour):
            parse_colour(text)


class TestContrast:
    def test_is_that_of_wcag(self) -> None:
        assert round(contrast("#000000", "#ffffff"), 2) == 21
        assert round(contrast("#767676", "#ffffff"), 2) == 4.54
        assert contrast("#123456", "#123456") == 1


class TestTooFaint:
    def test_yellow_is_faint_on_white_and_a_darker_one_is_proposed(self) -> None:
        fault = too_faint("#ffd400")

        assert fault
        assert (fault.ground, round(fault.contrast, 1)) == (WHITE, 1.4)
        assert fault.better == "#b09200"

    def test_navy_is_faint_on_dark_and_a_lighter_one_is_proposed(self) -> None:
        fault = too_faint("#0a1a3a")

        assert fault
        assert fault.ground == DARK
        assert contrast(fault.better, DARK) >= LEAST

    def test_a_clear_colour_is_fine(self) -> None:
        assert too_faint("#c2410c") is None

    @given(COLOURS)
    def test_what_is_proposed_is_always_fine(self, colour: str) -> None:
        fault = too_faint(colour)

        if fault:
            assert too_faint(fault.better) is None
        else:
            assert min(contrast(colour, WHITE), contrast(colour, DARK)) >= LEAST

    @given(COLOURS)
    def test_letters_on_it_are_read(self, colour: str) -> None:
        assert contrast(colour, ink_on(colour)) >= 4
