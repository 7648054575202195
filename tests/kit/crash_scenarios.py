"""What is killed: whole walks from OK to the sealed copy, reminders, and what sets them right afterwards."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from tests.kit.crash import Points
from tests.kit.garage import Garage
from verksign.domain.answers import JobAnswer
from verksign.integrations.email import outbox as email_outbox
from verksign.integrations.sms import outbox as sms_outbox
from verksign.records.models import (
    DigitalDocument,
    Membership,
    Message,
    ServiceDocument,
    Workshop,
)
from verksign.records.storage import DurableFolder
from verksign.usecases.orders.make_order import make_order
from verksign.usecases.signing.answer import AlreadyAnswered
from verksign.usecases.signing.deliver import deliver
from verksign.usecases.signing.remind import remind, remind_by_rule
from verksign.usecases.signing.seal import seal, seal_verbal
from verksign.usecases.signing.spoken import Spoken
from verksign.usecases.signing.start import start
from verksign.usecases.signing.sweep import sweep
from verksign.usecases.signing.verbal import record_verbal_answer

LATER = timedelta(minutes=10)
"""Past every lease."""
AT_ONCE = 20
"""Quotes made in one go: a process is slow at what it does first."""
FIRST_NUMBER, NUMBERS = 5, 95
"""Of the numbers that nobody has: 070-174 06 05 to 99."""


def instrument(points: Points) -> None:
    """Put the points around what leaves the process; nothing else of it is touched."""
    for owner, name in (
        (type(connections["default"]), "_commit"),
        (DurableFolder, "save"),
        (sms_outbox.Outbox, "send"),
        (email_outbox.Outbox, "send"),
    ):
        setattr(owner, name, points.around(getattr(owner, name)))


class ByTheClock(Garage):
    """Acts at the time that it is, since the real worker does too."""

    def tick(self, step: timedelta = timedelta(0)) -> datetime:
        self.now = timezone.now()
        return self.now


def garage() -> Garage:
    anna = Membership.objects.select_related("user").get(user__email="anna@demo.test")
    return ByTheClock(anna.actor(), now=timezone.now())


def walk(scenario: str, *, quote: str) -> None:
    """Press OK, work, answer, work: in one go, so that a death anywhere leaves the rest undone."""
    shop, walked = garage(), WALKS[scenario]
    document = _send(shop, walked["method"], quote)
    _work(document)
    walked["answer"](shop, document)
    _work(shop.reload(document))
    walked["after"](shop, document)


def _send(shop: Garage, method: str, quote: str) -> DigitalDocument:
    """To a number of the quote's own: one number gets only so many SMS a day."""
    number = f"070-174 06 {FIRST_NUMBER + UUID(quote).int % NUMBERS:02}"
    to = number if method == "sms" else ""
    return shop.send(shop.fresh(UUID(quote)), method=method, to=to, key=f"key-{quote}")


def _work(document: DigitalDocument) -> None:
    """What the worker does for this sending."""
    start(document.id, now=timezone.now())
    if document.answer:
        seal(document.id, now=timezone.now())
    for answer in document.service_document.verbal_answers.filter(record=None):
        seal_verbal(answer.id, now=timezone.now())
    waiting = Message.objects.filter(service_document=document.service_document, state="queued")
    for message in waiting:
        deliver(message.id, now=timezone.now())


def _sign(shop: Garage, document: DigitalDocument) -> None:
    shop.sign(document, email="karin.holmgren@mail.example", Torkarblad=JobAnswer.LATER)


def _decline(shop: Garage, document: DigitalDocument) -> None:
    shop.decline(document)


def _telephone(shop: Garage, document: DigitalDocument) -> None:
    quote = document.service_document
    record_verbal_answer(
        quote_id=quote.id,
        spoken=Spoken(
            answers={str(job.id): JobAnswer.ACCEPTED for job in quote.jobs.all()},
            who="Karin Holmgren",
            channel="phone",
            called_by="customer",
            answered_at=shop.now,
        ),
        key=f"v-{quote.id}",
        by=shop.actor,
        now=shop.tick(),
    )


