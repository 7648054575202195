"""Every state × every action, on real rows: the table decides, and a refusal changes nothing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction

from tests.kit.garage import Garage
from verksign.domain.digital_states import (
    TRANSITIONS,
    ActionNotAllowed,
    DigitalAction,
    DigitalStatus,
)
from verksign.domain.evidence import verify_chain
from verksign.integrations.delivery import ReportedState
from verksign.records.models import DigitalDocument, Message
from verksign.usecases import digital
from verksign.usecases.quotes.reopen import reopen_quote
from verksign.usecases.signing.cancel import cancel
from verksign.usecases.signing.reports import receive_report
from verksign.usecases.signing.sweep import sweep

pytestmark = pytest.mark.django_db


def _failed(garage: Garage) -> DigitalDocument:
    document = garage.sent()
    receive_report(
        message_id=Message.objects.get().id,
        state=ReportedState.FAILED,
        at=garage.now,
        now=garage.tick(),
    )
    return document


def _signed(garage: Garage) -> DigitalDocument:
    return garage.sign(garage.seen())


def _rejected(garage: Garage) -> DigitalDocument:
    return garage.decline(garage.seen())


def _cancelled(garage: Garage) -> DigitalDocument:
    document = garage.seen()
    return cancel(document_id=document.id, by=garage.actor, now=garage.tick())


def _expired(garage: Garage) -> DigitalDocument:
    document = garage.seen()
    sweep(now=garage.tick(timedelta(days=20)))
    return document


def _replaced(garage: Garage) -> DigitalDocument:
    document = garage.seen()
    reopen_quote(quote_id=document.service_document_id, by=garage.actor, now=garage.tick())
    return document


MADE: dict[DigitalStatus, Callable[[Garage], DigitalDocument]] = {
    DigitalStatus.DRAFT: lambda garage: garage.send(garage.quote()),
    DigitalStatus.SENT: lambda garage: garage.sent(),
    DigitalStatus.SEEN: lambda garage: garage.seen(),
    DigitalStatus.FAILED: _failed,
    DigitalStatus.SIGNED: _signed,
    DigitalStatus.REJECTED: _rejected,
    DigitalStatus.CANCELLED: _cancelled,
    DigitalStatus.EXPIRED: _expired,
    DigitalStatus.REPLACED: _replaced,
}


def act(garage: Garage, document: DigitalDocument, action: DigitalAction) -> None:
    with transaction.atomic():
        held = digital.hold(document.id)
        digital.change(held, action, f"test.{action}", at=garage.tick())


@pytest.mark.parametrize("status", list(DigitalStatus))
def test_every_status_follows_the_table_for_every_action(
    garage: Garage, status: DigitalStatus
) -> None:
    document = garage.reload(MADE[status](garage))
    assert document.status == status
    for action in DigitalAction:
        before = garage.kinds(document)
        point = transaction.savepoint_create()
        expected = TRANSITIONS.get((status, action))
        if expected is None:
            with pytest.raises(ActionNotAllowed):
                act(garage, document, action)
            assert garage.reload(document).status == status
            assert garage.kinds(document) == before
        else:
            act(garage, document, action)
            assert garage.reload(document).status == expected
            assert garage.kinds(document) == [*before, f"test.{action}"]
            quote = garage.fresh(document.service_document_id)
            assert quote.digital_status == expected
            assert verify_chain(digital.chain_of(document)) is None
            waiting = Message.objects.filter(document=document, state="queued").count()
            assert waiting == (1 if status == "draft" and expected in DigitalStatus.open() else 0)
        transaction.savepoint_rollback(point)


def test_every_status_can_be_made() -> None:
    assert set(MADE) == set(DigitalStatus)
