"""One thing that a customer has done, as the toast tells it."""

from dataclasses import dataclass

from verksign.records.models import ServiceDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    id: str
    """Of the event: nobody is told of it twice."""
    text: str
    document: ServiceDocument
    status: str
    symbol: str
    fragment: str = ""