def _order(shop: Garage, document: DigitalDocument) -> None:
    make_order(quote_id=document.service_document_id, by=shop.actor, now=shop.tick())


def _nothing(shop: Garage, document: DigitalDocument) -> None:
    pass


WALKS: dict[str, dict[str, Any]] = {
    "sms, signed, ordered": {"method": "sms", "answer": _sign, "after": _order},
    "e-mail, declined": {"method": "email", "answer": _decline, "after": _nothing},
    "e-mail, signed": {"method": "email", "answer": _sign, "after": _nothing},
    "sms, telephone, ordered": {"method": "sms", "answer": _telephone, "after": _order},
}


def recover(scenario: str, *, quotes: list[str]) -> None:
    """
    The user presses again what was never confirmed; the sweep and the real worker do the rest.

    All that were killed are set right together, as after a night without power.
    """
    shop, walked = garage(), WALKS[scenario]
    documents = [_send(shop, walked["method"], quote) for quote in quotes]
    sweep(now=timezone.now() + LATER)
    for document in documents:
        _work(document)
        try:
            walked["answer"](shop, shop.reload(document))
        except AlreadyAnswered as already:
            if not already.same:
                raise
        walked["after"](shop, document)
    _sweep_and_work()


def _sweep_and_work() -> None:
    sweep(now=timezone.now() + LATER)
    try:
        call_command("ox_worker", "--batch", "--interval", "0.05", verbosity=0)
    except SystemExit as ended:
        if ended.code:
            raise


def prepare(scenario: str) -> list[str]:
    """Fresh quotes, each for one walk; return their ids."""
    shop = garage()
    return [str(_quote(shop).id) for _ in range(AT_ONCE)]


def _quote(shop: Garage) -> ServiceDocument:
    return shop.quote(jobs={"Service": "included", "Torkarblad": "optional"})


def prepare_reminder(scenario: str) -> str:
    """A sending that went out long enough ago to be reminded of, at whatever hour; return its quote's id."""
    Workshop.objects.update(
        remind_after_hours=24, remind_at_most=3, quiet_from=time(7), quiet_to=time(7)
    )
    shop = garage()
    quote = _quote(shop)
    document = _send(shop, REMINDERS[scenario]["method"], str(quote.id))
    _work(document)
    long_ago = timezone.now() - timedelta(hours=25)
    DigitalDocument.objects.filter(pk=document.pk).update(sent_at=long_ago)
    return str(quote.id)


def walk_reminder(scenario: str, *, quote: str) -> None:
    shop = garage()
    document = DigitalDocument.objects.get(service_document=UUID(quote))
    REMINDERS[scenario]["remind"](shop, document)
    _work(document)


def recover_reminder(scenario: str, *, quote: str) -> None:
    """Whoever pressed presses again; of what goes by rule nobody need do anything."""
    shop = garage()
    document = DigitalDocument.objects.get(service_document=UUID(quote))
    REMINDERS[scenario]["again"](shop, document)
    _sweep_and_work()


def _by_hand(shop: Garage, document: DigitalDocument) -> None:
    remind(document_id=document.id, key=f"r-{document.id}", by=shop.actor, now=shop.tick())


def _by_rule(shop: Garage, document: DigitalDocument) -> None:
    remind_by_rule(now=shop.tick())


def _next_round(shop: Garage, document: DigitalDocument) -> None:
    sweep(now=shop.tick())


REMINDERS: dict[str, dict[str, Any]] = {
    "sms, by hand": {"method": "sms", "remind": _by_hand, "again": _by_hand},
    "e-mail, by rule": {"method": "email", "remind": _by_rule, "again": _next_round},
}

STEPS: dict[str, Callable[..., Any]] = {
    "prepare": prepare,
    "walk": walk,
    "recover": recover,
    "prepare reminder": prepare_reminder,
    "walk reminder": walk_reminder,
    "recover reminder": recover_reminder,
}
