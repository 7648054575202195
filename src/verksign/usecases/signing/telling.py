"""Whom an answer is told to, by what the sending is for: the quote, the extra jobs, or the order that was confirmed."""

from datetime import datetime

from verksign.domain.answer_sums import sums_of
from verksign.domain.answers import AnswerWay, Outcome, summary_of
from verksign.domain.content import Content
from verksign.domain.drafts import Purpose
from verksign.domain.queues import Queue
from verksign.records.models import DigitalDocument, Job
from verksign.usecases.digital.extra_jobs import answer_jobs
from verksign.usecases.orders.answered import tell_order
from verksign.usecases.quotes.answered import tell_quote

LONGEST_NOTE = 300


def tell(
    document: DigitalDocument,
    content: Content,
    outcome: Outcome,
    way: AnswerWay,
    *,
    reason: str,
    at: datetime,
) -> None:
    """Write the answer of a held sending where lists, tiles and work read it."""
    if document.purpose == Purpose.UPSELL:
        jobs = Job.objects.filter(sending=document).in_queue(Queue.WITH_CUSTOMER)
        in_order = list(jobs.order_by("position", "id"))
        answer_jobs(in_order, outcome.answers, way=way, at=at, note=reason[:LONGEST_NOTE])
        return
    summary = summary_of(way=way, accepted=len(outcome.accepted_ids), partly=outcome.partly)
    sums, owner = sums_of(content, outcome.accepted_ids), document.service_document_id
    if document.purpose == Purpose.ORDER_CONFIRMATION:
        tell_order(owner, summary, sums, at=at)
    else:
        tell_quote(owner, outcome.answers, summary, sums, at=at)
