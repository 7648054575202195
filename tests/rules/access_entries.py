"""What an entry of the access table is made of: who gets which answer, and what the forms are filled in with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.kit.world import Who

type Statuses = tuple[int, int, int, int, int, int]


def everyone(status: int) -> Statuses:
    return (status, status, status, status, status, status)


def signed_in(status: int) -> Statuses:
    return (status, status, status, status, status, 302)


def members(status: int) -> Statuses:
    return (status, status, status, status, 404, 302)


def readers(status: int) -> Statuses:
    return (status, status, 403, status, 404, 302)


def writers(status: int) -> Statuses:
    return (status, status, 403, 403, 404, 302)


def acknowledgers(status: int) -> Statuses:
    return (status, status, status, 403, 404, 302)


def admins(status: int) -> Statuses:
    return (status, 403, 403, 403, 404, 302)


NOT = everyone(405)
NOT_HERE = members(405)
"""Below `/v/<slug>/` it is asked who comes before it is asked how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One address, and what is sent there. `{name}` in a value is a fact of the workshop (`tests.kit.world`)."""

    get: Statuses
    post: Statuses = NOT_HERE
    args: Mapping[str, str] = field(default_factory=dict)
    """Which fact an argument of the address is, when it is not the one of the same name."""
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    ids: Mapping[str, int] = field(default_factory=dict)
    """Ids in the form: what one that is not ours is answered with."""

    def expected(self, who: Who) -> dict[str, int]:
        column = list(Who).index(who)
        return {"GET": self.get[column], "POST": self.post[column]}


def about(quote: str) -> dict[str, str]:
    return {"quote_id": f"{quote}_quote"}


ANSWERS = {"answer-2": "yes"}
READ = {"content": "{open_content}", **ANSWERS}
SPOKEN = {
    "key": "a-press",
    "who": "Karin Holmgren",
    "channel": "desk",
    "day": "2026-01-02",
    "clock": "08.15",
    "all": "",
}
CUSTOMER = {"name": "Åke Öberg", "kind": "consumer"}
VEHICLE = {"plate": "XYZ 98A"}
LIMITS = {
    "draft_watch": "10 min",
    "draft_bad": "1 tim",
    "sent_watch": "1 dygn",
    "sent_bad": "3 dygn",
    "seen_watch": "1 dygn",
    "seen_bad": "3 dygn",
    "failed_watch": "0",
    "failed_bad": "1,5 tim",
    "to_order_watch": "2 h",
    "to_order_bad": "1 dag",
    "found_watch": "15",
    "found_bad": "30",
    "priced_watch": "30",
    "priced_bad": "60",
    "with_customer_watch": "1 tim",
    "with_customer_bad": "3 tim",
    "answered_watch": "10",
    "answered_bad": "30",
    "acknowledge_within": "45 min",
}
OF_TEXT = {"kind": "=quote", "channel": "=sms", "language": "=sv"}
RULES = {
    "remind_after_hours": "24",
    "remind_at_most": "2",
    "quiet_from": "21:00",
    "quiet_to": "06:30",
    "quote_valid_days": "30",
}
OPEN, SIGNED = {"token": "open_token"}, {"token": "signed_token"}
OPEN_DOCUMENT, SIGNED_DOCUMENT = (
    {"document_id": "open_document"},
    {"document_id": "signed_document"},
)
OWN_LETTERS = (200, 200, 200, 200, 404, 200)
"""Nobody logged in reads everybody's, as the customers do; another workshop's staff do not."""
OUTBOX = {"message_id": "outbox_id"}
