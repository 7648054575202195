"""The page of an order confirmation that repeats what is signed: read, and yes or no."""

from typing import Any

from verksign.documents.mail_matter import first_name
from verksign.domain.additions import ContentConfirms
from verksign.domain.canonical import from_utc_text
from verksign.domain.content import Content
from verksign.domain.customers import CustomerKind
from verksign.portal.checking import order_rows
from verksign.portal.pages import kept_together
from verksign.portal.prices import chosen_total, sum_of
from verksign.portal.times import long_time

SAID_ALREADY = {"seller", "time"}
"""Terms whose matter stands elsewhere on the page."""


def confirming_context(content: Content) -> dict[str, Any]:
    jobs = [job["id"] for job in content["jobs"]]
    total, vehicle, customer = chosen_total(content, jobs), content["vehicle"], content["customer"]
    confirms: ContentConfirms = content["confirms"]
    consumer = customer["kind"] == CustomerKind.CONSUMER
    return {
        "order": order_rows(content, jobs),
        "sum": sum_of(content, total),
        "total_ore": total.amount.ore,
        "first_name": first_name(customer["name"]) if consumer else "",
        "confirmed_at": long_time(from_utc_text(confirms["at"])),
        "confirmed_number": confirms["number"],
        "reported": content["reported"],
        "year": vehicle["year"],
        "vin": vehicle["vin"],
        "mileage": vehicle["mileage"],
        "drop_off": kept_together(content["drop_off"]),
        "ready": kept_together(content["ready"]),
        "terms": [term for term in content["terms"] if term["key"] not in SAID_ALREADY],
        "button": content["texts"]["button"],
        "safe": content["texts"]["safe"],
    }
