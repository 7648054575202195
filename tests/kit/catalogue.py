"""
The English catalogue and what it must hold: every word marked in the code and the templates.

`python -m tests.kit.catalogue` adds what is missing, with an empty translation, and takes out what no page says.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

import verksign

PACKAGE = Path(verksign.__file__).parent
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
NOT_KEPT = (
    '"Report-Msgid-Bugs-To',
    '"POT-Creation-Date',
    '"PO-Revision-Date',
    '"Last-Translator',
    '"Language-Team',
    '"Generated-By',
)
"""Lines of the header that babel writes anew each time."""

type Words = str | tuple[str, ...]
type Marked = tuple[str | None, Words]


def marked(folder: Path) -> set[Marked]:
    """Return every word marked below the folder, with its context; a plural is a pair."""
    return {
        found
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts
        for found in _marked(path)
    }


def _marked(path: Path) -> Iterator[Marked]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # What is not words becomes filling, which is no Python: it must not look like indentation at least.
        made = templatize(source, origin=str(path))
        source = "\n".join(line.strip() for line in made.splitlines())
    for _, message, _, context in extract("python", BytesIO(source.encode()), KEYWORDS):
        if message:
            yield context, message if isinstance(message, str) else tuple(message)


def english() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def translated(catalogue: Catalog) -> set[Marked]:
    return {(message.context, _id(message)) for message in catalogue if _is_whole(message)}


def _id(message: Message) -> Words:
    return message.id if isinstance(message.id, str) else tuple(message.id)


def _is_whole(message: Message) -> bool:
    forms = [message.string] if isinstance(message.string, str) else list(message.string or [""])
    return bool(message.id) and not message.fuzzy and all(forms)


def gather() -> tuple[int, int]:
    """Bring the catalogue up to what is marked; return how many words came and how many went."""
    catalogue, wanted = english(), marked(PACKAGE)
    known = {(message.context, _id(message)): message for message in catalogue if message.id}
    gone = known.keys() - wanted
    for context, words in gone:
        catalogue.delete(words, context)
    new = sorted(wanted - known.keys(), key=str)
    for context, words in new:
        flags = ["python-format"] if "%(" in str(words) else []
        catalogue.add(words, context=context, flags=flags)
    write(catalogue)
    return len(new), len(gone)


def write(catalogue: Catalog) -> None:
    """Write it sorted and without who, when and with what: two people's additions meet without a quarrel."""
    whole = BytesIO()
    write_po(whole, catalogue, sort_output=True, width=0)
    lines = whole.getvalue().decode().splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(NOT_KEPT)]
    CATALOGUE.write_text("".join(kept), encoding="utf-8")


if __name__ == "__main__":
    print("{} words to translate, {} taken out".format(*gather()))  # noqa: T201
