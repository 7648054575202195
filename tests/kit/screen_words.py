"""
What a page says that is not marked for translation: in templates, in code, in scripts.

A template is read with its tags taken out: what is left between the elements, and in the attributes that are shown or
read out, is words that no catalogue can reach.
"""

import ast
import re
from collections.abc import Collection, Iterator
from html.parser import HTMLParser

from django.template.base import Lexer, TokenType

SHOWN = {"title", "aria-label", "aria-description", "placeholder", "alt", "label"}
LETTERS = re.compile(r"[^\W\d_]{2,}")
SWEDISH = re.compile(r"[^\W\d_a-zA-Z]")
"""A letter that English has not."""
SENTENCE = re.compile(r"[A-ZÅÄÖ][a-zåäö]+|[a-zåäö]{2,} [a-zåäö]{2,}")
QUOTED = re.compile(r"(_\()?(?:\"([^\"]*)\"|'([^']*)')")
TRANSLATED = {"translate", "trans", "blocktranslate", "blocktrans", "plural"}
CODE = {
    "url",
    "static",
    "load",
    "extends",
    "include",
    "partial",
    "partialdef",
    "block",
    "icon",
    "if",
    "elif",
    "entry",
}
"""Tags whose quoted words are names for the machine."""
SAME = {
    "Verksign",
    "SMS",
    "English",
    "Svenska",
    "PDF",
    "PDF:en",
    "Ctrl",
    "Alt",
    "Enter",
    "Esc",
    "Delete",
    "Shift",
    "OK",
    "mil",
    "kr",
}
"""Names, keys and units: the same in every language."""
COMMENTS = re.compile(r"/\*.*?\*/|^\s*//.*?$|(?<=\s)//.*?$", re.DOTALL | re.MULTILINE)
MARKS = {
    "_",
    "gettext",
    "gettext_lazy",
    "pgettext",
    "pgettext_lazy",
    "ngettext",
    "ngettext_lazy",
    "npgettext",
    "gettext_noop",
}


def unmarked_in_template(source: str) -> Iterator[tuple[int, str]]:
    """Return the line and the words of everything that is shown and not marked."""
    kept, inside = [], False
    for token in Lexer(source).tokenize():
        whole = "\n" * token.contents.count("\n")
        if token.token_type is TokenType.TEXT:
            kept.append(whole if inside else token.contents)
            continue
        name = (token.contents.split() or [""])[0]
        if token.token_type is TokenType.BLOCK and name in {"blocktranslate", "blocktrans"}:
            inside = True
        elif name in {"endblocktranslate", "endblocktrans"}:
            inside = False
        elif token.token_type is not TokenType.COMMENT and name not in TRANSLATED | CODE:
            yield from ((token.lineno or 0, words) for words in _quoted(token.contents))
        # A stand-in without letters: in an attribute it must not end the quotation marks.
        kept.append("·" + whole)
    reader = _Reader()
    reader.feed("".join(kept))
    reader.close()
    yield from reader.found


def _quoted(tag: str) -> Iterator[str]:
    for marked, *words in QUOTED.findall(tag):
        said = "".join(words)
        if not marked and SENTENCE.search(said) and not _is_same(said):
            yield said


def _is_same(words: str) -> bool:
    return set(LETTERS.findall(words)) <= SAME


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self.silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"code", "kbd", "text", "style", "script"}:
            self.silent = tag
        for name, value in attrs:
            shown = name in SHOWN or (name.startswith("data-") and SWEDISH.search(value or ""))
            if shown:
                self._note(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.silent:
            self.silent = ""

    def handle_data(self, data: str) -> None:
        # A block inside a tag brings attributes to its parent template.
        if not self.silent and '="' not in data:
            self._note(data)

    def _note(self, words: str) -> None:
        if not _is_same(words):
            self.found.append((self.getpos()[0], " ".join(words.split())))


def unmarked_in_code(tree: ast.AST, known: Collection[str] = ()) -> Iterator[tuple[int, str]]:
    """
    Return the line and the words of every string that looks like Swedish for people, docstrings apart.

    `known` words are marked somewhere, so a string that is one of them should be marked here too; a single word in
    small letters may be a code.
    """
    passed = {id(node) for node in _passed(tree)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in passed
        ):
            words = node.value
            is_known = words.strip() in known and not (words.islower() and words.isalpha())
            if is_known or SWEDISH.search(words):
                yield node.lineno, words


def _passed(tree: ast.AST) -> Iterator[ast.AST]:
    """What is marked for translation, and docstrings."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in MARKS:
            yield from (part for argument in node.args for part in ast.walk(argument))
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def marked_too_early(tree: ast.Module) -> Iterator[int]:
    """Return the lines that translate when the module is imported, which is once and in Swedish."""
    later: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            later.update(id(part) for part in ast.walk(node))
    now = _names_that_translate_now(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and id(node) not in later and _name(node.func) in now:
            yield node.lineno


def _names_that_translate_now(tree: ast.Module) -> set[str]:
    """`_` is either kind; its import says which."""
    eager = {"gettext", "ngettext", "pgettext", "npgettext"}
    return eager | {
        name.asname or name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for name in node.names
        if name.name in eager
    }


def _name(node: ast.AST) -> str:
    return getattr(node, "id", "") or getattr(node, "attr", "")


def unmarked_in_script(source: str) -> Iterator[tuple[int, str]]:
    """Return the line and the text of every line with a Swedish letter; comments are taken out."""
    bare = COMMENTS.sub(lambda found: "\n" * found[0].count("\n"), source)
    for number, line in enumerate(bare.splitlines(), 1):
        if SWEDISH.search(line):
            yield number, line.strip()
