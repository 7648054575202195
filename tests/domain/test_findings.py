import pytest

from verksign.domain.findings import LONGEST, title_of


class TestTitleOf:
    @pytest.mark.parametrize(
        ("finding", "title"),
        [
            ("Bromsskivorna är slut", "Bromsskivorna är slut"),
            ("  Läcker olja. Syns vid växellådan.", "Läcker olja"),
            ("Slitna torkare\nbyt båda", "Slitna torkare"),
            ("Glapp i   spindelled", "Glapp i spindelled"),
            ("...", "..."),
            (
                "Bakre bromsskivor har djupa spår och beläggen är nere på två millimeter, byt",
                "Bakre bromsskivor har djupa spår och beläggen är nere på två …",
            ),
            ("x" * 80, "x" * LONGEST + " …"),
        ],
    )
    def test_is_the_first_words(self, finding: str, title: str) -> None:
        assert title_of(finding) == title
