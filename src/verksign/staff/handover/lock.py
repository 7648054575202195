"""
The lock of a device that is handed over: its session serves the hand-over and nothing else.

It lies in the session, so every tab of the browser has it, and the middleware asks for it before any staff page.
"""

from dataclasses import asdict, dataclass
from typing import Self
from uuid import UUID

from django.http import HttpRequest

KEY = "handed_over"


@dataclass(frozen=True, slots=True)
class Lock:
    document: str
    nonce: str
    slug: str
    quote: str

    @classmethod
    def of(cls, request: HttpRequest) -> Self | None:
        stored = request.session.get(KEY)
        return cls(**stored) if stored else None

    @property
    def document_id(self) -> UUID:
        return UUID(self.document)

    def put_on(self, request: HttpRequest) -> None:
        request.session[KEY] = asdict(self)
        # Another tab's request may be under way: it must not save the session as it was before the lock.
        request.session.cycle_key()

    @staticmethod
    def take_off(request: HttpRequest) -> None:
        request.session.pop(KEY, None)
