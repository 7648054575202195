"""The one place that changes a digital status, appends an event, stops messages and makes the next version."""

from verksign.usecases.digital.change import change, hold
from verksign.usecases.digital.enclosed import enclosed
from verksign.usecases.digital.events import append, chain_of
from verksign.usecases.digital.links import (
    address_of,
    close_on_site,
    find_link,
    is_alive,
    is_on_site,
    link_for,
    on_site_address,
    on_site_ended,
    open_on_site,
    renew,
)
from verksign.usecases.digital.open import AlreadyOpen, Recipient, new_document_id, open_sending

__all__ = [
    "AlreadyOpen",
    "Recipient",
    "address_of",
    "append",
    "chain_of",
    "change",
    "close_on_site",
    "enclosed",
    "find_link",
    "hold",
    "is_alive",
    "is_on_site",
    "link_for",
    "new_document_id",
    "on_site_address",
    "on_site_ended",
    "open_on_site",
    "open_sending",
    "renew",
]
