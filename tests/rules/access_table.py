"""
Who may come to which address. Every URL name of the project stands here; `test_access` proves each entry.

The columns are admin, adviser, mechanic, read-only, the admin of another workshop, and nobody signed in.
Mechanics see their own orders only, on the floor, and what is about all of them.
"""

from tests.kit.cast import PASSWORD
from tests.kit.garage import PHONE
from tests.rules.access_entries import (
    CUSTOMER,
    LIMITS,
    NOT,
    NOT_HERE,
    OF_TEXT,
    OPEN,
    OPEN_DOCUMENT,
    OUTBOX,
    OWN_LETTERS,
    READ,
    RULES,
    SIGNED,
    SIGNED_DOCUMENT,
    SPOKEN,
    VEHICLE,
    Entry,
    about,
    admins,
    everyone,
    members,
    readers,
    signed_in,
    writers,
)
from tests.rules.access_orders import ORDERS

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
    **ORDERS,
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
