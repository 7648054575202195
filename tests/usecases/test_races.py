"""Two at once: exactly one wins, the other is told, and the chain never forks. Real commits, real threads."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction

from tests.kit.garage import VISIT, Garage
from verksign.domain.digital_states import ActionNotAllowed
from verksign.domain.evidence import verify_chain
from verksign.records.models import DigitalDocument, Message, ServiceDocument, Workshop
from verksign.usecases import digital
from verksign.usecases.digital import AlreadyOpen, chain_of
from verksign.usecases.messages import claim
from verksign.usecases.orders.make_order import make_order
from verksign.usecases.signing.answer import AlreadyAnswered, NoLongerOpen
from verksign.usecases.signing.cancel import cancel
from verksign.usecases.signing.correct import Correction, correct_recipient
from verksign.usecases.signing.remind import remind_by_rule
from verksign.usecases.signing.requests import NotAskable, ask
from verksign.usecases.signing.see import see
from verksign.usecases.signing.start import start
from verksign.usecases.signing.visit import UnknownLink

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 6


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do them all at the same moment, each in a thread with its own connection; return results or errors."""
    gate = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        gate.wait(timeout=10)
        try:
            return act()
        except (
            ActionNotAllowed,
            AlreadyAnswered,
            AlreadyOpen,
            NoLongerOpen,
            NotAskable,
            UnknownLink,
        ) as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def errors(results: list[object]) -> list[object]:
    return [result for result in results if isinstance(result, Exception)]


def test_an_answer_and_a_cancel_leave_one_winner(garage: Garage) -> None:
    for _ in range(ROUNDS):
        document = garage.seen()
        results = at_once(
            lambda document=document: garage.sign(document),  # type: ignore[misc]
            lambda document=document: cancel(  # type: ignore[misc]
                document_id=document.id, by=garage.actor, now=garage.now
            ),
        )
        assert len(errors(results)) == 1
        fresh = garage.reload(document)
        assert fresh.status in {"signed", "cancelled"}
        assert bool(fresh.answer) == (fresh.status == "signed")
        assert verify_chain(digital.chain_of(fresh)) is None


def test_a_double_tap_and_a_second_device_write_one_answer(garage: Garage) -> None:
    document = garage.seen()
    results = at_once(*[lambda: garage.sign(document)] * 4, lambda: garage.decline(document))
    assert len(errors(results)) == 4
    kinds = garage.kinds(document)
    assert kinds.count("document.signed") + kinds.count("document.rejected") == 1


def test_a_question_and_a_cancel_leave_no_question_under_a_closed_link(garage: Garage) -> None:
    for number in range(ROUNDS):
        document = garage.seen()
        token = garage.token(document)
        results = at_once(
            lambda token=token, text=f"Fråga {number}?": ask(  # type: ignore[misc]
                token=token, kind="question", text=text, when="", visit=VISIT, now=garage.now
            ),
            lambda document=document: cancel(  # type: ignore[misc]
                document_id=document.id, by=garage.actor, now=garage.now
            ),
        )
        refused = errors(results)
        fresh = garage.reload(document)
        kinds = garage.kinds(fresh)
        assert fresh.status == "cancelled"
        assert fresh.requests.count() == 1 - len(refused)
        if refused:
            assert [error.state for error in refused if isinstance(error, NotAskable)] == [
                "withdrawn"
            ]
        else:
            assert kinds.index("request.question") < kinds.index("document.cancelled")


def test_many_events_at_once_never_fork_the_chain(garage: Garage) -> None:
    document = garage.sent()

    def append() -> None:
        with transaction.atomic():
            held = digital.hold(document.id)
            digital.append(held, "test.event", at=garage.now)

    at_once(*[append] * 16)
    chain = digital.chain_of(garage.reload(document))
    assert len(chain) == 3 + 16
    assert verify_chain(chain) is None


def test_ok_pressed_twice_sends_once(garage: Garage) -> None:
    quote = garage.quote()
    at_once(*[lambda: garage.send(quote, key="once")] * 4)
    assert (DigitalDocument.objects.count(), Message.objects.count()) == (1, 1)


def test_two_dialogs_send_once(garage: Garage) -> None:
    quote = garage.quote()
    results = at_once(*[lambda: garage.send(quote)] * 4)
    assert [type(error) for error in errors(results)] == [AlreadyOpen] * 3
    assert (DigitalDocument.objects.count(), Message.objects.count()) == (1, 1)


