from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.kit.cast import NOW, Person
from tests.kit.garage import VISIT, Garage
from verksign.domain.access import NotPermitted
from verksign.records.models import Alarm, CustomerRequest, History
from verksign.usecases.messages import raise_alarm
from verksign.usecases.messages.todo import AlreadyDone, ToDoKind, finish, take
from verksign.usecases.signing.requests import ask


@pytest.fixture
def alarm(garage: Garage) -> Alarm:
    raise_alarm(Alarm.Kind.SEALING_STUCK, at=garage.tick(), document=garage.sent())
    return Alarm.objects.get()


@pytest.fixture
def wish(garage: Garage) -> CustomerRequest:
    ask(
        token=garage.token(garage.seen()),
        kind="call",
        text="",
        when="before_12",
        visit=VISIT,
        now=garage.tick(),
    )
    return CustomerRequest.objects.get()


class TestTake:
    def test_makes_me_the_owner_also_of_what_was_somebody_elses(
        self, wish: CustomerRequest, adviser: Person, manager: Person
    ) -> None:
        assert wish.owner == adviser.user

        take(kind=ToDoKind.REQUEST, row_id=wish.id, by=manager.actor, now=NOW)

        wish.refresh_from_db()
        assert (wish.owner, wish.done_at) == (manager.user, None)
        assert History.objects.get(subject=wish.id).code == "request.taken"

    def test_refuses_what_is_done(self, alarm: Alarm, adviser: Person, manager: Person) -> None:
        finish(kind=ToDoKind.ALARM, row_id=alarm.id, by=adviser.actor, now=NOW)

        with pytest.raises(AlreadyDone):
            take(kind=ToDoKind.ALARM, row_id=alarm.id, by=manager.actor, now=NOW)

        alarm.refresh_from_db()
        assert alarm.owner is None


class TestFinish:
    def test_marks_the_row_done_by_me(self, alarm: Alarm, adviser: Person) -> None:
        finish(kind=ToDoKind.ALARM, row_id=alarm.id, by=adviser.actor, now=NOW)

        alarm.refresh_from_db()
        assert (alarm.done_at, alarm.done_by) == (NOW, adviser.user)
        assert History.objects.get(subject=alarm.id).code == "alarm.done"

    def test_a_second_press_is_told_and_changes_nothing(
        self, alarm: Alarm, adviser: Person, manager: Person
    ) -> None:
        finish(kind=ToDoKind.ALARM, row_id=alarm.id, by=adviser.actor, now=NOW)

        with pytest.raises(AlreadyDone):
            finish(kind=ToDoKind.ALARM, row_id=alarm.id, by=manager.actor, now=NOW)

        alarm.refresh_from_db()
        assert alarm.done_by == adviser.user


@pytest.mark.parametrize("act", [take, finish])
class TestBoth:
    def test_refuse_who_may_not_write(
        self, act: Callable[..., None], alarm: Alarm, reader: Person, mechanic: Person
    ) -> None:
        for person in (reader, mechanic):
            with pytest.raises(NotPermitted):
                act(kind=ToDoKind.ALARM, row_id=alarm.id, by=person.actor, now=NOW)

        alarm.refresh_from_db()
        assert (alarm.owner, alarm.done_at) == (None, None)

    def test_do_not_find_another_workshops_row(
        self, act: Callable[..., None], alarm: Alarm, wish: CustomerRequest, stranger: Person
    ) -> None:
        for kind, row_id in (
            (ToDoKind.ALARM, alarm.id),
            (ToDoKind.REQUEST, wish.id),
            (ToDoKind.ALARM, uuid4()),
        ):
            with pytest.raises(ObjectDoesNotExist):
                act(kind=kind, row_id=row_id, by=stranger.actor, now=NOW)

        alarm.refresh_from_db()
        assert (alarm.owner, alarm.done_at) == (None, None)


class TestQuestions:
    def test_are_taken_with_those_before_and_each_is_written_down(
        self, garage: Garage, manager: Person
    ) -> None:
        token = garage.token(garage.seen())
        for text in ("Ett?", "Två?", "Tre?"):
            ask(token=token, kind="question", text=text, when="", visit=VISIT, now=garage.tick())
        first, second, third = CustomerRequest.objects.order_by("at")

        take(kind=ToDoKind.QUESTIONS, row_id=second.id, by=manager.actor, now=NOW)

        taken = CustomerRequest.objects.filter(owner=manager.user)
        assert set(taken) == {first, second}
        written = History.objects.filter(code="request.taken").values_list("subject", flat=True)
        assert set(written) == {first.id, second.id}
        third.refresh_from_db()
        assert third.owner != manager.user

    def test_that_somebody_else_has_taken_stay_theirs(
        self, garage: Garage, adviser: Person, manager: Person
    ) -> None:
        token = garage.token(garage.seen())
        for text in ("Ett?", "Två?"):
            ask(token=token, kind="question", text=text, when="", visit=VISIT, now=garage.tick())
        first, second = CustomerRequest.objects.order_by("at")
        take(kind=ToDoKind.REQUEST, row_id=first.id, by=manager.actor, now=NOW)

        finish(kind=ToDoKind.QUESTIONS, row_id=second.id, by=adviser.actor, now=NOW)

        assert list(CustomerRequest.objects.not_done()) == [first]

    def test_that_are_done_are_told(self, garage: Garage, adviser: Person) -> None:
        ask(
            token=garage.token(garage.seen()),
            kind="question",
            text="Ett?",
            when="",
            visit=VISIT,
            now=garage.tick(),
        )
        row = CustomerRequest.objects.get()
        finish(kind=ToDoKind.QUESTIONS, row_id=row.id, by=adviser.actor, now=NOW)

        with pytest.raises(AlreadyDone):
            finish(kind=ToDoKind.QUESTIONS, row_id=row.id, by=adviser.actor, now=NOW)
