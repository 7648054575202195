"""How an answer changes the quote: called inside the transaction that records it."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from verksign.domain.answer_sums import AnswerSums
from verksign.domain.answers import AnswerSummary, JobAnswer
from verksign.records.models import Job, ServiceDocument


def tell_quote(
    quote_id: UUID,
    answers: Mapping[str, JobAnswer],
    summary: AnswerSummary | None,
    sums: AnswerSums,
    *,
    at: datetime,
) -> None:
    """Write the answer on the quote and its jobs; the quote must be held."""
    ServiceDocument.objects.filter(pk=quote_id).update(
        answer=summary or "", answered_at=at, **asdict(sums)
    )
    jobs = list(Job.objects.filter(document_id=quote_id))
    for job in jobs:
        job.answer = answers.get(str(job.id), "")
    Job.objects.bulk_update(jobs, ["answer"])
