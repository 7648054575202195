"""The one place that changes a digital status, appends an event, stops messages and makes the next version."""

from verksign.usecases.digital.change import change, hold
from verksign.usecases.digital.events import append, chain_of
from verksign.usecases.digital.links import address_of, find_link, link_for
from verksign.usecases.digital.open import AlreadyOpen, Recipient, new_document_id, open_sending

__all__ = [
    "AlreadyOpen",
    "Recipient",
    "address_of",
    "append",
    "chain_of",
    "change",
    "find_link",
    "hold",
    "link_for",
    "new_document_id",
    "open_sending",
]
