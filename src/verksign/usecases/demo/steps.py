"""What the workshop, its worker and the gateways do with a demo quote: one verb, one function."""

from collections.abc import Callable
from datetime import datetime

from verksign.domain.answers import JobAnswer
from verksign.integrations.delivery import ReportedState
from verksign.records.models import Alarm, CustomerRequest
from verksign.usecases import messages
from verksign.usecases.demo.cases import SOON, Case, hand_over
from verksign.usecases.demo.plans import JobPlan
from verksign.usecases.demo.quotes import give_discount, write_job
from verksign.usecases.messages import todo
from verksign.usecases.orders.make_order import WithoutApproval, make_order
from verksign.usecases.quotes.reopen import reopen_quote
from verksign.usecases.signing.cancel import cancel
from verksign.usecases.signing.reports import count_as_sent, receive_report, resend_message
from verksign.usecases.signing.seal import seal_verbal
from verksign.usecases.signing.send import send_quote
from verksign.usecases.signing.spoken import Spoken
from verksign.usecases.signing.start import start
from verksign.usecases.signing.verbal import record_verbal_answer

type StepFunction = Callable[[Case, str, datetime], None]

NO = "no"


def send(case: Case, rest: str, at: datetime) -> None:
    """`sms` or `email`: OK is pressed, and the worker hands the message over."""
    _begin(case, rest, at)
    hand_over(case, at + 2 * SOON)


def lose(case: Case, rest: str, at: datetime) -> None:
    """Like `send`, but the worker stops in the midst of handing over: a later sweep finds it in doubt."""
    _begin(case, rest, at)
    messages.claim(case.asking().id, now=at + 2 * SOON)


def _begin(case: Case, method: str, at: datetime) -> None:
    quote = case.quote()
    document = send_quote(
        quote_id=quote.id,
        method=method,
        to=quote.phone if method == "sms" else quote.email,
        key=case.key(at),
        by=case.by,
        now=at,
    )
    start(document.id, now=at + SOON)


def delivered(case: Case, rest: str, at: datetime) -> None:
    _report(case, ReportedState.DELIVERED, at)


def bounced(case: Case, rest: str, at: datetime) -> None:
    _report(case, ReportedState.FAILED, at)


def _report(case: Case, state: ReportedState, at: datetime) -> None:
    receive_report(message_id=case.asking().id, state=state, at=at, now=at)


def resend(case: Case, rest: str, at: datetime) -> None:
    resend_message(message_id=case.asking().id, by=case.by, now=at)
    hand_over(case, at + SOON)


def count(case: Case, rest: str, at: datetime) -> None:
    count_as_sent(message_id=case.asking().id, by=case.by, now=at)


def withdraw(case: Case, rest: str, at: datetime) -> None:
    cancel(document_id=case.sending().id, by=case.by, now=at)


def reopen(case: Case, rest: str, at: datetime) -> None:
    reopen_quote(quote_id=case.quote_id, by=case.by, now=at)


def reduce(case: Case, rest: str, at: datetime) -> None:
    """`2 10 %`: a discount on the second job."""
    number, _, discount = rest.partition(" ")
    give_discount(case.quote_id, case.job_id(number), discount, by=case.by, at=at)


def add(case: Case, rest: str, at: datetime) -> None:
    """The name of a package, put on the quote as something to choose."""
    plan = JobPlan(package=rest, optional=True, fields={})
    write_job(case.quote_id, plan, case.stock, by=case.by, at=at)


def answer(case: Case, rest: str, at: datetime) -> None:
    """`phone 2=declined | note`: what the customer said on the telephone or at the desk; `desk no` declines all."""
    said, _, note = rest.partition(" | ")
    channel, *words = said.split()
    recorded = record_verbal_answer(
        quote_id=case.quote_id,
        spoken=Spoken(
            answers={} if words == [NO] else _spoken_answers(case, words),
            who=case.quote().contact_name,
            channel=channel,
            called_by="customer",
            answered_at=at,
            note=note,
        ),
        key=case.key(at),
        by=case.by,
        now=at,
    )
    seal_verbal(recorded.id, now=at + SOON)
    hand_over(case, at + 2 * SOON)


def _spoken_answers(case: Case, words: list[str]) -> dict[str, JobAnswer]:
    """Yes to everything that nothing else was said about."""
    jobs = case.quote().jobs.values_list("id", flat=True)
    other = dict(word.split("=") for word in words)
    return dict.fromkeys(map(str, jobs), JobAnswer.ACCEPTED) | {
        str(case.job_id(number)): JobAnswer(said) for number, said in other.items()
    }


def order(case: Case, rest: str, at: datetime) -> None:
    """With words: without the customer's approval, and they are the reason."""
    going_on = WithoutApproval(reason=rest) if rest else None
    make_order(quote_id=case.quote_id, by=case.by, now=at, going_on=going_on)


def take(case: Case, rest: str, at: datetime) -> None:
    todo.take(kind=todo.ToDoKind.REQUEST, row_id=_request(case).id, by=case.by, now=at)


def finish(case: Case, rest: str, at: datetime) -> None:
    todo.finish(kind=todo.ToDoKind.REQUEST, row_id=_request(case).id, by=case.by, now=at)


def clear(case: Case, rest: str, at: datetime) -> None:
    """The alarms about the quote are dealt with."""
    alarms = Alarm.objects.not_done().filter(message__service_document_id=case.quote_id)
    for alarm_id in alarms.values_list("id", flat=True):
        todo.finish(kind=todo.ToDoKind.ALARM, row_id=alarm_id, by=case.by, now=at)


def _request(case: Case) -> CustomerRequest:
    return CustomerRequest.objects.filter(document__service_document_id=case.quote_id).latest("at")


WORKSHOP_STEPS: dict[str, StepFunction] = {
    "send": send,
    "lose": lose,
    "delivered": delivered,
    "bounced": bounced,
    "resend": resend,
    "count": count,
    "withdraw": withdraw,
    "reopen": reopen,
    "reduce": reduce,
    "add": add,
    "answer": answer,
    "order": order,
    "take": take,
    "finish": finish,
    "clear": clear,
}
