"""
Pages that follow from the frozen content alone, kept by the process that made them.

A sending's words, prices and pictures never change. What does (the state, answers, what was said, what is typed) makes
a page that is not kept. No page on the shelf holds a link: the token is filled in as the page is handed out.
"""

import secrets
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock

from verksign.domain.tokens import ALPHABET, LENGTH

MOST_CHARACTERS = 8_000_000
STAND_IN = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
"""Stands where the token will be; made anew by each process, so that nobody can have written it."""


@dataclass(slots=True)
class Shelf:
    most: int
    _pages: OrderedDict[Hashable, str] = field(default_factory=OrderedDict)
    _size: int = 0
    _lock: Lock = field(default_factory=Lock)

    def get(self, key: Hashable) -> str | None:
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: Hashable, page: str) -> None:
        """Keep the page; those that were asked for longest ago make room."""
        if len(page) > self.most:
            return
        with self._lock:
            self._size += len(page) - len(self._pages.pop(key, ""))
            self._pages[key] = page
            while self._size > self.most:
                self._size -= len(self._pages.popitem(last=False)[1])


SHELF = Shelf(MOST_CHARACTERS)


def from_shelf(key: Hashable, make: Callable[[], str], *, token: str) -> str:
    """Return the page that `make` makes with the stand-in, for this link."""
    page = SHELF.get(key)
    if page is None:
        page = make()
        SHELF.put(key, page)
    return page.replace(STAND_IN, token)
