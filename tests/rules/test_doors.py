"""Doors translate: they make one call and never write."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rules.source import PACKAGE, parsed, place, python_files

DOORS = ("staff", "portal", "webhooks", "worker", "cli")
WRITES = {"save", "create", "delete", "get_or_create", "update_or_create", "execute", "executemany"}
# A dictionary or a digest is updated too; a queryset is one that came from a manager or a filter.
QUERYSETS = {"objects", "filter", "exclude", "all", "visible_to", "locked", "select_for_update"}
ALLOWED = {
    (
        "cli/prepare.py",
        "execute",
    ),  # the lock that lets one process alone migrate; no row is touched
    ("cli/check.py", "save"),  # a probe of the archive, taken away again
    ("cli/check.py", "delete"),
}


def writes(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            verb = node.func.attr
            if (
                verb in WRITES
                or verb.startswith("bulk_")
                or (verb == "update" and _names(node.func.value) & QUERYSETS)
            ):
                yield verb, node.lineno


def _names(node: ast.AST) -> set[str]:
    return {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}


def written_by(door: str) -> list[str]:
    return [
        f"{place(path, line)} .{verb}("
        for path in python_files(PACKAGE / door)
        for verb, line in writes(parsed(path))
        if (_from_package(path), verb) not in ALLOWED
    ]


def _from_package(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


class TestDoors:
    @pytest.mark.parametrize("door", DOORS)
    def test_never_write(self, door: str) -> None:
        assert written_by(door) == []

    def test_are_looked_at_with_open_eyes(self) -> None:
        code = """
quote.save(update_fields=["status"])
Quote.objects.create(name="x")
Quote.objects.visible_to(actor).filter(id=1).update(name="x")
Quote.objects.bulk_create([])
{}.update(a=1)
hashlib.sha256().update(b"")
"""
        assert [verb for verb, _ in writes(ast.parse(code))] == [
            "save",
            "create",
            "update",
            "bulk_create",
        ]
