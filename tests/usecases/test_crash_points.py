"""
Killed at every point between OK and the sealed copy, or on a reminder's way: nothing is lost, nothing is doubled.

*Oviss* is neither: it is shown, and a person decides.
"""

from uuid import UUID

import pytest
from django.db import connection

from tests.kit.cast import Person
from tests.kit.crash import driver
from tests.kit.crash_scenarios import REMINDERS, WALKS
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.evidence import verify_chain
from verksign.domain.message_states import MessageState
from verksign.integrations import outbox
from verksign.records.models import (
    Alarm,
    DigitalDocument,
    Message,
    ServiceDocument,
    VerbalAnswer,
)
from verksign.usecases.digital import chain_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

LEAST_POINTS = 25
"""Fewer would mean that the points are no longer where things can be lost."""
LEAST_POINTS_OF_A_REMINDER = 8


@pytest.mark.parametrize("scenario", list(WALKS))
def test_nothing_is_lost_and_nothing_doubled(scenario: str, adviser: Person) -> None:
    with driver(str(connection.settings_dict["NAME"])) as run:
        killed: list[str] = []
        waiting: list[str] = []
        while True:
            waiting = waiting or run.run(scenario, "prepare")["told"]
            quote = waiting.pop()
            walked = run.run(scenario, "walk", die_at=len(killed) + 1, quote=quote)
            if not walked["killed"]:
                assert "error" not in walked, walked
                break
            killed.append(quote)
        recovered = run.run(scenario, "recover", quotes=killed)
        assert "error" not in recovered, recovered
    for point, quote in enumerate(killed, start=1):
        settled(ServiceDocument.objects.get(pk=quote), f"{scenario}, point {point}")
    assert len(killed) >= LEAST_POINTS


@pytest.mark.parametrize("scenario", list(REMINDERS))
def test_no_reminder_is_lost_or_doubled(scenario: str, adviser: Person) -> None:
    with driver(str(connection.settings_dict["NAME"])) as run:
        kills = 0
        while True:
            quote = run.run(scenario, "prepare reminder")["told"]
            walked = run.run(scenario, "walk reminder", die_at=kills + 1, quote=quote)
            if not walked["killed"]:
                assert "error" not in walked, walked
                break
            kills += 1
            recovered = run.run(scenario, "recover reminder", quote=quote)
            assert "error" not in recovered, (kills, recovered)
            reminded_once(UUID(quote), f"{scenario}, point {kills}")
    assert kills >= LEAST_POINTS_OF_A_REMINDER


def reminded_once(quote: UUID, where: str) -> None:
    document = DigitalDocument.objects.get(service_document=quote)
    assert (document.status, document.reminders) == (DigitalStatus.SENT, 1), where
    assert document.events.filter(kind="reminder.queued").count() == 1, where
    assert verify_chain(chain_of(document)) is None, where
    messages = Message.objects.filter(service_document=quote)
    assert sorted(messages.values_list("kind", flat=True)) == ["quote", "reminder"], where
    for message in messages:
        handed_over_once_or_in_doubt(message, where)


def settled(quote: ServiceDocument, where: str) -> None:
    """What must be true of a quote once everything has been set right."""
    document = DigitalDocument.objects.get(service_document=quote)
    assert document.status in DigitalStatus.final(), where
    assert document.pdf_id is not None or document.status == DigitalStatus.CANCELLED, where
    assert verify_chain(chain_of(document)) is None, where
    kinds = list(document.events.values_list("kind", flat=True))
    for once in ("sending.created", "pdf.frozen", "document.signed", "document.rejected"):
        assert kinds.count(once) <= 1, (where, kinds)
    assert kinds.count("document.sealed") == (1 if document.answer else 0), (where, kinds)
    assert VerbalAnswer.objects.filter(service_document=quote, record=None).count() == 0, where
    assert ServiceDocument.objects.filter(quote=quote).count() <= 1, where
    for message in Message.objects.filter(service_document=quote):
        handed_over_once_or_in_doubt(message, where)


def handed_over_once_or_in_doubt(message: Message, where: str) -> None:
    try:
        times = outbox.message(str(message.id)).handed_over
    except outbox.NotInOutbox:
        times = 0
    assert times <= 1, (where, message.kind)
    if message.state == MessageState.UNSURE:
        assert Alarm.objects.filter(message=message, done_at=None).count() == 1, where
    elif message.state == MessageState.STOPPED:
        assert times == 0, where
    elif message.state == MessageState.DELIVERED:
        # It was in doubt, and the customer's own act on the link settled that.
        assert message.kind in Message.ASKING, where
    else:
        assert (message.state, times) == (MessageState.SENT, 1), (where, message.kind)
