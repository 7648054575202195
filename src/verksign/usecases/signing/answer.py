"""The customer's answer: checked, written once, told to the quote, all in one transaction."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from verksign.documents.stamps import draw_signature
from verksign.domain.answers import (
    AnswersIncomplete,
    AnswerWay,
    ChoiceNotAllowed,
    JobAnswer,
    Outcome,
    decline_all,
    offered,
    settle,
)
from verksign.domain.content import Content
from verksign.domain.customers import CustomerKind
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.identifiers import EmailProblem, clean_name, clean_text, email_problem
from verksign.domain.prices import from_content, profile, total_of
from verksign.domain.strokes import NotADrawing, Stroke, read_strokes
from verksign.records.models import Blob, DigitalDocument
from verksign.usecases import digital
from verksign.usecases.registers.fields import InvalidFields
from verksign.usecases.signing.record import Given, record
from verksign.usecases.signing.requests import Question, note_questions
from verksign.usecases.signing.see import hold_newest, settle_doubt
from verksign.usecases.signing.unsent import forget_under_link
from verksign.usecases.signing.visit import UnknownLink, Visit, is_on_site, newest, state_of

PNG = "image/png"
FEWEST_LETTERS = 2
LONGEST_NAME = 120
LONGEST_REASON = 2000


class ContentChanged(Exception):
    """What the customer read is not what the link shows now, or the total shown is not the total."""


class AlreadyAnswered(Exception):
    """The sending has its answer; the same link shows it. `same` when it is the very answer given again."""

    def __init__(self, *, same: bool) -> None:
        super().__init__(same)
        self.same = same


class NoLongerOpen(Exception):
    """The sending can no longer be answered; `state` says what the link shows instead."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


