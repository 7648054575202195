"""A folder that keeps what it has said it keeps: a file is on disk, under its name, before its row is written."""

import os
import threading
from pathlib import Path
from typing import IO, Any

from django.core.files.storage import FileSystemStorage


class DurableFolder(FileSystemStorage):
    def _save(self, name: str, content: IO[Any]) -> str:
        path = Path(self.path(name))
        if path.exists():
            # Blobs are named by their digest: the same name is the same bytes.
            return name
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
        with draft.open("wb") as file:
            file.write(content.read())
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        for folder in (path.parent, path.parent.parent):
            self._sync_folder(folder)
        return name

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    @staticmethod
    def _sync_folder(folder: Path) -> None:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
