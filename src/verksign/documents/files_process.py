"""The process that reads a file from outside: little memory, little time, and nothing written anywhere."""

import resource
import sys
from typing import Any

from verksign.documents.enclosures import clean_pdf
from verksign.documents.files import Fault, FileKind, FileRefused
from verksign.documents.files_wire import packed, photo_parts, unpacked
from verksign.documents.photos import read_photo, with_marks
from verksign.documents.stamps import read_logo
from verksign.domain.marks import marks_of

MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 15


def main() -> None:
    if sys.platform == "linux":  # macOS refuses this limit
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    question, (data,) = unpacked(sys.stdin.buffer.read())
    try:
        facts, parts = _done(question, data)
    except FileRefused as error:
        facts, parts = {"fault": error.fault.value}, []
    except MemoryError:
        facts, parts = {"fault": Fault.TOO_HEAVY.value}, []
    sys.stdout.buffer.write(packed(facts, parts))


def _done(question: dict[str, Any], data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    if question["do"] == "burn_in":
        return photo_parts(with_marks(data, marks_of(question["marks"])))
    kind = FileKind(question["kind"])
    if question["do"] == "logo":
        return {}, [read_logo(data, kind)]
    if kind is FileKind.PDF:
        enclosure = clean_pdf(data)
        return {"pages": enclosure.pages}, [enclosure.pdf]
    return photo_parts(read_photo(data, kind))


if __name__ == "__main__":
    main()
