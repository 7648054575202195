"""*Skapa serviceorder*: by how the quote stands (`domain.order_making`); one quote never becomes two orders."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.domain.completeness import ProblemCode, QuoteIncomplete, problems_of
from verksign.domain.digital_states import DigitalAction, DigitalStatus
from verksign.domain.order_making import OrderStep, order_step
from verksign.records.models import DigitalDocument, ServiceDocument, VerbalAnswer
from verksign.usecases import digital, history
from verksign.usecases.orders.create import OrderedJob, accepted_jobs, create_order
from verksign.usecases.orders.ordering import whole_quote
from verksign.usecases.quotes.freezing import draft_of
from verksign.usecases.quotes.pricing import jobs_of
from verksign.usecases.registers.fields import InvalidFields

LONGEST_REASON = 300
DAYS = {ProblemCode.NO_VALID_UNTIL, ProblemCode.VALID_UNTIL_PASSED}


class MustAsk(Exception):
    """The quote is not approved: the user must record the answer, or give a reason for going on without."""

    def __init__(self, step: OrderStep) -> None:
        super().__init__(step)
        self.step = step


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutApproval:
    """*Utan godkännande*: the user goes on, and says why."""

    reason: str


@transaction.atomic(durable=True)
def make_order(
    *, quote_id: UUID, by: Actor, now: datetime, going_on: WithoutApproval | None = None
) -> ServiceDocument:
    """
    Make the order of the accepted jobs, from the frozen content; made twice it is the same order.

    :raises MustAsk: if there is no approval and nothing said about going on without one
    :raises InvalidFields: if the reason is missing or too long
    :raises QuoteIncomplete: if there is nothing, or nobody, to make an order of without approval
    """
    by.require(Permission.MAKE_ORDER)
    quote = (
        ServiceDocument.objects.visible_to(by)
        .quotes()
        .select_related("customer", "vehicle", "adviser", "workshop")
        .locked(quote_id)
    )
    made = ServiceDocument.objects.filter(quote=quote).first()
    if made:
        return made
    sending = quote.sendings.order_by("-version").first()
    document = digital.hold(sending.id) if sending else None
    verbal = _verbal_yes(quote)
    step = order_step(
        DigitalStatus(document.status) if document else None, answer_recorded=verbal is not None
    )
    if step is OrderStep.MAKE:
        order = create_order(quote, _approved(document, verbal), by=by, now=now)
    elif going_on is None:
        raise MustAsk(step)
    else:
        order = _without_approval(quote, document, step, going_on, by=by, now=now)
    history.record(quote.id, "order.created", by=by, at=now, order=str(order.id))
    return order


def _refuse_nothing(quote: ServiceDocument, now: datetime) -> None:
    """What could be sent to nobody cannot be ordered either; only its last day may have passed."""
    draft = draft_of(quote, jobs_of(quote), version=1, document_id="")
    problems = tuple(problem for problem in problems_of(draft, now) if problem.code not in DAYS)
    if problems:
        raise QuoteIncomplete(problems)


def _verbal_yes(quote: ServiceDocument) -> VerbalAnswer | None:
    """The yes that stands: the last word, and nothing was sent or answered since."""
    if quote.answer not in ServiceDocument.APPROVED:
        return None
    last = VerbalAnswer.objects.filter(service_document=quote).order_by("-recorded_at", "-id")
    answer = last.first()
    return answer if answer and answer.outcome == DigitalStatus.SIGNED else None


def _approved(document: DigitalDocument | None, verbal: VerbalAnswer | None) -> list[OrderedJob]:
    if document and document.status == DigitalStatus.SIGNED:
        return accepted_jobs(json.loads(document.content), json.loads(document.answer))
    if verbal is None:
        raise MustAsk(OrderStep.ASK)
    return accepted_jobs(json.loads(verbal.content), json.loads(verbal.answer))


def _without_approval(
    quote: ServiceDocument,
    document: DigitalDocument | None,
    step: OrderStep,
    going_on: WithoutApproval,
    *,
    by: Actor,
    now: datetime,
) -> ServiceDocument:
    reason = going_on.reason.strip()
    if not reason:
        raise InvalidFields({"reason": "required"})
    if len(reason) > LONGEST_REASON:
        raise InvalidFields({"reason": "too_long"})
    _refuse_nothing(quote, now)
    if step is OrderStep.ASK_AND_WITHDRAW and document:
        digital.change(
            document, DigitalAction.CANCEL, "document.cancelled", at=now, personal={"by": by.name}
        )
    return create_order(quote, whole_quote(quote), by=by, now=now, unapproved_reason=reason)
