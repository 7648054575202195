"""What was said by telephone or at the desk: checked, settled and kept as evidence of its own, never a signature."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from verksign.domain.access import Actor
from verksign.domain.answers import AnswerWay, JobAnswer, LeftAlone, Outcome, offered, settle
from verksign.domain.canonical import canonical_json, sha256_hex
from verksign.domain.content import Content
from verksign.domain.customers import CustomerKind
from verksign.domain.identifiers import clean_name, clean_text, is_mobile
from verksign.records.models import Message, ServiceDocument, VerbalAnswer
from verksign.usecases import messages
from verksign.usecases.registers.fields import InvalidFields
from verksign.usecases.signing.answer import LONGEST_NAME
from verksign.usecases.signing.record import Given, answer_json
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


def checked(spoken: Spoken, now: datetime) -> tuple[str, str]:
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


def outcome_of(content: Content, answers: Mapping[str, JobAnswer]) -> Outcome:
    jobs = offered(content["jobs"])
    if JobAnswer.ACCEPTED not in answers.values():
        # *Inte nu* is kept as it was said; what was not spoken of is a no, since nothing was ordered.
        said = {job.id: answers.get(job.id, JobAnswer.DECLINED) for job in jobs}
        return settle(jobs, said, left_alone=LeftAlone.NOT_CHOSEN)
    return settle(jobs, answers, left_alone=LeftAlone.NOT_CHOSEN)


def refuse_own_call(quote: ServiceDocument, spoken: Spoken, outcome: Outcome) -> None:
    """A consumer whom the workshop called is bound only by a written acceptance after the call; a no needs none."""
    own_call = spoken.channel == AnswerWay.PHONE and spoken.called_by == "workshop"
    if own_call and outcome.accepted_ids and quote.customer_kind == CustomerKind.CONSUMER:
        raise NeedsWrittenAcceptance


def keep(
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


def confirm(
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
