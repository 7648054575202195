"""The words are the product's contract with its users: letter for letter, and one for every code."""

import ast
from pathlib import Path

import pytest

import verksign
from verksign.domain.access import Role
from verksign.domain.answers import AnswerSummary, AnswerWay, ChoiceRule, JobAnswer
from verksign.domain.customers import CustomerKind, Language
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.machines import FetchReason
from verksign.domain.message_states import MessageState
from verksign.domain.order_states import WorkStatus
from verksign.domain.prices import Amounts, LineKind, PriceKind
from verksign.domain.severity import Severity
from verksign.domain.version_changes import How
from verksign.integrations.delivery import Reason
from verksign.records.models import Alarm, CustomerRequest, Message
from verksign.usecases.signing.requests import TIMES
from verksign.wording.labels import EVENT, label
from verksign.wording.templatetags.words import ANSWER_MARKS, JOB_ANSWER_MARKS

CODES: dict[str, list[str]] = {
    "alarm": Alarm.Kind.values,
    "amounts": list(Amounts),
    "answer": ["", *AnswerSummary],
    "call_time": list(TIMES),
    "choice": list(ChoiceRule),
    "customer_kind": list(CustomerKind),
    "failure": ["", *Reason],
    "fetch": list(FetchReason),
    "job_answer": ["", *JobAnswer],
    "language": list(Language),
    "line_kind": list(LineKind),
    "message": list(MessageState),
    "message_kind": Message.Kind.values,
    "price_kind": list(PriceKind),
    "quick": ["1", "0"],
    "request": CustomerRequest.Kind.values,
    "role": list(Role),
    "severity": list(Severity),
    "status": ["", *DigitalStatus],
    "version_change": list(How),
    "way": list(AnswerWay),
    "work_status": list(WorkStatus),
}
USECASES = Path(verksign.__file__).parent / "usecases"
CHAIN = {"change", "append", "got_through"}


def event_kinds() -> set[str]:
    """Return the kinds of event that use cases write as plain text."""
    calls = [
        node
        for path in USECASES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]
    return {
        str(argument.value)
        for call in calls
        if (getattr(call.func, "attr", "") or getattr(call.func, "id", "")) in CHAIN
        for argument in call.args
        if isinstance(argument, ast.Constant) and "." in str(argument.value)
    }


class TestLabel:
    @pytest.mark.parametrize("of", CODES)
    def test_there_is_a_word_for_every_code(self, of: str) -> None:
        for code in CODES[of]:
            assert label(code, of) or code == ""

    def test_the_digital_statuses_are_those_of_the_manual(self) -> None:
        assert [label(status, "status") for status in ["", *DigitalStatus]] == [
            "Ej skickad",
            "Utkast",
            "Skickad",
            "Reviderad/sedd",
            "Misslyckad",
            "Undertecknad",
            "Avvisad",
            "Avbruten",
            "Utgången",
            "Ersatt",
        ]

    def test_the_states_of_a_message_are_those_of_the_manual(self) -> None:
        assert [label(state, "message") for state in MessageState] == [
            "Köad",
            "Lämnas över",
            "Skickad",
            "Levererad",
            "Misslyckad",
            "Oviss",
            "Stoppad",
        ]

    def test_the_answers_are_those_of_the_manual(self) -> None:
        assert [label(answer, "job_answer") for answer in JobAnswer][:4] == [
            "Godkänd",
            "Inte nu",
            "Nej",
            "Ej vald",
        ]
        assert [label(answer, "answer") for answer in AnswerSummary] == [
            "Godkänd digitalt",
            "Godkänd muntligt",
            "Delvis",
            "Avvisad",
        ]

    def test_every_event_of_a_chain_has_a_word(self) -> None:
        assert len(event_kinds()) > 8
        assert event_kinds() - set(EVENT) == set()

    def test_an_unknown_code_is_a_fault(self) -> None:
        with pytest.raises(KeyError):
            label("no_such", "status")

    def test_every_answer_has_a_mark(self) -> None:
        assert set(ANSWER_MARKS) == set(AnswerSummary)
        assert set(JOB_ANSWER_MARKS) == {"", *JobAnswer}
