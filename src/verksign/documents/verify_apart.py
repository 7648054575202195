"""Verifying in a process of its own: a stranger's file can neither hang nor swell the web process."""

import base64
import json
import subprocess
import sys
from collections.abc import Sequence

from verksign.documents.verdict import LARGEST_PDF, Verdict, VerdictKind
from verksign.domain.canonical import sha256_hex

SECONDS = 10


def verify_in_process(
    pdf: bytes, roots: Sequence[bytes], *, archive_hit: bool, seconds: float = SECONDS
) -> Verdict:
    """Return the verdict of `verify`; a file that is too large, too slow or too heavy is unreadable."""
    digest = sha256_hex(pdf)
    without_details = Verdict(
        kind=VerdictKind.IDENTICAL if archive_hit else VerdictKind.UNREADABLE, sha256=digest
    )
    if len(pdf) > LARGEST_PDF:
        return without_details
    question = {
        "pdf": base64.b64encode(pdf).decode(),
        "roots": [root.decode() for root in roots],
        "archive_hit": archive_hit,
    }
    try:
        process = subprocess.run(
            [sys.executable, "-I", "-m", "verksign.documents.verify_process"],
            input=json.dumps(question).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=True,
        )
        return Verdict.from_json(json.loads(process.stdout))
    except (subprocess.SubprocessError, ValueError):
        return without_details
