"""The English catalogue has every word of the wording package, each in its context, and compiles."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import verksign

PACKAGE = Path(verksign.__file__).parent
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {"_": None, "gettext_lazy": None, "pgettext_lazy": ((1, "c"), 2)}

type Marked = tuple[str | None, str]


def marked(folder: Path) -> set[Marked]:
    found = extract_from_dir(folder, method_map=[("**.py", "python")], keywords=KEYWORDS)
    return {(context, message) for _, _, message, _, context in found if isinstance(message, str)}


def translated(catalogue: Catalog) -> set[Marked]:
    return {
        (message.context, message.id)
        for message in catalogue
        if message.string and not message.fuzzy and isinstance(message.id, str)
    }


def english() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


class TestEnglish:
    def test_has_every_word(self) -> None:
        assert marked(PACKAGE / "wording") - translated(english()) == set()

    def test_tells_a_word_from_its_namesake_in_another_context(self) -> None:
        assert {(None, "Skickad"), ("message", "Skickad"), ("event", "Skickad")} <= translated(
            english()
        )

    def test_sees_what_is_missing(self, tmp_path: Path) -> None:
        (tmp_path / "words.py").write_text('pgettext_lazy("message", "Utkast"); _("Köad")')

        assert marked(tmp_path) - translated(english()) == {("message", "Utkast")}

    def test_has_the_same_placeholders(self) -> None:
        faults = [error for message in english() for error in message.check(english())]

        assert faults == []

    def test_compiles(self) -> None:
        compiled = BytesIO()
        write_mo(compiled, english())

        assert compiled.getvalue()[:4] == b"\xde\x12\x04\x95"
