"""*Registrera svar*: an answer by telephone or at the desk, recorded with its own evidence, never a signature."""

import json
from datetime import datetime
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.domain.answer_sums import sums_of
from verksign.domain.answers import (
    AnswerWay,
    summary_of,
)
from verksign.domain.content import Content, freeze_spoken
from verksign.domain.digital_states import DigitalStatus
from verksign.records.models import (
    DigitalDocument,
    ServiceDocument,
    VerbalAnswer,
)
from verksign.usecases import digital, history, work
from verksign.usecases.digital.open import next_version
from verksign.usecases.orders.create import accepted_jobs, join_order
from verksign.usecases.quotes.answered import tell_quote
from verksign.usecases.quotes.editing import QuoteLocked, refuse_unseen
from verksign.usecases.quotes.freezing import draft_of
from verksign.usecases.quotes.pricing import jobs_of
from verksign.usecases.registers.fields import demand_key
from verksign.usecases.signing.cancel import withdraw
from verksign.usecases.signing.spoken import (
    Spoken,
    checked,
    confirm,
    keep,
    outcome_of,
    refuse_own_call,
)
from verksign.usecases.signing.taking import earlier_press, held_quote


@transaction.atomic(durable=True)
def record_verbal_answer(
    *,
    quote_id: UUID,
    spoken: Spoken,
    key: str,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> VerbalAnswer:
    """
    Record the answer; an open sending is withdrawn in the same transaction. A second press does nothing new.

    :raises NeedsWrittenAcceptance: if the workshop called a consumer on its own initiative (2 kap. 3 a §
        distansavtalslagen): send a link instead
    :raises InvalidFields: with a code for each field
    :raises QuoteLocked: if the quote is signed
    :raises QuoteIncomplete: if the quote could not be sent either, but for its last day
    :raises ChangedMeanwhile: if somebody saved it after `version` was read out
    """
    by.require(Permission.RECORD_ANSWER)
    demand_key(key)
    quote = held_quote(quote_id, by)
    earlier = earlier_press(VerbalAnswer.objects.visible_to(by), key, quote)
    if earlier:
        return earlier
    _refuse_decided(quote)
    refuse_unseen(quote, version)
    who, note = checked(spoken, now)
    content = _content(quote, now)
    outcome = outcome_of(content, spoken.answers)
    refuse_own_call(quote, spoken, outcome)
    answer = keep(quote, content, outcome, spoken, who=who, note=note, key=key, by=by, now=now)
    _close(quote, answer, by=by, now=now)
    tell_quote(
        quote.id,
        outcome.answers,
        summary_of(
            way=AnswerWay(spoken.channel),
            accepted=len(outcome.accepted_ids),
            partly=outcome.partly,
        ),
        sums_of(content, outcome.accepted_ids),
        at=spoken.answered_at,
    )
    _join_order(quote, answer, by=by, now=now)
    confirm(quote, content, answer, now=now)
    history.record(quote.id, "quote.answer_recorded", by=by, at=now, answer=str(answer.id))
    work.enqueue("signing.seal_verbal", str(answer.id))
    return answer


def _refuse_decided(quote: ServiceDocument) -> None:
    if quote.digital_status == DigitalStatus.SIGNED:
        raise QuoteLocked("answered")


def _content(quote: ServiceDocument, now: datetime) -> Content:
    """What was talked about is the quote as it stands; it is frozen here, whether or not it was ever sent."""
    newest = quote.sendings.order_by("-version").first()
    as_sent = newest is not None and quote.updated_at <= newest.created_at
    return freeze_spoken(
        draft_of(
            quote,
            jobs_of(quote),
            version=newest.version if newest and as_sent else next_version(quote, "quote"),
            document_id=digital.new_document_id(),
        ),
        now=now,
    )


def _close(quote: ServiceDocument, answer: VerbalAnswer, *, by: Actor, now: datetime) -> None:
    """The spoken answer is the answer: nothing may be signed beside it."""
    newest = quote.sendings.order_by("-version").values_list("id", flat=True).first()
    if newest is None:
        return
    document: DigitalDocument = digital.hold(newest)
    if document.status in DigitalStatus.open():
        withdraw(document, by=by, now=now)
    digital.append(
        document,
        "answer.recorded",
        at=now,
        facts={"answer": answer.document_id, "answer_sha256": answer.answer_sha256},
        personal={"who": answer.who, "by": by.name},
    )


def _join_order(quote: ServiceDocument, answer: VerbalAnswer, *, by: Actor, now: datetime) -> None:
    """What is accepted after the order was made joins it."""
    order = ServiceDocument.objects.filter(quote=quote).select_for_update(no_key=True).first()
    if order:
        jobs = accepted_jobs(json.loads(answer.content), json.loads(answer.answer))
        join_order(order, jobs, by=by, now=now)
