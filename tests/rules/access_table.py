"""
Who may come to which address. Every URL name of the project stands here; `test_access` proves each entry.

The columns are admin, adviser, mechanic, read-only, the admin of another workshop, and nobody signed in.
Mechanics see their own orders only, so until there is such a page they are let in to the role centre and no further.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver

from tests.kit.cast import PASSWORD
from tests.kit.garage import PHONE
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

TABLE: dict[str, Entry] = {
    "favicon": Entry(get=everyone(200), post=NOT),
    # Signing in.
    "staff:home": Entry(get=everyone(302), post=NOT),
    "staff:login": Entry(
        get=(302, 302, 302, 302, 302, 200),
        post=everyone(302),
        form={"email": "{email}", "password": PASSWORD},
    ),
    "staff:login-again": Entry(
        get=(204, 204, 204, 204, 204, 200),
        post=everyone(204),
        form={"email": "{email}", "password": PASSWORD},
    ),
    "staff:logout": Entry(get=NOT, post=everyone(302)),
    "staff:first-login": Entry(
        get=everyone(200),
        post=everyone(302),
        args={"user_id": "newcomer", "token": "first_token"},
        form={"password": PASSWORD},
    ),
    "staff:give-back": Entry(get=everyone(302), post=everyone(302)),
    "staff:workshops": Entry(get=signed_in(200), post=(405, 405, 405, 405, 405, 302)),
    # The demo's outbox, on this machine only; `test_access` shuts it elsewhere.
    "staff:outbox": Entry(get=everyone(200), post=NOT),
    "staff:outbox-message": Entry(get=OWN_LETTERS, post=NOT, args=OUTBOX),
    "staff:outbox-html": Entry(get=OWN_LETTERS, post=NOT, args=OUTBOX),
    "staff:outbox-attachment": Entry(
        get=OWN_LETTERS, post=NOT, args={**OUTBOX, "name": "attachment"}
    ),
    # The role centre.
    "staff:centre": Entry(get=members(200)),
    "staff:tiles": Entry(get=readers(200)),
    "staff:figures": Entry(get=readers(200)),
    "staff:news": Entry(get=readers(200), query={"efter": "2000-01-01T00:00:00Z"}),
    "staff:choose-scope": Entry(get=NOT_HERE, post=readers(302), form={"scope": "mine"}),
    "staff:choose-look": Entry(get=NOT_HERE, post=members(302), form={"theme": "dark"}),
    "staff:search": Entry(get=readers(200), query={"q": "åsa"}),
    "staff:alarms": Entry(get=readers(200)),
    "staff:take-alarm": Entry(get=NOT_HERE, post=writers(302), args={"row_id": "alarm_id"}),
    "staff:finish-alarm": Entry(get=NOT_HERE, post=writers(302), args={"row_id": "alarm_id"}),
    "staff:take-request": Entry(get=NOT_HERE, post=writers(302), args={"row_id": "request_id"}),
    "staff:finish-request": Entry(get=NOT_HERE, post=writers(302), args={"row_id": "request_id"}),
    "staff:resend": Entry(get=NOT_HERE, post=writers(302)),
    "staff:count-as-sent": Entry(get=NOT_HERE, post=writers(302)),
    # Quotes.
    "staff:quotes": Entry(get=readers(200)),
    "staff:quote-rows": Entry(get=readers(200)),
    "staff:new-quote": Entry(
        get=NOT_HERE,
        post=writers(302),
        form={"customer_id": "{customer_id}", "vehicle_id": "{vehicle_id}"},
        ids={"customer_id": 404, "vehicle_id": 404},
    ),
    # A second press sends: the first shows whose cards they are and what it costs.
    "staff:quick-quote": Entry(
        get=writers(200),
        post=writers(422),
        form={"plate": "ABC 12D", "to": PHONE, "package_id": "{package_id}", "key": "a-press"},
        ids={"package_id": 404},
    ),
    "staff:quick-quote-look": Entry(
        get=writers(200), query={"plate": "ABC 12D", "package_id": "{package_id}"}
    ),
    "staff:quick-quote-packages": Entry(get=writers(200), query={"text": "broms"}),
    "staff:quote": Entry(get=readers(200)),
    "staff:fact-box": Entry(get=readers(200)),
    "staff:look-up": Entry(
        get=writers(200), args={"kind": "=rad"}, query={"q": "broms", "job": "{job_id}"}
    ),
    "staff:change-quote": Entry(
        get=NOT_HERE,
        post=writers(302),
        form={
            "customer_id": "{customer_id}",
            "vehicle_id": "{vehicle_id}",
            "adviser_id": "{adviser_id}",
            "payer_id": "{customer_id}",
        },
        ids={"payer_id": 422, "customer_id": 422, "vehicle_id": 422, "adviser_id": 422},
    ),
    "staff:here": Entry(get=NOT_HERE, post=readers(200)),
    "staff:quote-history": Entry(get=readers(200)),
    "staff:copy-quote": Entry(get=NOT_HERE, post=writers(302)),
    "staff:draft-pdf": Entry(get=readers(200)),
    "staff:keep-open": Entry(get=NOT_HERE, post=readers(204), form={"open": "general"}),
    "staff:undo-edit": Entry(get=NOT_HERE, post=writers(302)),
    "staff:new-job": Entry(get=NOT_HERE, post=writers(302), form={"title": "Byte av batteri"}),
    "staff:new-package": Entry(
        get=NOT_HERE,
        post=writers(302),
        form={"package_id": "{package_id}"},
        ids={"package_id": 404},
    ),
    "staff:job": Entry(get=NOT_HERE, post=writers(302), form={"title": "Stor service"}),
    "staff:move-job": Entry(get=NOT_HERE, post=writers(302), form={"steps": "1"}),
    "staff:drop-job": Entry(get=NOT_HERE, post=writers(302)),
    "staff:new-line": Entry(
        get=NOT_HERE,
        post=writers(302),
        form={"article_id": "{article_id}", "operation_id": "{operation_id}"},
        ids={"article_id": 404, "operation_id": 404},
    ),
    "staff:line": Entry(get=NOT_HERE, post=writers(302), form={"quantity": "2"}),
    "staff:drop-line": Entry(get=NOT_HERE, post=writers(302)),
    "staff:attach": Entry(
        get=NOT_HERE, post=writers(302), form={"job": "{job_id}"}, ids={"job": 404}
    ),
    "staff:attachment": Entry(
        get=NOT_HERE,
        post=writers(302),
        form={"alt": "Bromsskivan", "job": "{job_id}"},
        ids={"job": 422},
    ),
    "staff:move-attachment": Entry(get=NOT_HERE, post=writers(302), form={"steps": "1"}),
    "staff:drop-attachment": Entry(get=NOT_HERE, post=writers(302)),
    "staff:draw": Entry(get=writers(200), post=writers(302), form={"marks": "[]"}),
    "staff:picture": Entry(get=readers(200)),
    "staff:attached-pdf": Entry(get=readers(200), args={"attachment_id": "pdf_id"}),
    "staff:check-quote": Entry(get=NOT_HERE, post=readers(302), args=about("open")),
    "staff:send-quote": Entry(
        get=writers(200),
        post=writers(302),
        form={"method": "sms", "phone": PHONE, "key": "a-press"},
    ),
    "staff:remind-picked": Entry(
        get=writers(200),
        post=writers(302),
        query={"id": "{open_quote}"},
        form={"id": "{open_quote}", "key": "a-press"},
        ids={"id": 404},
    ),
    "staff:remind-quote": Entry(get=writers(200), post=writers(422), args=about("open")),
    "staff:correct-recipient": Entry(
        get=writers(200),
        post=writers(302),
        args=about("open"),
        form={"method": "sms", "phone": "070-174 06 45", "key": "a-press"},
    ),
    "staff:hand-over": Entry(get=writers(200), post=writers(302), args=about("open")),
    "staff:preview-quote": Entry(get=writers(302)),
    "staff:cancel-quote": Entry(
        get=writers(200), post=writers(302), args=about("open"), form={"why": "not_needed"}
    ),
    "staff:reopen-quote": Entry(get=writers(200), post=writers(302), args=about("open")),
    "staff:answer-quote": Entry(get=writers(200), post=writers(200), form=SPOKEN),
    "staff:send-link": Entry(
        get=NOT_HERE, post=writers(302), form={**SPOKEN, "key": "a-press", "link": "sms"}
    ),
    "staff:answer-question": Entry(
        get=NOT_HERE,
        post=writers(302),
        args={**about("open"), "request_id": "question_id"},
        form={"text": "Ja, det hinner vi."},
    ),
    "staff:make-order": Entry(get=writers(200), post=writers(302), args=about("signed")),
    "staff:document": Entry(get=readers(200), args=OPEN_DOCUMENT),
    "staff:offer-pdf": Entry(get=readers(200), args=OPEN_DOCUMENT),
    "staff:agreement-pdf": Entry(get=readers(200), args=SIGNED_DOCUMENT),
    "staff:verbal-pdf": Entry(get=readers(200)),
    # Settings.
    "staff:settings": Entry(get=admins(302)),
    "staff:settings-limits": Entry(get=admins(200), post=admins(302), form=LIMITS),
    "staff:settings-texts": Entry(get=admins(302)),
    "staff:settings-text": Entry(
        get=admins(200), post=admins(302), args=OF_TEXT, form={"text": "Hej! {{länk}}"}
    ),
    "staff:settings-text-preview": Entry(
        get=NOT_HERE, post=admins(200), args=OF_TEXT, form={"text": "Hej! {{länk}}"}
    ),
    "staff:settings-text-reset": Entry(get=NOT_HERE, post=admins(302), args=OF_TEXT),
    "staff:settings-look": Entry(get=admins(200), post=admins(302), form={"colour": "#c2410c"}),
    "staff:settings-logo": Entry(get=NOT_HERE, post=admins(422)),
    "staff:settings-drop-logo": Entry(get=NOT_HERE, post=admins(302)),
    "staff:settings-logo-picture": Entry(get=admins(200)),
    "staff:settings-reminders": Entry(get=admins(200), post=admins(302), form=RULES),
    # What can be done with any list.
    "staff:new-view": Entry(
        get=readers(200), post=readers(302), args={"code": "=offerter"}, form={"name": "Min vy"}
    ),
    "staff:view": Entry(
        get=(404, 200, 403, 404, 404, 302),
        post=(404, 302, 403, 404, 404, 302),
        form={"name": "Min andra vy"},
    ),
    "staff:list-columns": Entry(
        get=readers(200), post=readers(302), args={"code": "=offerter"}, form={"column": "nr"}
    ),
    "staff:export": Entry(
        get=(302, 403, 403, 403, 404, 302),
        post=(200, 403, 403, 403, 404, 302),
        args={"code": "=offerter"},
    ),
    # Orders and registers.
    "staff:orders": Entry(get=readers(200)),
    # The four steps.
    "staff:steps": Entry(get=readers(302)),
    "staff:queue": Entry(get=readers(200)),
    "staff:queue-rows": Entry(get=readers(200)),
    "staff:acknowledge-picked": Entry(
        get=writers(200),
        post=writers(302),
        query={"id": "{answered_job_id}"},
        form={"id": "{answered_job_id}"},
        ids={"id": 404},
    ),
    "staff:order": Entry(get=readers(200)),
    "staff:new-order": Entry(get=NOT_HERE, post=writers(302)),
    "staff:keep-order-open": Entry(get=NOT_HERE, post=readers(204)),
    "staff:order-box": Entry(get=readers(200)),
    "staff:order-history": Entry(get=readers(200)),
    "staff:order-look-up": Entry(get=writers(200), args={"kind": "=kund"}),
    "staff:change-order": Entry(get=NOT_HERE, post=writers(302), form={"key_tag": "14"}),
    "staff:close-order": Entry(get=NOT_HERE, post=writers(302)),
    "staff:reopen-order": Entry(get=NOT_HERE, post=writers(302)),
    "staff:remove-order": Entry(
        get=NOT_HERE, post=writers(302), args={"order_id": "plain_order_id"}
    ),
    "staff:job-work": Entry(
        get=NOT_HERE,
        post=acknowledgers(302),
        args={"job_id": "ordered_job_id"},
        form={"work": "ongoing"},
    ),
    "staff:notes": Entry(get=readers(200)),
    "staff:change-note": Entry(
        get=NOT_HERE, post=writers(302), form={"follow_up_on": "2027-03-01"}
    ),
    "staff:finish-note": Entry(get=NOT_HERE, post=writers(302), form={"reason": "Gjort"}),
    "staff:offer-note": Entry(get=NOT_HERE, post=writers(302)),
    "staff:extra-job": Entry(get=readers(200), args={"job_id": "found_job_id"}),
    "staff:drop-extra-job": Entry(
        get=writers(200),
        post=writers(302),
        args={"job_id": "found_job_id"},
        form={"reason": "Dubblett"},
    ),
    "staff:acknowledge": Entry(
        get=NOT_HERE, post=acknowledgers(302), args={"job_id": "answered_job_id"}
    ),
    "staff:job-package": Entry(
        get=NOT_HERE,
        post=writers(302),
        form={"package_id": "{package_id}"},
        ids={"package_id": 404},
    ),
    "staff:send-upsell": Entry(
        get=writers(200),
        post=writers(302),
        form={
            "chosen": "1",
            "job": "{priced_job_id}",
            "method": "sms",
            "phone": PHONE,
            "key": "a-press",
        },
        ids={"job": 422},
    ),
    "staff:preview-upsell": Entry(get=writers(302)),
    "staff:answer-extra": Entry(get=writers(200), post=writers(200), form=SPOKEN),
    "staff:send-confirmation": Entry(
        get=writers(200),
        post=writers(302),
        form={"method": "sms", "phone": PHONE, "key": "a-press"},
    ),
    "staff:preview-confirmation": Entry(get=writers(302)),
    # Of what an order has sent; a quote's sending is reached from its quote.
    "staff:remind-sending": Entry(
        get=writers(200), post=writers(422), args={"document_id": "upsell_document_id"}
    ),
    "staff:correct-sending": Entry(
        get=writers(200),
        post=writers(302),
        args={"document_id": "upsell_document_id"},
        form={"method": "sms", "phone": "070-174 06 45", "key": "a-press"},
    ),
    "staff:withdraw-sending": Entry(
        get=writers(200), post=writers(302), args={"document_id": "upsell_document_id"}
    ),
    # The floor.
    "staff:floor": Entry(get=acknowledgers(200)),
    "staff:floor-news": Entry(get=acknowledgers(200)),
    "staff:choose-finding": Entry(get=acknowledgers(200)),
    "staff:floor-order": Entry(get=acknowledgers(200)),
    "staff:floor-order-news": Entry(get=acknowledgers(200)),
    "staff:floor-work": Entry(
        get=NOT_HERE,
        post=acknowledgers(302),
        args={"job_id": "ordered_job_id"},
        form={"work": "=ongoing"},
    ),
    "staff:floor-picture": Entry(
        get=members(200), args={"attachment_id": "order_photo_id", "sha256": "order_sha256"}
    ),
    "staff:report-finding": Entry(
        get=acknowledgers(200),
        post=acknowledgers(302),
        form={
            "finding": "Läckage",
            "severity": "urgent",
            "package_id": "{package_id}",
            "key": "0123456789abcdef0123456789abcdef",
        },
        ids={"package_id": 404},
    ),
    "staff:customers": Entry(get=readers(200)),
    "staff:new-customer": Entry(get=writers(200), post=writers(302), form=CUSTOMER),
    "staff:customer": Entry(get=readers(200), post=writers(302), form=CUSTOMER),
    "staff:vehicles": Entry(get=readers(200)),
    "staff:new-vehicle": Entry(
        get=writers(200),
        post=writers(302),
        query={"customer": "{customer_id}"},
        form={**VEHICLE, "customer_id": "{customer_id}"},
        ids={"customer_id": 422},
    ),
    "staff:pick-customer": Entry(get=readers(200), query={"customer_id": "{customer_id}"}),
    "staff:vehicle": Entry(
        get=readers(200),
        post=writers(302),
        form={**VEHICLE, "customer_id": "{customer_id}"},
        ids={"customer_id": 422},
    ),
    "staff:articles": Entry(get=readers(200)),
    "staff:operations": Entry(get=readers(200)),
    "staff:packages": Entry(get=readers(200)),
    # The customer's pages: whoever has the link.
    "portal:page": Entry(get=everyone(200), post=everyone(303), args=OPEN, form=READ),
    "portal:capital": Entry(get=everyone(303), post=NOT, args=OPEN),
    "portal:see": Entry(get=everyone(303), post=everyone(303), args={"token": "unopened_token"}),
    "portal:check": Entry(get=everyone(303), post=everyone(303), args=OPEN, form=READ),
    "portal:order": Entry(
        get=everyone(303),
        post=everyone(303),
        args=OPEN,
        form={**READ, "total": "200000", "name": "Karin Holmgren"},
        ids={"content": 303},
    ),
    "portal:decline": Entry(
        get=everyone(200), post=everyone(303), args=OPEN, form=READ, ids={"content": 303}
    ),
    "portal:ask": Entry(
        get=everyone(200), post=everyone(303), args=OPEN, form={"kind": "call", "when": "asap"}
    ),
    "portal:offer": Entry(get=everyone(200), post=NOT, args=OPEN),
    "portal:agreement": Entry(get=everyone(200), post=NOT, args=SIGNED),
    "portal:picture": Entry(get=everyone(200), post=NOT, args={**OPEN, "sha256": "open_photo"}),
    "portal:attached": Entry(get=everyone(200), post=NOT, args={**OPEN, "sha256": "open_file"}),
    "portal:preview-picture": Entry(get=everyone(200), post=NOT),
    "portal:logo": Entry(get=everyone(200), post=NOT, args={**OPEN, "sha256": "logo_sha256"}),
    "portal:preview-logo": Entry(get=everyone(200), post=NOT, args={"sha256": "logo_sha256"}),
    "portal:preview": Entry(get=everyone(200), post=NOT),
    "portal:verify": Entry(get=everyone(200), post=everyone(422)),
    "portal:verify-sv": Entry(get=everyone(200), post=everyone(422)),
    "portal:root": Entry(get=everyone(200), post=NOT),
    # Gateways: whoever has the secret.
    "webhooks:sms-report": Entry(get=NOT, post=everyone(204)),
}


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
