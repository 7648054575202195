"""
Frozen content in, PDF/A-3a and PDF/UA-1 bytes out: the offer as it is shown, the answer with its evidence.

The same values give the same bytes: nothing here reads the clock, and the file's date is the content's own.
"""

import atexit
import json
import os
import shutil
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast

import segno
import typst

from verksign.documents.evidence import ANSWER_FILE, CONTENT_FILE, SHOWN_FILE, Evidence
from verksign.documents.glyphs import FONTS, printable_values
from verksign.domain.additions import new_total
from verksign.domain.answers import MAY_WITHDRAW, AnswerWay, JobAnswer
from verksign.domain.canonical import canonical_json, from_utc_text, sha256_hex
from verksign.domain.content import Content
from verksign.domain.content_files import all_files, all_photos
from verksign.domain.content_sums import ContentTotals, totals_json
from verksign.domain.dates import stockholm

TEMPLATES = Path(__file__).parent / "typst"
STANDARDS: "list[typst.PDFStandard]" = ["a-3a", "ua-1"]
DIGITS_SHOWN = 16
NOTHING: Mapping[str, bytes] = {}
CHANNELS = {AnswerWay.PHONE: "telefon", AnswerWay.DESK: "disk"}

ATTACHMENTS = {
    SHOWN_FILE: ("source", "application/pdf", "det som visades"),
    ANSWER_FILE: ("data", "application/json", "svaren"),
    CONTENT_FILE: ("data", "application/json", "innehållet"),
}


class EvidenceDisagrees(Exception):
    """The evidence names another digest than that of the bytes it speaks of."""

    def __init__(self, of: str) -> None:
        super().__init__(of)
        self.of = of


def render_offer(content: Content, enclosed: Mapping[str, bytes] = NOTHING) -> bytes:
    """
    Return the offer as the customer gets it; its SHA-256 is digest F.

    `enclosed` holds the bytes of the content's photos and PDFs, by digest.
    """
    issued_at = from_utc_text(content["issued_at"])
    view = _view(content, canonical_json(content)) | {"answer": None, "evidence": None}
    papers, files = _papers(content, enclosed)
    return _press().print(view | {"papers": papers}, _photos(content, enclosed) | files, issued_at)


def render_draft(content: Content, enclosed: Mapping[str, bytes] = NOTHING) -> bytes:
    """Return the offer as it stands, marked on every page as a draft that was never sent; it is nobody's evidence."""
    issued_at = from_utc_text(content["issued_at"])
    view = _view(content, b"") | {"answer": None, "evidence": None, "draft": True, "digest": ""}
    return _press().print(view, _photos(content, enclosed), issued_at)


def render_agreement(
    content: Content,
    evidence: Evidence,
    shown_pdf: bytes | None,
    answer_json: bytes,
    enclosed: Mapping[str, bytes] = NOTHING,
    *,
    drawn: bytes | None = None,
) -> bytes:
    """
    Return the answered document with its evidence page, ready to be sealed.

    The offer that was shown, its content and the answer are attached as they are, byte for byte:
    with them anyone can hash and add up again what was signed. The PDFs lie inside that offer; without one they
    are attached here.

    :raises EvidenceDisagrees: if a digest in the evidence is not that of what is printed or attached
    """
    content_json = canonical_json(content)
    _agree("content", evidence.content_sha256, content_json)
    _agree("shown", evidence.shown_sha256, shown_pdf)
    _agree("answer", evidence.answer_sha256, answer_json)
    answer = json.loads(answer_json)
    _agree("drawn", answer.get("drawn_sha256", ""), drawn)
    files = {ANSWER_FILE: answer_json, CONTENT_FILE: content_json}
    if shown_pdf is not None:
        files[SHOWN_FILE] = shown_pdf
    papers, attached = _papers(content, enclosed)
    view = _view(content, content_json) | {
        "answer": _answer_view(answer),
        "evidence": _evidence_view(evidence, AnswerWay(answer["way"]), content, files),
        "papers": papers if shown_pdf is None else [],
        "new_total": _new_total(content, answer),
    }
    if shown_pdf is None:
        files |= attached
    files |= _photos(content, enclosed)
    if drawn is not None:
        files[f"{answer['drawn_sha256']}.png"] = drawn
    return _press().print(view, files, from_utc_text(answer["answered_at"]))


def _new_total(content: Content, answer: Mapping[str, Any]) -> ContentTotals | None:
    """Of an addition: what the order comes to with what was accepted."""
    accepted = [job["id"] for job in answer["jobs"] if job["answer"] == JobAnswer.ACCEPTED]
    total = new_total(content, accepted)
    return totals_json(total) if total else None


def _agree(of: str, recorded: str, data: bytes | None) -> None:
    if recorded != ("" if data is None else sha256_hex(data)):
        raise EvidenceDisagrees(of)


def _view(content: Content, content_json: bytes) -> dict[str, Any]:
    return {
        "content": content,
        "digest": sha256_hex(content_json)[:DIGITS_SHOWN],
        "issued_at": _local(content["issued_at"]),
        "draft": False,
        "papers": [],
        "all_papers": all_files(content),
        **_of_order(content),
    }


