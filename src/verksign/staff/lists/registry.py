"""Every list, by the name that addresses and saved views have for it."""

from typing import Any

from verksign.staff.lists.listing import Listing
from verksign.staff.orders.lists import ORDERS
from verksign.staff.quotes.columns import QUOTES
from verksign.staff.registers.goods import ARTICLES, OPERATIONS, PACKAGES
from verksign.staff.registers.lists import CUSTOMERS, VEHICLES
from verksign.staff.upsell.columns import QUEUES

EVERY: tuple[Listing[Any], ...] = (
    QUOTES,
    ORDERS,
    *QUEUES.values(),
    CUSTOMERS,
    VEHICLES,
    ARTICLES,
    OPERATIONS,
    PACKAGES,
)
LISTINGS: dict[str, Listing[Any]] = {listing.code: listing for listing in EVERY}
