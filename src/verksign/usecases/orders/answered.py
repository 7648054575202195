"""How the answer to an order confirmation changes its order: called inside the transaction that records it."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from verksign.domain.answer_sums import AnswerSums
from verksign.domain.answers import AnswerSummary
from verksign.records.models import ServiceDocument


def tell_order(
    order_id: UUID, summary: AnswerSummary | None, sums: AnswerSums, *, at: datetime
) -> None:
    """Write the answer on the order, which must be held; its jobs are ordered whatever is said of them here."""
    ServiceDocument.objects.filter(pk=order_id).update(
        answer=summary or "", answered_at=at, **asdict(sums)
    )
