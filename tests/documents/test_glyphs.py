import json
import unicodedata
from pathlib import Path

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from verksign.documents.glyphs import (
    _PLAIN,
    FONTS,
    MISSING,
    code_points,
    coverage,
    printable,
    printable_values,
)

STANDARDS: "list[typst.PDFStandard]" = ["a-3a", "ua-1"]


def every_code_point() -> list[int]:
    return sorted(set().union(*coverage().values()))


class TestFonts:
    @pytest.mark.parametrize(
        ("char", "font"),
        [
            ("å", "IBMPlexSans.ttf"),
            ("→", "IBMPlexSans.ttf"),
            ("ж", "IBMPlexSans.ttf"),
            ("अ", "NotoSans.ttf"),
            ("ع", "NotoSansArabic.ttf"),
            ("ไ", "NotoSansThai.ttf"),
            ("□", "FiraCode.ttf"),
        ],
    )
    def test_has_a_glyph_for(self, char: str, font: str) -> None:
        assert ord(char) in coverage()[font]

    @pytest.mark.parametrize("char", ["😀", "漢", "\U000e0041", "\ufffe"])
    def test_has_none_for(self, char: str) -> None:
        assert not any(ord(char) in codes for codes in coverage().values())

    def test_the_plain_characters_are_all_in_the_first_font(self) -> None:
        plain = {code for code in range(0x20, 0x2300) if _PLAIN.fullmatch(chr(code))}
        assert plain <= coverage()["IBMPlexSans.ttf"]
        assert len(plain) > 190

    def test_every_font_of_a_family_prints_what_the_upright_one_does(self) -> None:
        upright = set(code_points((FONTS / "IBMPlexSans.ttf").read_bytes()))
        assert upright == set(code_points((FONTS / "IBMPlexSans-Italic.ttf").read_bytes()))

    def test_the_tables_read_here_are_those_that_typst_prints_with(self, tmp_path: Path) -> None:
        # PDF/A fails on a glyph that is missing, so a table that promised too much would fail here.
        texts = [printable(chr(code)) for code in every_code_point()]
        shown = [text for text in texts if text.strip() and text != MISSING]
        assert len(shown) > 4000
        families = (
            '("IBM Plex Sans", "Noto Sans", "Noto Sans Arabic", "Noto Sans Thai", "Fira Code")'
        )
        source = tmp_path / "all.typ"
        source.write_text(
            f'#set document(title: "x")\n#set text(font: {families}, lang: "sv")\n'
            "#for line in json(bytes(sys.inputs.lines)) [#line \\ ]",
            encoding="utf-8",
        )
        compiler = typst.Compiler(
            input=str(source),
            root=str(tmp_path),
            font_paths=typst.Fonts(
                include_system_fonts=False,
                include_embedded_fonts=False,
                font_paths=[str(FONTS)],
            ),
            sys_inputs={"lines": json.dumps(shown)},
        )
        assert compiler.compile(format="pdf", pdf_standards=STANDARDS)

    def test_every_font_comes_with_its_licence(self) -> None:
        licences = [path.read_text(encoding="utf-8") for path in FONTS.glob("OFL-*.txt")]
        assert len(licences) == 5
        assert all("SIL OPEN FONT LICENSE Version 1.1" in text for text in licences)

    def test_the_fonts_stay_small(self) -> None:
        assert sum(path.stat().st_size for path in FONTS.iterdir()) < 6_000_000


class TestPrintable:
    @pytest.mark.parametrize(
        ("written", "printed"),
        [
            ("Åsa Öberg – 1 240,50 kr", "Åsa Öberg – 1 240,50 kr"),
            ("علي حسن", "علي حسن"),
            ("Somchai สมชาย", "Somchai สมชาย"),
            ("e\u0301", "é"),
            ("Karin 😡", "Karin □"),
            ("👍🏽", "□"),
            ("👩‍🔧", "□□"),
            ("漢字", "□□"),
            ("x\u20e3", "□"),
            ("radbryt\nhär", "radbryt\nhär"),
            ("\ufeffosynligt\u200b\u00ad", "osynligt"),
            ("gpj.\u202eexe", "gpj.exe"),
            ("a\x00b\x1bc\td", "abc d"),
            ("\ue000", "□"),
            ("a\u3000b", "a b"),
            ("\ud800", "□"),
        ],
    )
    def test_prints(self, written: str, printed: str) -> None:
        assert printable(written) == printed

    @given(st.text())
    def test_leaves_only_what_some_font_has(self, text: str) -> None:
        known = set().union(*coverage().values()) | {ord("\n")}
        assert {ord(char) for char in printable(text)} <= known

    @given(st.text())
    def test_leaves_nothing_that_is_invisible_or_turns_the_direction(self, text: str) -> None:
        categories = {unicodedata.category(char) for char in printable(text).replace("\n", "")}
        assert not categories & {"Cc", "Cf", "Co", "Cs", "Cn"}

    @given(st.text())
    def test_changes_nothing_the_second_time(self, text: str) -> None:
        assert printable(printable(text)) == printable(text)

    def test_reaches_every_text_in_a_value_and_leaves_the_rest(self) -> None:
        assert printable_values({"a": ["😀", 1, None, True], "b": {"c": "ok"}}) == {
            "a": ["□", 1, None, True],
            "b": {"c": "ok"},
        }
