"""*Registrera svar*: an answer by telephone or at the desk, recorded with its own evidence, never a signature."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.domain.answer_sums import sums_of
from verksign.domain.answers import (
    AnswerWay,
    JobAnswer,
    LeftAlone,
    Outcome,
    offered,
    settle,
    summary_of,
)
from verksign.domain.canonical import canonical_json, sha256_hex
from verksign.domain.content import Content, freeze_spoken
from verksign.domain.customers import CustomerKind
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.identifiers import clean_name, clean_text, is_mobile
from verksign.records.models import (
    DigitalDocument,
    Message,
    ServiceDocument,
    VerbalAnswer,
)
from verksign.usecases import digital, history, messages, work
from verksign.usecases.digital.open import next_version
from verksign.usecases.orders.create import accepted_jobs, join_order
from verksign.usecases.quotes.answered import tell_quote
from verksign.usecases.quotes.editing import QuoteLocked, refuse_unseen
from verksign.usecases.quotes.freezing import draft_of
from verksign.usecases.quotes.pricing import jobs_of
from verksign.usecases.registers.fields import InvalidFields, demand_key
from verksign.usecases.signing.answer import LONGEST_NAME
from verksign.usecases.signing.cancel import withdraw
from verksign.usecases.signing.record import Given, answer_json
from verksign.usecases.signing.taking import earlier_press, held_quote
from verksign.usecases.signing.words import words_for

CHANNELS = (AnswerWay.PHONE, AnswerWay.DESK)
CALLERS = ("customer", "workshop")
LONGEST_NOTE = 2000
CLOCKS_DIFFER = timedelta(minutes=5)
LONGEST_AGO = timedelta(days=366)
"""Nobody writes down an answer older than that: the date is a slip."""


class NeedsWrittenAcceptance(Exception):
    """The workshop called the consumer: the law wants the acceptance in writing, so a link is sent instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What was said, as staff write it down."""

    answers: Mapping[str, JobAnswer]
    """By job id; a job that is left out was not chosen."""
    who: str
    channel: str
    called_by: str
    """customer or workshop; only of a telephone call."""
    answered_at: datetime
    note: str = ""


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
    who, note = _checked(spoken, now)
    content = _content(quote, now)
    outcome = _outcome(content, spoken.answers)
    _refuse_own_call(quote, spoken, outcome)
    answer = _keep(quote, content, outcome, spoken, who=who, note=note, key=key, by=by, now=now)
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
    _confirm(quote, content, answer, now=now)
    history.record(quote.id, "quote.answer_recorded", by=by, at=now, answer=str(answer.id))
    work.enqueue("signing.seal_verbal", str(answer.id))
    return answer


def _refuse_decided(quote: ServiceDocument) -> None:
    if quote.digital_status == DigitalStatus.SIGNED:
        raise QuoteLocked("answered")


def _checked(spoken: Spoken, now: datetime) -> tuple[str, str]:
    problems: dict[str, str] = {}
    who, note = clean_name(spoken.who), clean_text(spoken.note).strip()
    if not who:
        problems["who"] = "required"
    elif len(who) > LONGEST_NAME:
        problems["who"] = "too_long"
    if spoken.channel not in CHANNELS:
        problems["channel"] = "not_a_choice"
    if spoken.channel == AnswerWay.PHONE and spoken.called_by not in CALLERS:
        problems["called_by"] = "not_a_choice"
    if len(note) > LONGEST_NOTE:
        problems["note"] = "too_long"
    problems |= _bad_time(spoken.answered_at, now)
    if problems:
        raise InvalidFields(problems)
    return who, note


def _bad_time(answered_at: datetime, now: datetime) -> dict[str, str]:
    if answered_at > now + CLOCKS_DIFFER:
        return {"answered_at": "in_the_future"}
    return {"answered_at": "not_a_time"} if answered_at < now - LONGEST_AGO else {}


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


def _outcome(content: Content, answers: Mapping[str, JobAnswer]) -> Outcome:
    jobs = offered(content["jobs"])
    if JobAnswer.ACCEPTED not in answers.values():
        # *Inte nu* is kept as it was said; what was not spoken of is a no, since nothing was ordered.
        said = {job.id: answers.get(job.id, JobAnswer.DECLINED) for job in jobs}
        return settle(jobs, said, left_alone=LeftAlone.NOT_CHOSEN)
    return settle(jobs, answers, left_alone=LeftAlone.NOT_CHOSEN)


def _refuse_own_call(quote: ServiceDocument, spoken: Spoken, outcome: Outcome) -> None:
    """A consumer whom the workshop called is bound only by a written acceptance after the call; a no needs none."""
    own_call = spoken.channel == AnswerWay.PHONE and spoken.called_by == "workshop"
    if own_call and outcome.accepted_ids and quote.customer_kind == CustomerKind.CONSUMER:
        raise NeedsWrittenAcceptance


def _keep(
    quote: ServiceDocument,
    content: Content,
    outcome: Outcome,
    spoken: Spoken,
    *,
    who: str,
    note: str,
    key: str,
    by: Actor,
    now: datetime,
) -> VerbalAnswer:
    given = Given(outcome=outcome, way=AnswerWay(spoken.channel), name=who)
    verbal = {"called_by": spoken.called_by, "recorded_by": by.name, "note": note}
    frozen = canonical_json(content)
    answer = canonical_json(
        answer_json(
            content, given, shown_sha256="", now=spoken.answered_at, more={"verbal": verbal}
        )
    )
    return VerbalAnswer.objects.create(
        workshop_id=quote.workshop_id,
        service_document=quote,
        document_id=content["document_id"],
        key=key,
        content=frozen.decode(),
        content_sha256=sha256_hex(frozen),
        answer=answer.decode(),
        answer_sha256=sha256_hex(answer),
        who=who,
        channel=spoken.channel,
        outcome=outcome.status,
        partly=outcome.partly,
        answered_at=spoken.answered_at,
        note=note,
        recorded_by_id=by.person,
        recorded_at=now,
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


def _confirm(
    quote: ServiceDocument, content: Content, answer: VerbalAnswer, *, now: datetime
) -> None:
    """A written confirmation goes by the quote's channel, when it has one."""
    channel = "email" if quote.email else "sms" if is_mobile(quote.phone) else ""
    if channel:
        messages.queue(
            quote,
            Message.Kind.CONFIRMATION,
            words_for(
                Message.Kind.CONFIRMATION,
                content,
                channel,
                to=quote,
                answer=json.loads(answer.answer),
            ),
            channel=channel,
            to=quote.email or quote.phone,
            document=None,
            now=now,
        )
