"""
Files from outside, read in a process of their own: none can hang, swell or crash the web process.

One at a time in each web process: the memory that one hostile file may take is the most that all may take.
"""

import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import Any

from verksign.documents.files import Enclosure, Fault, FileKind, FileRefused, Photo, kind_of
from verksign.documents.files_wire import packed, photo_of, unpacked
from verksign.domain.marks import Mark, as_json

SECONDS = 20
PATIENCE = 30
"""How long a request waits for its turn."""
MOST_WAITING = 4
"""Requests that uploads may hold in a process, waiting or at work: the others serve pages."""
_one_at_a_time = threading.BoundedSemaphore(1)
_places = threading.BoundedSemaphore(MOST_WAITING)


def take_in(data: bytes, *, seconds: float = SECONDS) -> Photo | Enclosure:
    """
    Return the photo or PDF in the shape that is kept.

    :raises FileRefused: with the one fault that is told
    """
    kind = kind_of(data)
    facts, parts = _ask({"do": "take_in", "kind": kind}, data, seconds)
    if kind is FileKind.PDF:
        return Enclosure(parts[0], facts["pages"])
    return photo_of(facts, parts)


def burn_in(jpeg: bytes, marks: Sequence[Mark], *, seconds: float = SECONDS) -> Photo:
    """Return one of our own large pictures with the marks in it."""
    return photo_of(*_ask({"do": "burn_in", "marks": as_json(marks)}, jpeg, seconds))


def take_logo(data: bytes, *, seconds: float = SECONDS) -> bytes:
    """
    Return a workshop's logo as a small PNG.

    :raises FileRefused: with the one fault that is told
    """
    _, (png,) = _ask({"do": "logo", "kind": kind_of(data)}, data, seconds)
    return png


def _ask(
    question: dict[str, Any], data: bytes, seconds: float
) -> tuple[dict[str, Any], list[bytes]]:
    if not _places.acquire(blocking=False):
        raise FileRefused(Fault.BUSY)
    try:
        return _in_turn(question, data, seconds)
    finally:
        _places.release()


def _in_turn(
    question: dict[str, Any], data: bytes, seconds: float
) -> tuple[dict[str, Any], list[bytes]]:
    if not _one_at_a_time.acquire(timeout=PATIENCE):
        raise FileRefused(Fault.BUSY)
    try:
        process = subprocess.run(
            [sys.executable, "-I", "-m", "verksign.documents.files_process"],
            input=packed(question, [data]),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=True,
        )
    except subprocess.SubprocessError:
        raise FileRefused(Fault.TOO_HEAVY) from None
    finally:
        _one_at_a_time.release()
    facts, parts = unpacked(process.stdout)
    if "fault" in facts:
        raise FileRefused(Fault(facts["fault"]))
    return facts, parts
