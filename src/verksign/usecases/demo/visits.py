"""What the customer does with a demo quote's link: one verb, one function."""

import json
from datetime import datetime

from verksign.domain.answers import JobAnswer, offered, settle
from verksign.domain.content import Content
from verksign.domain.customers import CustomerKind
from verksign.domain.prices import from_content, profile, total_of
from verksign.records.models import CustomerRequest
from verksign.usecases.demo.cases import SOON, Case, hand_over
from verksign.usecases.demo.steps import StepFunction
from verksign.usecases.signing.answer import Signature, decline, sign
from verksign.usecases.signing.requests import Question, ask
from verksign.usecases.signing.seal import seal
from verksign.usecases.signing.see import see
from verksign.usecases.signing.visit import count_access

COPY = "copy"
CONSENTS = {CustomerKind.CONSUMER: ("start", "ends"), CustomerKind.COMPANY: ("authority",)}


def see_quote(case: Case, rest: str, at: datetime) -> None:
    token = case.token()
    count_access(link=case.sending().link, now=at)
    see(token=token, visit=case.visit(), now=at + 2 * SOON)


def look_again(case: Case, rest: str, at: datetime) -> None:
    count_access(link=case.sending().link, now=at)


def sign_quote(case: Case, rest: str, at: datetime) -> None:
    """`2=later 3=asked copy start`: yes to the rest; a copy by e-mail; consents by their keys."""
    document = case.sending()
    content: Content = json.loads(document.content)
    words = rest.split()
    answers = _answers(content, dict(word.split("=") for word in words if "=" in word))
    company = content["customer"]["kind"] == CustomerKind.COMPANY
    kind = CustomerKind.COMPANY if company else CustomerKind.CONSUMER
    sign(
        token=case.token(),
        content_sha256=document.content_sha256,
        signature=Signature(
            answers=answers,
            total_ore=_total(content, answers),
            name=document.recipient_name,
            email=case.quote().email if COPY in words else "",
            consents=frozenset(key for key in CONSENTS[kind] if company or key in words),
            questions={
                job_id: Question("", "before_12")
                for job_id, given in answers.items()
                if given is JobAnswer.ASKED
            },
        ),
        visit=case.visit(),
        now=at,
    )
    _seal(case, at)


def _answers(content: Content, other: dict[str, str]) -> dict[str, JobAnswer]:
    """What is included needs no answer of its own."""
    return {
        job["id"]: JobAnswer(other.get(str(job["no"]), JobAnswer.ACCEPTED))
        for job in content["jobs"]
        if job["choice"] != "included"
    }


def _total(content: Content, answers: dict[str, JobAnswer]) -> int:
    """The total as the page shows it."""
    accepted = settle(offered(content["jobs"]), answers).accepted_ids
    terms = profile(content["workshop"]["terms_profile"])
    return total_of(from_content(content["jobs"]), accepted, terms).amount.ore


def decline_quote(case: Case, rest: str, at: datetime) -> None:
    """The words are the reason."""
    decline(
        token=case.token(),
        content_sha256=case.sending().content_sha256,
        reason=rest,
        visit=case.visit(),
        now=at,
    )
    _seal(case, at)


def _seal(case: Case, at: datetime) -> None:
    seal(case.sending().id, now=at + 2 * SOON)
    hand_over(case, at + 3 * SOON)


def call_me(case: Case, rest: str, at: datetime) -> None:
    """*Ring mig*; the word is when."""
    _ask(case, CustomerRequest.Kind.CALL, "", rest, at)


def question(case: Case, rest: str, at: datetime) -> None:
    _ask(case, CustomerRequest.Kind.QUESTION, rest, "write", at)


def new_quote(case: Case, rest: str, at: datetime) -> None:
    _ask(case, CustomerRequest.Kind.NEW_QUOTE, rest, "", at)


def _ask(case: Case, kind: CustomerRequest.Kind, text: str, when: str, at: datetime) -> None:
    ask(token=case.token(), kind=kind, text=text, when=when, visit=case.visit(), now=at)


CUSTOMER_STEPS: dict[str, StepFunction] = {
    "see": see_quote,
    "look": look_again,
    "sign": sign_quote,
    "decline": decline_quote,
    "call": call_me,
    "ask": question,
    "new_quote": new_quote,
}