def test_one_of_many_workers_claims_a_message(garage: Garage) -> None:
    document = garage.send(garage.quote())
    start(document.id, now=garage.now)
    message = Message.objects.get()
    results = at_once(*[lambda: claim(message.id, now=garage.now)] * 4)
    assert len([result for result in results if result is not None]) == 1


def test_a_cancel_beside_a_claim_either_stops_the_message_or_comes_after_it(
    garage: Garage,
) -> None:
    for _ in range(ROUNDS):
        document = garage.send(garage.quote())
        start(document.id, now=garage.now)
        message = Message.objects.get(document=document)
        at_once(
            lambda message=message: claim(message.id, now=garage.now),  # type: ignore[misc]
            lambda document=document: cancel(  # type: ignore[misc]
                document_id=document.id, by=garage.actor, now=garage.now
            ),
        )
        message.refresh_from_db()
        assert message.state in {"handing_over", "stopped"}
        assert garage.reload(document).status == "cancelled"


def test_an_order_made_twice_at_once_is_one(garage: Garage) -> None:
    quote = garage.quote()
    garage.sign(garage.seen(quote))
    orders = at_once(*[lambda: make_order(quote_id=quote.id, by=garage.actor, now=garage.now)] * 4)
    assert len({order.pk for order in orders if isinstance(order, ServiceDocument)}) == 1
    assert ServiceDocument.objects.orders().count() == 1


def test_numbers_are_never_given_twice(garage: Garage) -> None:
    quotes = at_once(*[garage.quote] * 6)
    numbers = [quote.number for quote in quotes if isinstance(quote, ServiceDocument)]
    assert len(set(numbers)) == 6


def test_seen_by_many_at_once_is_seen_once(garage: Garage) -> None:
    document = garage.sent()
    token = garage.token(document)
    at_once(*[lambda: see(token=token, visit=VISIT, now=garage.now)] * 4)
    assert garage.kinds(document).count("document.seen") == 1


def test_the_database_refuses_to_change_or_lose_an_event(garage: Garage) -> None:
    document = garage.sent()
    event = document.events.order_by("seq").first()
    assert event is not None
    for statement in (
        "UPDATE records_event SET kind = 'x' WHERE seq = 1",
        "UPDATE records_event SET hash = 'x' WHERE seq = 1",
        "DELETE FROM records_event WHERE seq = 1",
    ):
        with (
            pytest.raises(Exception, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert verify_chain(digital.chain_of(document)) is None


def test_personal_values_may_be_erased_and_the_chain_holds(garage: Garage) -> None:
    document = garage.seen()
    document.events.update(personal_values={})
    assert verify_chain(digital.chain_of(document)) is None


def test_no_reminder_is_left_in_line_when_the_answer_comes_beside_it(garage: Garage) -> None:
    Workshop.objects.update(remind_after_hours=1, remind_at_most=1)
    for _ in range(ROUNDS):
        document = garage.seen()
        now = garage.tick(timedelta(hours=2))
        results = at_once(
            lambda document=document: garage.sign(document),  # type: ignore[misc]
            lambda now=now: remind_by_rule(now=now),  # type: ignore[misc]
        )
        assert errors(results) == []
        reminders = Message.objects.filter(document=document, kind="reminder")
        assert set(reminders.values_list("state", flat=True)) <= {"stopped"}
        assert garage.reload(document).status == "signed"
        assert verify_chain(chain_of(document)) is None
        garage.tick(timedelta(hours=22))


def test_two_sweeps_remind_once(garage: Garage) -> None:
    Workshop.objects.update(remind_after_hours=1, remind_at_most=3)
    document = garage.sent()
    now = garage.tick(timedelta(hours=2))
    at_once(*[lambda: remind_by_rule(now=now)] * 2)
    assert Message.objects.filter(document=document, kind="reminder").count() == 1
    assert garage.reload(document).reminders == 1


def test_a_correction_and_an_answer_by_the_old_link_leave_one_winner(garage: Garage) -> None:
    for number in range(ROUNDS):
        document = garage.seen()
        right = Correction(method="sms", to=f"070-174 06 {45 + number}")
        results = at_once(
            lambda document=document: garage.sign(document),  # type: ignore[misc]
            lambda document=document, right=right: correct_recipient(  # type: ignore[misc]
                document_id=document.id,
                right=right,
                key="a-press",
                by=garage.actor,
                now=garage.now,
            ),
        )
        assert len(errors(results)) == 1
        kinds = garage.kinds(document)
        assert kinds.count("document.signed") + kinds.count("recipient.corrected") == 1
