"""The English catalogue has every word that is marked, each in its context, and compiles."""

from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo

from tests.kit.catalogue import PACKAGE, english, marked, translated


class TestEnglish:
    def test_has_every_word(self) -> None:
        assert marked(PACKAGE) - translated(english()) == set()

    def test_tells_a_word_from_its_namesake_in_another_context(self) -> None:
        assert {(None, "Skickad"), ("message", "Skickad"), ("event", "Skickad")} <= translated(
            english()
        )

    def test_sees_what_is_missing(self, tmp_path: Path) -> None:
        (tmp_path / "words.py").write_text('pgettext_lazy("message", "Utkast"); _("Köad")')
        (tmp_path / "page.html").write_text(
            '{% load i18n %}{% translate "Bil" %}'
            "{% blocktranslate count n=n %}{{ n }} kamel{% plural %}{{ n }} kameler{% endblocktranslate %}"
        )

        assert marked(tmp_path) - translated(english()) == {
            ("message", "Utkast"),
            (None, "Bil"),
            (None, ("%(n)s kamel", "%(n)s kameler")),
        }

    def test_has_the_same_placeholders(self) -> None:
        catalogue = english()
        faults = [error for message in catalogue for error in message.check(catalogue)]

        assert faults == []

    def test_compiles(self) -> None:
        compiled = BytesIO()
        write_mo(compiled, english())

        assert compiled.getvalue()[:4] == b"\xde\x12\x04\x95"
