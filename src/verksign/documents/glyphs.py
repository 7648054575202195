"""
What the fonts of the package can print.

A PDF/A render fails on a glyph that no font has, and an answer must never wait for a font:
such a character is printed as □. The JSON attached to the file keeps what was written.
"""

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
MISSING = "□"

# What nearly every text is made of; IBM Plex Sans has all of it (a test says so).
_PLAIN = re.compile(r"[\n\x20-\x7e\xa0-\xac\xae-ÿ–—‘’“”•…−]*")
# One character as a reader sees it: a base and the marks that sit on it, skin tones included.
_MARKS = {"Mn", "Mc", "Me"}
_TONES = range(0x1F3FB, 0x1F400)
_SELECTORS = {*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}


def printable(text: str) -> str:
    """Return the text with every character that cannot be printed as □, and without invisible ones."""
    if _PLAIN.fullmatch(text):
        return text
    visible = "".join(_seen(char) for char in unicodedata.normalize("NFC", text))
    return "".join(_printed(cluster) for cluster in _clusters(visible))


def printable_values(value: object) -> object:
    """Return the JSON value with every text in it made printable."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: printable_values(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [printable_values(item) for item in value]
    return value


def _seen(char: str) -> str:
    """Return what a reader sees: no controls, no direction marks, no joiners, only plain spaces."""
    if char in "\n\xa0":
        return char
    match unicodedata.category(char):
        case "Zl" | "Zp":
            return "\n"
        case "Zs":
            return " "
        case "Cc":
            return " " if char in "\t\r\v\f" else ""
        case "Cf":
            return ""
        case _:
            return "" if ord(char) in _SELECTORS else char


def _clusters(text: str) -> Iterator[str]:
    starts = [
        index
        for index, char in enumerate(text)
        if index == 0 or (unicodedata.category(char) not in _MARKS and ord(char) not in _TONES)
    ]
    return (text[start:end] for start, end in pairwise([*starts, len(text)]))


def _sits_on_a_base(char: str) -> bool:
    return unicodedata.category(char) in _MARKS or ord(char) in _TONES


def _printed(cluster: str) -> str:
    if cluster.isspace():
        return cluster
    if _sits_on_a_base(cluster[0]):
        return MISSING
    # A private-use character means nothing to anyone else, and PDF/A refuses it even if a font has one.
    if any(unicodedata.category(char) in {"Co", "Cn", "Cs"} for char in cluster):
        return MISSING
    codes = {ord(char) for char in cluster}
    return cluster if any(codes <= font for font in coverage().values()) else MISSING


@cache
def coverage() -> dict[str, frozenset[int]]:
    """Return the code points each text font of the package has a glyph for, by file name."""
    return {
        path.name: frozenset(code_points(path.read_bytes()))
        for path in sorted(FONTS.glob("*.ttf"))
        if "Mono" not in path.name and "Italic" not in path.name
    }


def code_points(font: bytes) -> Iterator[int]:
    """Yield the code points in a TrueType font's character map (formats 4 and 12)."""
    (count,) = struct.unpack_from(">H", font, 4)
    tables = (struct.unpack_from(">4s4xL", font, 12 + 16 * number) for number in range(count))
    start = next(offset for tag, offset in tables if tag == b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    for number in range(count):
        platform, _encoding, offset = struct.unpack_from(">HHL", font, start + 4 + 8 * number)
        (form,) = struct.unpack_from(">H", font, start + offset)
        if platform in UNICODE and form in READERS:
            yield from READERS[form](font, start + offset)


def _format_4(font: bytes, at: int) -> Iterator[int]:
    segments = struct.unpack_from(">H", font, at + 6)[0] // 2

    def column(skipped: int, kind: str) -> tuple[int, ...]:
        return struct.unpack_from(f">{segments}{kind}", font, at + skipped)

    ends, starts = column(14, "H"), column(16 + 2 * segments, "H")
    deltas, offsets = column(16 + 4 * segments, "h"), column(16 + 6 * segments, "H")
    for segment, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offsets[segment]:
                place = at + 16 + 6 * segments + 2 * segment
                place += offsets[segment] + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", font, place)
                if glyph == 0:
                    continue
            if (glyph + deltas[segment]) & 0xFFFF:
                yield code


def _format_12(font: bytes, at: int) -> Iterator[int]:
    (groups,) = struct.unpack_from(">L", font, at + 12)
    for number in range(groups):
        first, last, glyph = struct.unpack_from(">LLL", font, at + 16 + 12 * number)
        yield from range(first if glyph else first + 1, last + 1)


UNICODE = {0, 3}
READERS = {4: _format_4, 12: _format_12}
