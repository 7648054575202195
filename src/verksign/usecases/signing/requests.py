"""*Ring mig*, questions, a wish for a new quote: messages from the customer, never answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from verksign.domain.identifiers import clean_text
from verksign.records.models import CustomerRequest, DigitalDocument
from verksign.usecases import digital
from verksign.usecases.registers.fields import InvalidFields
from verksign.usecases.signing.see import hold_newest, settle_doubt
from verksign.usecases.signing.unsent import forget_form
from verksign.usecases.signing.visit import State, Visit, shown_state

LONGEST_TEXT = 2000
TIMES = ("", "asap", "write", "before_12", "after_12", "12_13", "15_17", "tomorrow")
MOST_WAITING = 5
"""Requests under one link that nobody has dealt with yet; more says nothing new."""
ASKABLE: frozenset[State] = frozenset({"open", "signed", "rejected"})
ASKABLE_FOR_NEW: frozenset[State] = frozenset({"expired"})


@dataclass(frozen=True, slots=True)
class Question:
    text: str = ""
    when: str = "asap"


class TooManyRequests(Exception):
    """The workshop has enough of this customer's requests to deal with."""


class NotAskable(Exception):
    """Nothing can be asked under the link as it is now; `state` says what it shows."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.state = state


@transaction.atomic(durable=True)
def ask(*, token: str, kind: str, text: str, when: str, visit: Visit, now: datetime) -> None:
    """
    *Ring mig*, a question or *Be om en ny offert*: a row that staff deal with; the status stays.

    The same again while it waits is a second press, and says nothing new.

    :raises UnknownLink: if the token is none of ours
    :raises NotAskable: if the link has come to show something else
    :raises InvalidFields: if a question is empty or too long, or the time is none of those offered
    :raises TooManyRequests: if many are waiting already
    """
    document = hold_newest(token, now=now)
    state = shown_state(document, now=now)
    if state not in (ASKABLE_FOR_NEW if kind == CustomerRequest.Kind.NEW_QUOTE else ASKABLE):
        raise NotAskable(state)
    text = _checked(kind, text, when)
    waiting = CustomerRequest.objects.not_done().filter(
        workshop_id=document.workshop_id, document__link=document.link_id, job=None
    )
    if waiting.filter(document=document, kind=kind, text=text, when=when).exists():
        return
    if waiting.count() >= MOST_WAITING:
        raise TooManyRequests
    CustomerRequest.objects.create(
        workshop_id=document.workshop_id,
        document=document,
        kind=kind,
        text=text,
        when=when,
        at=now,
        owner_id=document.service_document.adviser_id,
    )
    digital.append(
        document,
        f"request.{kind}",
        at=now,
        facts={"when": when},
        personal=visit.personal(text=text),
    )
    settle_doubt(document, now=now)
    forget_form(token, "ask")


def _checked(kind: str, text: str, when: str) -> str:
    text = clean_text(text).strip()
    problems = {}
    if kind not in set(CustomerRequest.Kind):
        problems["kind"] = "not_a_choice"
    if when not in TIMES:
        problems["when"] = "not_a_choice"
    if kind == CustomerRequest.Kind.QUESTION and not text:
        problems["text"] = "required"
    if len(text) > LONGEST_TEXT:
        problems["text"] = "too_long"
    if problems:
        raise InvalidFields(problems)
    return text


def note_questions(
    document: DigitalDocument, questions: Mapping[str, Question], *, now: datetime
) -> None:
    """The jobs that a signing customer left at *Fråga / ring mig*: each a row of its own."""
    for job in document.jobs.filter(answer="asked"):
        question = questions.get(str(job.job), Question())
        CustomerRequest.objects.create(
            workshop_id=document.workshop_id,
            document=document,
            job=job.job,
            kind=CustomerRequest.Kind.QUESTION if question.text else CustomerRequest.Kind.CALL,
            text=clean_text(question.text)[:LONGEST_TEXT],
            when=question.when if question.when in TIMES else "asap",
            at=now,
            owner_id=document.service_document.adviser_id,
        )
