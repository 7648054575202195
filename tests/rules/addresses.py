"""Every address of the project, by its URL name."""

from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver


def is_below_workshop(name: str) -> bool:
    return url_patterns()[name].startswith("v/<slug:slug>/")


@cache
def url_patterns() -> dict[str, str]:
    """Return the address of every URL name of the project, as its pattern is written."""
    found: dict[str, str] = {}
    for name, pattern in _walk(get_resolver(), (), ""):
        if name in found:
            raise AssertionError(f"two addresses are called {name}")
        found[name] = pattern
    return found


def _walk(resolver: URLResolver, spaces: tuple[str, ...], before: str) -> "list[tuple[str, str]]":
    rows: list[tuple[str, str]] = []
    for entry in resolver.url_patterns:
        pattern = f"{before}{entry.pattern}"
        if isinstance(entry, URLResolver):
            space = (entry.namespace,) if entry.namespace else ()
            rows += _walk(entry, (*spaces, *space), pattern)
        elif isinstance(entry, URLPattern):
            rows.append((":".join((*spaces, entry.name or pattern)), pattern))
    return rows
