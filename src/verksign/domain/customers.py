from enum import StrEnum

from verksign.domain.prices import Amounts


class CustomerKind(StrEnum):
    """Stands on the case, not only on the customer: a sole trader orders as either."""

    CONSUMER = "consumer"
    COMPANY = "company"

    @property
    def amounts(self) -> Amounts:
        """Return how prices are entered and shown for this kind of customer."""
        return Amounts.INCL if self is CustomerKind.CONSUMER else Amounts.EXCL


class Language(StrEnum):
    """Of messages and the customer's page; the contract itself is in Swedish."""

    SWEDISH = "sv"
    ENGLISH = "en"
