"""The part of the access table that is about orders, extra jobs, service notes and the floor."""

from tests.kit.garage import PHONE
from tests.rules.access_entries import (
    NOT_HERE,
    SPOKEN,
    Entry,
    acknowledgers,
    members,
    readers,
    writers,
)

ORDERS: dict[str, Entry] = {
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
    "staff:new-order": Entry(
        get=NOT_HERE,
        post=writers(302),
        form={"customer_id": "{customer_id}", "vehicle_id": "{vehicle_id}"},
        ids={"customer_id": 404, "vehicle_id": 404},
    ),
    "staff:keep-order-open": Entry(get=NOT_HERE, post=readers(204)),
    "staff:order-box": Entry(get=readers(200)),
    "staff:order-history": Entry(get=readers(200)),
    "staff:order-look-up": Entry(get=writers(200), args={"kind": "=kund"}),
    # Only while nothing is agreed may it be about somebody else.
    "staff:change-order": Entry(
        get=NOT_HERE,
        post=writers(302),
        args={"order_id": "plain_order_id"},
        form={
            "customer_id": "{customer_id}",
            "vehicle_id": "{vehicle_id}",
            "adviser_id": "{adviser_id}",
            "payer_id": "{customer_id}",
        },
        ids={"payer_id": 422, "customer_id": 422, "vehicle_id": 422, "adviser_id": 422},
    ),
    "staff:close-order": Entry(get=NOT_HERE, post=writers(302)),
    "staff:reopen-order": Entry(get=NOT_HERE, post=writers(302)),
    "staff:remove-order": Entry(
        get=NOT_HERE, post=writers(302), args={"order_id": "plain_order_id"}
    ),
    "staff:job-work": Entry(
        get=NOT_HERE,
        # A mechanic tells of the work on the floor; whose it is the adviser says.
        post=writers(302),
        args={"job_id": "ordered_job_id"},
        form={"work": "ongoing", "mechanic_id": "{adviser_id}"},
        ids={"mechanic_id": 422},
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
}
