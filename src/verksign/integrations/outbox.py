"""
The embedded outbox: a folder with one JSON file per message, written by both harmless channels.

A file is replaced whole and is on disk before the hand-over is said to be done. `handed_over`
counts how often a message was handed over: a test that kills processes can see a double.
"""

import fcntl
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Collection, Container, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from verksign.integrations.delivery import Attachment, InlineImage

SAFE_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,63}", re.ASCII)


class NotInOutbox(Exception):
    pass


@dataclass(frozen=True, slots=True)
class OutboxPart:
    """A file beside the text or, when it has a `cid`, a picture in it."""

    name: str
    mime: str
    size: int
    sha256: str
    cid: str = ""


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    id: str
    channel: str  # "sms" or "email"
    handed_over: int
    at: datetime  # of the latest hand-over
    sender: str
    to: str
    text: str
    subject: str = ""
    html: str = ""
    reply_to: str = ""
    parts: tuple[OutboxPart, ...] = ()


def messages(
    limit: int, before: str = "", among: Container[str] | None = None
) -> list[OutboxMessage]:
    """Return the newest messages `among` those, or the newest before the id `before`: ids are made in order."""
    ids = sorted((path.stem for path in _folder().glob("*.json")), reverse=True)
    wanted = [
        id_ for id_ in ids if (not before or id_ < before) and (among is None or id_ in among)
    ]
    return [message(id_) for id_ in wanted[:limit]]


def message(id_: str) -> OutboxMessage:
    """
    Return one message.

    :raises NotInOutbox: if there is none by that id
    """
    path = _folder() / _file_name(id_)
    try:
        with path.open(encoding="utf-8") as file:
            at = datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC)
            stored = json.load(file)
    except FileNotFoundError as error:
        raise NotInOutbox(id_) from error
    parts = tuple(OutboxPart(**part) for part in stored.pop("parts"))
    return OutboxMessage(id=id_, at=at, parts=parts, **stored)


def attachment(id_: str, name: str) -> Attachment:
    """
    Return a file by its name, or a picture by its cid.

    :raises NotInOutbox: if the message has none by that name
    """
    for part in message(id_).parts:
        if name == (part.cid or part.name):
            content = (_folder() / "parts" / part.sha256).read_bytes()
            return Attachment(part.name, part.mime, content)
    raise NotInOutbox(id_, name)


def keep(
    folder: Path,
    id_: str,
    values: Mapping[str, str],
    attached: Collection[Attachment | InlineImage] = (),
) -> None:
    """Write the message to disk; the same id again is the same file, handed over once more."""
    path = folder / _file_name(id_)
    _make(folder)
    parts = [asdict(_keep_part(folder / "parts", part)) for part in attached]
    with _alone(folder):
        handed_over = json.loads(path.read_bytes())["handed_over"] if path.exists() else 0
        stored = {**values, "handed_over": handed_over + 1, "parts": parts}
        _write(path, json.dumps(stored, ensure_ascii=False, indent=1).encode())


def prepare(folder: Path) -> None:
    """
    Make the folder, and write and remove a file in it.

    :raises OSError: if the folder cannot be written
    """
    _make(folder)
    with tempfile.TemporaryFile(dir=folder):
        pass


def _folder() -> Path:
    return Path(settings.OUTBOX_DIR)


def _make(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / "parts").mkdir(mode=0o700, exist_ok=True)


def _file_name(id_: str) -> str:
    """An id can come from an address: it must never name a file elsewhere."""
    if not SAFE_ID.fullmatch(id_):
        raise NotInOutbox(id_)
    return f"{id_}.json"


def _keep_part(folder: Path, part: Attachment | InlineImage) -> OutboxPart:
    sha256 = hashlib.sha256(part.content).hexdigest()
    if not (folder / sha256).exists():
        _write(folder / sha256, part.content)
    cid = part.cid if isinstance(part, InlineImage) else ""
    name = cid if isinstance(part, InlineImage) else part.name
    return OutboxPart(name, part.mime, len(part.content), sha256, cid)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Two workers may hold the same message; each must be counted."""
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write(path: Path, content: bytes) -> None:
    """Replace the file whole; when this returns, a power cut does not lose it."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
