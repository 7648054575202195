"""What the customer has asked under the quote's link and what was answered, as the card shows it."""

from dataclasses import dataclass
from typing import Self

from django.db.models import Prefetch

from verksign.records.models import CustomerRequest, DigitalDocumentJob, Reply, ServiceDocument
from verksign.usecases.signing.talk import may_be_answered


def place_of_question(request: CustomerRequest) -> str:
    return f"question-{request.pk}"


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its replies; every reply makes the field for the next a new one, so that it is empty."""

    request: CustomerRequest
    about: str
    replies: tuple[Reply, ...]

    @property
    def place(self) -> str:
        return place_of_question(self.request)

    @property
    def field_id(self) -> str:
        return f"{self.place}-{len(self.replies)}"


@dataclass(frozen=True, slots=True)
class Asked:
    """The customer's requests: those that are answered in writing, and the others that wait for somebody."""

    questions: tuple[Question, ...]
    waiting: tuple[CustomerRequest, ...]

    @classmethod
    def about(cls, quote: ServiceDocument) -> Self:
        rows = list(
            CustomerRequest.objects.filter(document__service_document=quote)
            .select_related("owner", "done_by")
            .prefetch_related(
                Prefetch("replies", Reply.objects.select_related("by").order_by("at", "id"))
            )
            .order_by("at", "id")
        )
        titles = _titles(rows)
        return cls(
            questions=tuple(
                Question(row, titles.get((row.document_id, row.job), ""), tuple(row.replies.all()))
                for row in rows
                if may_be_answered(row)
            ),
            waiting=tuple(row for row in rows if not row.done_at and not may_be_answered(row)),
        )


def _titles(rows: list[CustomerRequest]) -> dict[tuple[object, object], str]:
    jobs = {row.job for row in rows if row.job}
    if not jobs:
        return {}
    named = DigitalDocumentJob.objects.filter(
        document__in={row.document_id for row in rows}, job__in=jobs
    )
    return {(job.document_id, job.job): job.title for job in named}
