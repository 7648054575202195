"""What the environment says, read once: `VERKSIGN_*` variables, the data folder and its secrets."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit


class BadEnvironment(Exception):
    """The environment asks for something Verksign refuses to start with; the message says what to do."""


def variable(name: str, default: str = "") -> str:
    return os.environ.get(f"VERKSIGN_{name}", default).strip()


def number(name: str, default: int) -> int:
    text = variable(name, str(default))
    if not (text.isascii() and text.isdigit()):
        raise BadEnvironment(f"VERKSIGN_{name} is {text!r}; it must be a whole number.")
    return int(text)


def secret(folder: Path, name: str, *, size: int = 32) -> bytes:
    """
    Return a secret kept in `folder`, made at first use.

    Mode 0600. Two processes starting at once agree: the file is linked into place, and the loser reads the winner's.
    """
    path = folder / name
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = folder / f".{name}.{os.getpid()}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(size).hex().encode())
            file.flush()
            os.fsync(file.fileno())
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return bytes.fromhex(path.read_text(encoding="ascii"))


def link_keys(folder: Path) -> dict[int, bytes]:
    """Return the keys that links are derived from, by number; the highest makes the new links."""
    secret(folder, "link_key.1")
    return {
        int(path.suffix[1:]): bytes.fromhex(path.read_text(encoding="ascii"))
        for path in folder.glob("link_key.*")
    }


@dataclass(frozen=True, slots=True)
class Address:
    """A service's address taken from one URL: `scheme://user:password@host:port/path`."""

    scheme: str
    user: str
    password: str
    host: str
    port: int | None
    path: str

    @classmethod
    def parse(cls, text: str) -> "Address":
        parts = urlsplit(text)
        return cls(
            scheme=parts.scheme,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            host=parts.hostname or "",
            port=parts.port,
            path=unquote(parts.path.lstrip("/")),
        )
