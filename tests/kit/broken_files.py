"""Real files as bad nets, disks and enemies leave them: cut, flipped, spliced, doubled, begun as something else."""

from collections.abc import Callable
from functools import cache

from hypothesis import strategies as st

from tests.kit import files

type Harm = Callable[[bytes], bytes]

HEAD = 12
"""What tells a file's kind stands in the first bytes."""
FARTHEST = 2**16


@cache
def whole_files() -> dict[str, bytes]:
    """One of each kind that may be attached, and small: what is tried is how they are read."""
    return {
        "jpeg": files.saved(files.picture(96, 64), exif=files.exif_with_place()),
        "cmyk": files.saved(files.picture(96, 64, "CMYK")),
        "png": files.saved(files.picture(96, 64, "RGBA"), "PNG"),
        "palette": files.saved(files.picture(96, 64, "P"), "PNG"),
        "gif": files.saved(files.picture(96, 64, "P"), "GIF"),
        "webp": files.saved(files.picture(96, 64), "WEBP"),
        "heic": files.heic(96, 64),
        "pdf": files.pdf(2),
    }


def _cut(data: bytes, at: int) -> bytes:
    return data[: at % (len(data) + 1)]


def _flipped(data: bytes, flips: list[tuple[int, int]]) -> bytes:
    changed = bytearray(data)
    for at, by in flips:
        if changed:
            changed[at % len(changed)] ^= by
    return bytes(changed)


def _spliced(data: bytes, at: int, length: int, other: bytes, start: int) -> bytes:
    at, start = at % (len(data) + 1), start % (len(other) + 1)
    return data[:at] + other[start : start + length] + data[at + length :]


def _places() -> st.SearchStrategy[int]:
    """Anywhere, and often in the head, where sizes and kinds stand."""
    return st.one_of(st.integers(0, 64), st.integers(0, FARTHEST))


def _harms() -> st.SearchStrategy[Harm]:
    place, length = _places(), st.integers(1, 400)
    other = st.sampled_from(list(whole_files().values()))
    flips = st.lists(st.tuples(place, st.integers(1, 255)), min_size=1, max_size=8)
    return st.one_of(
        st.builds(lambda at: lambda data: _cut(data, at), place),
        st.builds(lambda each: lambda data: _flipped(data, each), flips),
        st.builds(
            lambda at, many, by, start: lambda data: _spliced(data, at, many, by, start),
            place,
            length,
            other,
            place,
        ),
        st.builds(lambda by: lambda data: data + by, other),
        st.builds(lambda by: lambda data: by[:HEAD] + data[HEAD:], other),
        st.builds(lambda by: lambda data: by[:HEAD] + data, other),
        st.just(lambda data: data[:HEAD] + data),
    )


def broken_files() -> st.SearchStrategy[bytes]:
    """A file of any kind with one to three things done to it."""

    def done(data: bytes, harms: list[Harm]) -> bytes:
        for harm in harms:
            data = harm(data)
        return data

    whole = st.sampled_from(list(whole_files().values()))
    return st.builds(done, whole, st.lists(_harms(), min_size=1, max_size=3))


def names() -> st.SearchStrategy[str]:
    """What a file is called says nothing of what it is."""
    endings = ["jpg", "png", "heic", "pdf", "exe", "pdf.jpg", ""]
    return st.sampled_from([f"fil.{ending}" for ending in endings])
