"""Every error that can reach a screen has a sentence: the codes are read from the very use cases that raise them."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

import verksign
from verksign.domain.answers import AnswersIncomplete, ChoiceNotAllowed
from verksign.domain.completeness import Problem, ProblemCode, QuoteIncomplete
from verksign.domain.digital_states import ActionNotAllowed, DigitalAction, DigitalStatus
from verksign.domain.identifiers import EmailProblem, PlateWarning, VinWarning
from verksign.domain.order_making import OrderStep
from verksign.domain.queues import MoveNotAllowed, Queue, QueueEvent
from verksign.usecases.messages.todo import AlreadyDone
from verksign.usecases.orders.make_order import MustAsk
from verksign.usecases.quotes.editing import QuoteLocked
from verksign.usecases.registers import ChangedMeanwhile, InvalidFields
from verksign.usecases.signing.recipients import BadRecipient
from verksign.wording.customer import customer_sentence
from verksign.wording.errors import NoSentence, hint, sentence, sentences

USECASES = Path(verksign.__file__).parent / "usecases"
CODED = {"BadText", "BadRecipient"}

# Never seen by anybody: a fault of ours, a worker's signal to try again, or a page of its own.
UNWORDED = {
    "BadText",
    "ContentChanged",
    "AlreadyAnswered",
    "NoLongerOpen",
    "NotAskable",
    "UnknownLink",
    "StillHandingOver",
    "PassExpired",
    "UnknownText",
    "NotEmpty",
    "ShownAnew",
    "VehicleUnderWay",
}


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(USECASES.rglob("*.py")):
        name = ".".join(path.relative_to(USECASES.parent.parent).with_suffix("").parts)
        yield name, ast.parse(path.read_text(encoding="utf-8"))


def codes() -> set[str]:
    """Return every code that a use case puts beside a field or into an error."""
    found: set[str] = set()
    for _, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                if node.func.id in CODED:
                    found |= texts(node.args[0])
                if node.func.id == "InvalidFields" and isinstance(node.args[0], ast.Dict):
                    found |= {code for value in node.args[0].values for code in texts(value)}
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
                name = node.targets[0].value
                if isinstance(name, ast.Name) and name.id == "problems":
                    found |= texts(node.value)
    return found


def texts(node: ast.AST) -> set[str]:
    return {
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }


def exceptions() -> list[str]:
    return [
        f"{module}:{node.name}"
        for module, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id == "Exception" for base in node.bases)
        and node.name not in UNWORDED
    ]


LOCKS = [
    "open",
    "answered",
    "ordered",
    "job_agreed",
    "job_confirming",
    "job_with_customer",
    "job_answered",
    "job_found",
]


class TestSentence:
    def test_there_are_codes_to_look_for(self) -> None:
        assert {"required", "not_an_amount", "unknown_method", "plate_or_vin"} <= codes()

    @pytest.mark.parametrize("code", sorted(codes()))
    def test_every_code_of_a_use_case_has_one(self, code: str) -> None:
        assert customer_sentence(code).endswith((".", "?", "67", "@exempel.se", "2026-11-24")) or (
            "så här: " in customer_sentence(code)
        )

    @pytest.mark.parametrize("place", exceptions())
    def test_every_error_of_a_use_case_has_one(self, place: str) -> None:
        module, name = place.split(":")
        error = getattr(importlib.import_module(module), name)
        default = sentence.dispatch(object)

        assert sentence.dispatch(error) is not default

    @pytest.mark.parametrize("code", ProblemCode)
    def test_every_gap_in_a_quote_has_one(self, code: ProblemCode) -> None:
        assert (
            sentence(code) == sentence(Problem(code)) == sentence(QuoteIncomplete((Problem(code),)))
        )

    @pytest.mark.parametrize("status", DigitalStatus)
    def test_every_status_that_moved_on_has_one(self, status: DigitalStatus) -> None:
        assert sentence(ActionNotAllowed(status, DigitalAction.CANCEL))

    @pytest.mark.parametrize("step", OrderStep)
    def test_every_step_towards_an_order_has_one(self, step: OrderStep) -> None:
        assert sentence(MustAsk(step))

    @pytest.mark.parametrize("queue", Queue)
    def test_every_queue_that_a_job_has_moved_on_to_has_one(self, queue: Queue) -> None:
        assert sentence(MoveNotAllowed(queue, QueueEvent.DROP))

    @pytest.mark.parametrize("reason", LOCKS)
    def test_every_lock_has_one(self, reason: str) -> None:
        assert sentence(QuoteLocked(reason))

    @pytest.mark.parametrize("problem", EmailProblem)
    def test_every_fault_of_an_address_has_one(self, problem: EmailProblem) -> None:
        assert sentence(problem)

    @pytest.mark.parametrize("warning", [*PlateWarning, *VinWarning])
    def test_every_hint_has_one(self, warning: PlateWarning | VinWarning) -> None:
        assert hint(warning)

    def test_says_what_to_do(self) -> None:
        assert sentence(QuoteLocked("open")) == (
            "Offerten är skickad. Välj Ändra offerten för att göra en ny version."
        )
        assert sentence(BadRecipient("not_a_mobile_number")) == (
            "Numret kan inte ta emot sms. Skriv ett mobilnummer."
        )
        assert sentence(ChangedMeanwhile(uuid4())) == (
            "Någon annan sparade under tiden. Ladda om sidan och gör om ändringen."
        )
        assert sentence(AlreadyDone(uuid4())) == "Någon annan har redan markerat raden som klar."
        assert sentence(AnswersIncomplete(["1"])) == "Välj ett av svaren."
        assert sentence(ChoiceNotAllowed("1")).startswith("Det som ingår hör ihop")

    def test_words_each_field(self) -> None:
        error = InvalidFields({"phone": "not_a_phone_number", "email": "email_without_at"})

        assert sentences(error) == {
            "phone": "Numret ser inte rätt ut. Skriv det så här: 070-123 45 67",
            "email": "Adressen saknar @. Skriv den så här: namn@exempel.se",
        }
        assert sentence(error) == sentences(error)["phone"]

    @pytest.mark.parametrize("error", ["no_such_code", ValueError("x"), QuoteLocked("no such")])
    def test_refuses_what_nobody_has_worded(self, error: object) -> None:
        with pytest.raises(NoSentence):
            sentence(error)
