"""The customer at the telephone, and quotes that show every kind of job."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.documents import papers
from tests.kit.garage import Garage
from verksign.domain.content import Content
from verksign.domain.customers import CustomerKind
from verksign.domain.document_ids import document_id
from verksign.domain.prices import from_content, profile, total_of
from verksign.records.models import DigitalDocument, ServiceDocument
from verksign.usecases import digital
from verksign.usecases.digital.open import Recipient

_ids = count(1)
SHOWN = re.compile(r"\b(svar|hade|besked)=")
LAST_DAY = "2099-12-08"
"""Far off: the pages read the real clock."""

ALL_YES = {"answer-2": "yes", "answer-3": "yes", "answer-4": "yes-5", "answer-6": "yes"}
MIXED = {
    "answer-2": "yes",
    "answer-3": "call",
    "ask-3": "Är det bråttom?",
    "when-3": "before_12",
    "answer-4": "yes-5",
    "answer-6": "later",
}


def company_content() -> Content:
    return papers.content(
        [papers.SERVICE, papers.BRAKES], kind=CustomerKind.COMPANY, customer="Elservice AB"
    )


def offer(
    garage: Garage, content: Content | None = None, *, method: str = "sms"
) -> DigitalDocument:
    """A sending of any frozen content, rendered and on its way to the customer."""
    fresh = document_id(next(_ids).to_bytes(5))
    frozen = {
        **(content or papers.content()),
        "document_id": fresh,
        "valid_until": LAST_DAY,
    }
    address = "+46701740631" if method == "sms" else "karin.holmgren@mail.example"
    with transaction.atomic():
        document = digital.open_sending(
            ServiceDocument.objects.locked(garage.quote().pk),
            frozen,  # type: ignore[arg-type]
            recipient=Recipient(name="Karin Holmgren", method=method, address=address),
            key=f"example-{fresh}",
            by=garage.actor,
            now=garage.tick(),
        )
    garage.work()
    return garage.reload(document)


def total_of_titles(content: Content, *titles: str) -> int:
    chosen = [job["id"] for job in content["jobs"] if job["title"] in titles]
    terms = profile(content["workshop"]["terms_profile"])
    return total_of(from_content(content["jobs"]), chosen, terms).amount.ore


@dataclass
class Phone:
    """A customer's browser: no cookie is ever kept, and every POST says where it comes from."""

    document: DigitalDocument
    client: Client = field(default_factory=Client)
    headers: dict[str, str] = field(default_factory=lambda: {"sec-fetch-site": "same-origin"})

    @property
    def address(self) -> str:
        return f"/o/{Garage.token(self.document)}"

    def get(self, path: str = "", **headers: str) -> HttpResponse:
        return self.client.get(f"{self.address}{path}", headers=headers)  # type: ignore[return-value]

    def post(self, path: str, data: Mapping[str, Any] | None = None) -> HttpResponse:
        """Send a form; what is only shown again, right or wrong, is fetched at its own address as a browser does."""
        posted = {"content": self.document.content_sha256, **(data or {})}
        response = self.client.post(f"{self.address}{path}", posted, headers=self.headers)
        shown = response.get("Location", "").partition("?")[2]
        if response.status_code == 303 and SHOWN.search(shown):
            return self.follow(response)  # type: ignore[arg-type]
        return response  # type: ignore[return-value]

    def follow(self, response: HttpResponse) -> HttpResponse:
        """Go where a deed sends the browser."""
        assert response.status_code == 303
        return self.client.get(response["Location"])  # type: ignore[return-value]

    def open(self) -> None:
        assert self.post("/visa").status_code == 303

    def order(self, total: int, answers: Mapping[str, str], **fields: str) -> HttpResponse:
        typed = {"name": "Karin Holmgren", "email": "", **fields}
        return self.post("/bestall", {"total": str(total), **answers, **typed})


def text_of(response: HttpResponse) -> str:
    return response.content.decode()
