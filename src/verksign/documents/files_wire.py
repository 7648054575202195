"""How a file and what became of it travel between two processes: one line of JSON, then the bytes."""

import json
from collections.abc import Sequence
from typing import Any

from verksign.documents.files import Photo, Picture


def packed(facts: dict[str, Any], parts: Sequence[bytes]) -> bytes:
    head = json.dumps({**facts, "lengths": [len(part) for part in parts]})
    return b"".join((head.encode(), b"\n", *parts))


def unpacked(data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    head, _, rest = data.partition(b"\n")
    facts = json.loads(head)
    parts: list[bytes] = []
    for length in facts.pop("lengths"):
        parts.append(rest[:length])
        rest = rest[length:]
    return facts, parts


def photo_parts(photo: Photo) -> tuple[dict[str, Any], list[bytes]]:
    pictures = (photo.large, photo.page, photo.small)
    sizes = [(picture.width, picture.height) for picture in pictures]
    return {"sizes": sizes}, [picture.jpeg for picture in pictures]


def photo_of(facts: dict[str, Any], parts: Sequence[bytes]) -> Photo:
    return Photo(
        *(
            Picture(jpeg, width, height)
            for jpeg, (width, height) in zip(parts, facts["sizes"], strict=True)
        )
    )
