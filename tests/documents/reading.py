"""Reading PDFs with other people's tools: poppler's pdftotext and pdfsig, and pikepdf."""

import os
import re
import shutil
import subprocess
import tempfile
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest


def need_poppler() -> None:
    if shutil.which("pdfsig") and shutil.which("pdftotext"):
        return
    if os.environ.get("CI"):
        pytest.fail("poppler-utils is missing: CI must read what we print and check our seals")
    pytest.skip("POPPLER IS MISSING: nothing here was checked by another program than our own")


def text_of(pdf: bytes) -> str:
    """Return the words as they are laid out, with plain spaces only."""
    need_poppler()
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, stdout=subprocess.PIPE, check=True
    )
    return done.stdout.decode().replace("\xa0", " ")


def words_of(pdf: bytes) -> str:
    """Return the words as running text, whatever lines they stand on."""
    return " ".join(text_of(pdf).split())


def boxes_of(pdf: bytes) -> list[tuple[str, float, float]]:
    """Return every word of the first page with its left and right edge, in points."""
    need_poppler()
    done = subprocess.run(
        ["pdftotext", "-bbox", "-l", "1", "-", "-"], input=pdf, stdout=subprocess.PIPE, check=True
    )
    found = re.findall(
        r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">(.*?)</word>',
        done.stdout.decode().replace("\u200b", ""),
    )
    return [(word, float(left), float(right)) for left, right, word in found]


def pdfsig(pdf: bytes) -> str:
    need_poppler()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "file.pdf")
        path.write_bytes(pdf)
        done = subprocess.run(["pdfsig", path], stdout=subprocess.PIPE, check=False)
    return done.stdout.decode()


def attachments(pdf: bytes) -> dict[str, bytes]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return {
            name: specification.get_file().read_bytes()
            for name, specification in opened.attachments.items()
        }


def relationships(pdf: bytes) -> dict[str, str]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return {
            name: str(specification.obj.AFRelationship)
            for name, specification in opened.attachments.items()
        }


def metadata(pdf: bytes) -> dict[str, str]:
    with pikepdf.open(BytesIO(pdf)) as opened, opened.open_metadata() as found:
        return {
            name: str(found.get(name, ""))
            for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part", "dc:title")
        }
