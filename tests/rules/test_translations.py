"""Swedish is written in the code; a catalogue of another language must have every sentence, and none in doubt."""

from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.rules.source import PACKAGE, place

CATALOGUES = "locale/*/LC_MESSAGES/*.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
}


def sentences(folder: Path) -> set[str]:
    """Return every sentence that the code marks for translation; `tests.wording` looks at the templates too."""
    found = extract_from_dir(folder, method_map=[("**.py", "python")], keywords=KEYWORDS)
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}


def missing_in(catalogue: Path, folder: Path) -> set[str]:
    with catalogue.open("rb") as file:
        known = {
            message.id if isinstance(message.id, str) else message.id[0]
            for message in read_po(file)
            if message.string and not message.fuzzy
        }
    return sentences(folder) - known


class TestTranslations:
    def test_every_catalogue_is_complete(self) -> None:
        for catalogue in PACKAGE.glob(CATALOGUES):
            assert missing_in(catalogue, PACKAGE) == set(), place(catalogue, 1)

    def test_a_missing_an_empty_and_a_doubtful_sentence_are_seen(self, tmp_path: Path) -> None:
        (tmp_path / "words.py").write_text('_("Ja") + _("Nej") + _("Kanske") + _("Sen")')
        catalogue = tmp_path / "django.po"
        catalogue.write_text(
            'msgid "Ja"\nmsgstr "Yes"\n\nmsgid "Nej"\nmsgstr ""\n\n#, fuzzy\nmsgid "Sen"\nmsgstr "Late"\n'
        )

        assert missing_in(catalogue, tmp_path) == {"Nej", "Kanske", "Sen"}
