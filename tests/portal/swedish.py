"""What of a page is not in Swedish elements, and which of our Swedish words are in it."""

import re
from html.parser import HTMLParser

from tests.kit.catalogue import PACKAGE, english, marked

VOID = {"meta", "link", "input", "br", "hr", "img", "path", "circle", "rect"}
SPOKEN_ATTRIBUTES = {"aria-label", "alt", "placeholder", "title", "data-words"}
FEWEST_LETTERS = 3
SAME_IN_BOTH = {"Anna", "PDF"}


class _Reader(HTMLParser):
    """Gathers the text, leaving out what is marked as Swedish."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.swedish: list[bool] = [False]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        language = dict(attrs).get("lang")
        inside = self.swedish[-1] if language is None else language == "sv"
        if not inside:
            self.text += [value or "" for name, value in attrs if name in SPOKEN_ATTRIBUTES]
        if tag not in VOID:
            self.swedish.append(inside)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.swedish.pop()

    def handle_data(self, data: str) -> None:
        if not self.swedish[-1]:
            self.text.append(data)


def words_of(page: str) -> str:
    """Return the text of the page that is not in elements marked as Swedish."""
    reader = _Reader()
    reader.feed(page)
    return " ".join(" ".join(reader.text).split())


def swedish_in(page: str) -> list[str]:
    """Return the words of ours, or their parts between the values, that stand untranslated on the page."""
    text = words_of(page)
    return sorted(part for part in _parts() if re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text))


def _parts() -> set[str]:
    catalogue = english()
    found: set[str] = set()
    for context, words in marked(PACKAGE / "portal") | marked(PACKAGE / "wording"):
        for word in [words] if isinstance(words, str) else words:
            message = catalogue.get(word, context)
            if message is None or message.string == word:
                continue
            found |= {
                piece.strip(" .,:()?")
                for piece in re.split(r"%\(\w+\)[sd]|<[^>]*>", word)
                if len(piece.strip(" .,:()?")) >= FEWEST_LETTERS
            }
    translations = " ".join(str(message.string) for message in catalogue)
    return {
        part
        for part in found - SAME_IN_BOTH
        if not re.search(rf"(?<!\w){re.escape(part)}(?!\w)", translations)
    }