def _of_order(content: Content) -> dict[str, str]:
    """Times that only an order's papers have, in Swedish local time."""
    told = {}
    if "decide_by" in content:
        told["decide_by"] = _local(content["decide_by"]["at"])
    if "confirms" in content:
        told["confirmed_at"] = _local(content["confirms"]["at"])
    return told


def _photos(content: Content, enclosed: Mapping[str, bytes]) -> dict[str, bytes]:
    photos = {f"{photo['sha256']}.jpg": enclosed[photo["sha256"]] for photo in all_photos(content)}
    return photos | _logo(content, enclosed)


def _logo(content: Content, enclosed: Mapping[str, bytes]) -> dict[str, bytes]:
    logo = content["workshop"].get("logo")
    return {f"{logo['sha256']}.png": enclosed[logo["sha256"]]} if logo else {}


def _papers(
    content: Content, enclosed: Mapping[str, bytes]
) -> tuple[list[dict[str, str]], dict[str, bytes]]:
    """What is told of the PDFs that go along, and their bytes by the name that they have inside the file."""
    told: list[dict[str, str]] = []
    files: dict[str, bytes] = {}
    for no, file in enumerate(all_files(content), 1):
        path = f"bilaga-{no}.pdf"
        files[path] = enclosed[file["sha256"]]
        told.append({"path": path, "description": file["name"]})
    return told, files


def _answer_view(answer: Mapping[str, Any]) -> dict[str, Any]:
    way = AnswerWay(answer["way"])
    answers = {job["id"]: job["answer"] for job in answer["jobs"]}
    return {
        "at": _local(answer["answered_at"]),
        "at_utc": from_utc_text(answer["answered_at"]).strftime("%Y-%m-%d %H:%M:%S"),
        "verbal": way in CHANNELS,
        "channel": CHANNELS.get(way, ""),
        "accepted": list(answers.values()).count(JobAnswer.ACCEPTED),
        "jobs": answers,
        "drawn": answer.get("drawn_sha256", ""),
        **{key: answer[key] for key in ("signer", "total", "consents", "button", "reason")},
    }


def _evidence_view(
    evidence: Evidence, way: AnswerWay, content: Content, files: Mapping[str, bytes]
) -> dict[str, Any]:
    view = {
        name: getattr(evidence, name)
        for name in Evidence.__slots__
        if name not in {"events", "withdrawal_ends"}
    }
    return view | {
        "events": [
            {"at": _local_iso(row.at), "words": row.words, "detail": row.detail, "hash": row.hash}
            for row in evidence.events
        ],
        "withdrawal_ends": evidence.withdrawal_ends.isoformat() if evidence.withdrawal_ends else "",
        "withdrawal": content["customer"]["kind"] == "consumer"
        and way in MAY_WITHDRAW
        and "confirms" not in content,
        "verify_qr": _qr(evidence.verify_address),
        "files": [
            {"path": name, "relationship": relationship, "mime": mime, "description": words}
            for name, (relationship, mime, words) in ATTACHMENTS.items()
            if name in files
        ],
    }


@lru_cache(maxsize=16)
def _qr(address: str) -> str:
    """The installation's one address, as a picture: drawing it takes longer than sealing."""
    return segno.make(address, error="m").svg_inline(dark="#15202b", border=0)


def _local(text: str) -> str:
    return _local_iso(from_utc_text(text))


def _local_iso(at: datetime) -> str:
    return stockholm(at).strftime("%Y-%m-%dT%H:%M:%S")


@dataclass(frozen=True, slots=True)
class _Press:
    """The process's one typst compiler, with the folder it sees; it prints one document at a time."""

    folder: Path
    compiler: typst.Compiler
    lock: threading.Lock

    def print(self, view: dict[str, Any], files: Mapping[str, bytes], dated: datetime) -> bytes:
        text = json.dumps(printable_values(view), ensure_ascii=False)
        with self.lock:
            for name, data in files.items():
                (self.folder / name).write_bytes(data)
            try:
                pdf = self.compiler.compile(
                    format="pdf",
                    sys_inputs={"view": text},
                    pdf_standards=STANDARDS,
                    timestamp=int(dated.timestamp()),
                )
            finally:
                for name in files:
                    (self.folder / name).unlink(missing_ok=True)
        # Without a newline at the end the seal, an update to the file, would break PDF/A.
        return cast("bytes", pdf) + b"\n"


def _press() -> _Press:
    return _press_of_process(os.getpid())


@cache
def _press_of_process(pid: int) -> _Press:
    folder = Path(tempfile.mkdtemp(prefix="verksign-typst-"))
    atexit.register(_remove, folder, pid)
    for template in TEMPLATES.glob("*.typ"):
        shutil.copy(template, folder)
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
    compiler = typst.Compiler(input=str(folder / "quote.typ"), root=str(folder), font_paths=fonts)
    return _Press(folder, compiler, threading.Lock())


def _remove(folder: Path, pid: int) -> None:
    # A forked child inherits this call, but the folder is still its parent's.
    if os.getpid() == pid:
        shutil.rmtree(folder, ignore_errors=True)
