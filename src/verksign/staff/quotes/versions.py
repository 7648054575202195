"""Which version of the quote somebody had before them when they did what they did."""

from verksign.staff.http import StaffRequest

READ = "X-Quote-Read"
"""Tells which version of the quote stood on the page when what is posted began to be typed."""
MOST_DIGITS = 10


def read_version(request: StaffRequest) -> int | None:
    """The script says it, or the form; what cannot be read is no version that ever was."""
    typed = request.headers.get(READ) or request.POST.get("version", "")
    if not typed:
        return None
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < MOST_DIGITS else -1