REFUSALS = (
    AlreadyAnswered,
    AnswersIncomplete,
    ChoiceNotAllowed,
    ContentChanged,
    InvalidFields,
    NoLongerOpen,
    UnknownLink,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What the customer gave on the check page."""

    answers: Mapping[str, JobAnswer]
    total_ore: int
    """The total that the page showed, in the document's own amounts."""
    name: str
    email: str = ""
    consents: frozenset[str] = frozenset()
    """Keys of the ticked texts: start, ends, authority."""
    drawn: str = ""
    """Where the pen went, if the customer drew a signature too."""
    questions: Mapping[str, Question] = field(default_factory=dict)
    """By job id, for the jobs left at *Fråga / ring mig*."""


def sign(
    *, token: str, content_sha256: str, signature: Signature, visit: Visit, now: datetime
) -> DigitalDocument:
    """
    *Beställ* was pressed: one press answers the whole sending.

    :raises UnknownLink: if the token is none of ours
    :raises AlreadyAnswered: if it has an answer; a double press finds its own
    :raises NoLongerOpen: if it was withdrawn, replaced or has expired
    :raises ContentChanged: if another version or another total was shown
    :raises AnswersIncomplete, ChoiceNotAllowed: if the answers break the choice rules
    :raises InvalidFields: with a code for each field
    """
    return _sign(
        token=token,
        content_sha256=content_sha256,
        signature=signature,
        drawn=_drawn(token, content_sha256, signature, now=now),
        visit=visit,
        now=now,
    )


@transaction.atomic(durable=True)
def _sign(
    *,
    token: str,
    content_sha256: str,
    signature: Signature,
    drawn: Blob | None,
    visit: Visit,
    now: datetime,
) -> DigitalDocument:
    document = hold_newest(token, now=now)
    judged = _judge(document, content_sha256, signature, now=now)
    given = Given(
        outcome=judged.outcome,
        way=_way(document, token),
        name=judged.name,
        email=judged.email,
        consents=signature.consents if judged.accepted else frozenset(),
        button="button" if judged.accepted else "",
        reason="",
        drawn=drawn if judged.accepted else None,
    )
    record(document, judged.content, given, visit=visit, now=now)
    settle_doubt(document, now=now)
    note_questions(document, signature.questions, now=now)
    forget_under_link(document.link_id)
    return document


@dataclass(frozen=True, slots=True)
class _Judged:
    """An order that can be taken as it is."""

    content: Content
    outcome: Outcome
    name: str
    email: str
    strokes: list[Stroke]

    @property
    def accepted(self) -> bool:
        return self.outcome.status is DigitalStatus.SIGNED


def _judge(
    document: DigitalDocument, content_sha256: str, signature: Signature, *, now: datetime
) -> _Judged:
    """Raise what `sign` raises, if the order cannot be taken as it is."""
    content: Content = json.loads(document.content)
    _refuse_closed(document, now, answers=signature.answers, name=clean_name(signature.name))
    if content_sha256 != document.content_sha256:
        raise ContentChanged
    outcome = settle(offered(content["jobs"]), signature.answers)
    if _total(content, outcome) != signature.total_ore:
        raise ContentChanged
    accepted = outcome.status is DigitalStatus.SIGNED
    return _Judged(content, outcome, *_checked(content, signature, accepted=accepted))


@transaction.atomic(durable=True)
def decline(
    *, token: str, content_sha256: str, reason: str, visit: Visit, now: datetime
) -> DigitalDocument:
    """
    *Nej tack till hela offerten*, with the reason if there was one.

    :raises UnknownLink, AlreadyAnswered, NoLongerOpen, ContentChanged: as `sign`
    :raises InvalidFields: if the reason is too long
    """
    document = hold_newest(token, now=now)
    content: Content = json.loads(document.content)
    outcome = decline_all(offered(content["jobs"]))
    _refuse_closed(document, now, answers=outcome.answers, name="")
    if content_sha256 != document.content_sha256:
        raise ContentChanged
    reason = clean_text(reason).strip()
    if len(reason) > LONGEST_REASON:
        raise InvalidFields({"reason": "too_long"})
    given = Given(outcome=outcome, way=_way(document, token), reason=reason)
    record(document, content, given, visit=visit, now=now)
    settle_doubt(document, now=now)
    forget_under_link(document.link_id)
    return document


def _refuse_closed(
    document: DigitalDocument, now: datetime, *, answers: Mapping[str, JobAnswer], name: str
) -> None:
    """A second tap is the same answer by the same person; another person's is told that it came too late."""
    if document.answer:
        given = {job["id"]: job["answer"] for job in json.loads(document.answer)["jobs"]}
        same = name == document.signer_name and all(
            given.get(job_id) == answer for job_id, answer in answers.items()
        )
        raise AlreadyAnswered(same=same)
    state = state_of(document, now=now)
    if state not in {"open", "unopened"}:
        raise NoLongerOpen(state)


def _way(document: DigitalDocument, token: str) -> AnswerWay:
    return AnswerWay.ON_SITE if digital.is_on_site(document.link, token) else AnswerWay.LINK


def _total(content: Content, outcome: Outcome) -> int:
    terms = profile(content["workshop"]["terms_profile"])
    return total_of(from_content(content["jobs"]), outcome.accepted_ids, terms).amount.ore


def _drawn(token: str, content_sha256: str, signature: Signature, *, now: datetime) -> Blob | None:
    """
    Draw and store the signature before anything is locked: others wait for the locks, and a picture takes its time.

    Whatever is wrong is left to be told under the locks; then nothing is stored.
    """
    link = digital.find_link(token)
    document = newest(link) if link and signature.drawn.strip() else None
    if document is None:
        return None
    try:
        is_on_site(document, token, now=now)
        judged = _judge(document, content_sha256, signature, now=now)
    except REFUSALS:
        return None
    if not judged.accepted or not judged.strokes:
        return None
    data = draw_signature(judged.strokes)
    return Blob.objects.keep(workshop=document.workshop, data=data, mime=PNG)


def _checked(
    content: Content, signature: Signature, *, accepted: bool
) -> tuple[str, str, list[Stroke]]:
    """The cleaned name, address and drawing; a name is the signature, so what orders something needs one."""
    problems: dict[str, str] = {}
    name, email = clean_name(signature.name), signature.email.strip()
    orders = accepted and "confirms" not in content
    if orders and sum(each.isalpha() for each in name) < FEWEST_LETTERS:
        problems["name"] = "name_missing"
    elif len(name) > LONGEST_NAME:
        problems["name"] = "too_long"
    problem = email_problem(email) if email else None
    if problem is not None:
        problems["email"] = "email_without_at" if problem is EmailProblem.NO_AT else "not_an_email"
    company = content["customer"]["kind"] == CustomerKind.COMPANY
    if orders and company and "authority" not in signature.consents:
        problems["authority"] = "authority_missing"
    strokes: list[Stroke] = []
    try:
        strokes = read_strokes(signature.drawn)
    except NotADrawing:
        problems["drawn"] = "not_a_drawing"
    if problems:
        raise InvalidFields(problems)
    return name, email, strokes
