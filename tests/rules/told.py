"""What each use case is told, made of the facts of the tests' world: for the table of permissions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from tests.kit.garage import PHONE
from tests.kit.world import Who
from verksign.domain.access import Actor
from verksign.domain.answers import JobAnswer
from verksign.usecases.lists.views import save_view
from verksign.usecases.quick_quotes.wishes import Form
from verksign.usecases.registers import VehicleData
from verksign.usecases.signing.preview_order import Offered
from verksign.usecases.signing.preview_pass import give_order_pass, give_pass, preview_by_pass
from verksign.usecases.signing.remind import remind
from verksign.usecases.signing.spoken import Spoken
from verksign.usecases.signing.texts import Place


class Facts(dict[str, str]):
    """A workshop's facts; remembers which were asked for."""

    def __init__(self, facts: Mapping[str, str]) -> None:
        super().__init__(facts)
        self.asked: list[str] = []

    def __getitem__(self, name: str) -> str:
        self.asked.append(name)
        return super().__getitem__(name)

    def id(self, name: str) -> UUID:
        return UUID(self[name])


@dataclass(frozen=True, slots=True)
class Case:
    allowed: frozenset[Who]
    arguments: Callable[[Facts], dict[str, Any]]
    instead: Callable[..., object] | None = None
    """What is called instead, when the use case alone does nothing yet."""


def quote(**more: Any) -> Callable[[Facts], dict[str, Any]]:
    """Arguments for a use case about a quote: a text in `more` that begins with = names a fact."""
    return lambda facts: {
        "quote_id": facts.id("quote_id"),
        **{
            name: facts.id(value[1:]) if isinstance(value, str) and value[:1] == "=" else value
            for name, value in more.items()
        },
    }


def one(argument: str, fact: str, **more: Any) -> Callable[[Facts], dict[str, Any]]:
    return lambda facts: {argument: facts.id(fact), **more}


def use_pass(*, quote_id: UUID, by: Actor, now: datetime) -> object:
    return preview_by_pass(given=give_pass(quote_id=quote_id, by=by), now=now)


def without_now(use_case: Callable[..., object]) -> Callable[..., object]:
    """For a use case that keeps no time."""

    def call(*, now: datetime, **arguments: Any) -> object:
        return use_case(**arguments)

    return call


OF_QUOTE = Place(kind="quote", channel="sms", language="sv")


def later(*, document_id: UUID, key: str, by: Actor, now: datetime) -> object:
    """Within the hour nobody is reminded, whoever asks."""
    return remind(document_id=document_id, key=key, by=by, now=now + timedelta(hours=2))


def on_own_view(use_case: Callable[..., object]) -> Callable[..., object]:
    """Views are each user's own: one that another has kept is not found, also by those who may."""

    def call(*, by: Actor, now: datetime, **arguments: Any) -> object:
        view = save_view(of="offerter", name="Vy", query="?", default=True, by=by, now=now)
        return use_case(view_id=view.id, by=by, now=now, **arguments)

    return call


def spoken(facts: Facts) -> dict[str, Any]:
    answers = {facts["job_id"]: JobAnswer.DECLINED}
    said = Spoken(
        answers=answers, who="Karin", channel="desk", called_by="", answered_at=timezone.now()
    )
    return {"quote_id": facts.id("quote_id"), "spoken": said, "key": "a-press"}


def extra_jobs_to_send(facts: Facts) -> dict[str, Any]:
    told = {"method": "sms", "to": PHONE, "key": "a-press"}
    return {"order_id": facts.id("order_id"), "job_ids": [facts.id("priced_job_id")], **told}


def offered_look(facts: Facts) -> dict[str, Any]:
    offered = Offered(job_ids=[facts.id("priced_job_id")])
    return {"order_id": facts.id("order_id"), "offered": offered}


def spoken_of_extra(facts: Facts) -> dict[str, Any]:
    said = Spoken(
        answers={facts["priced_job_id"]: JobAnswer.DECLINED},
        who="Karin",
        channel="desk",
        called_by="",
        answered_at=timezone.now(),
    )
    return {"order_id": facts.id("order_id"), "spoken": said, "key": "a-press"}


def use_order_pass(*, order_id: UUID, by: Actor, now: datetime) -> object:
    return preview_by_pass(given=give_order_pass(order_id=order_id, offered=None, by=by), now=now)


def finding(facts: Facts) -> dict[str, Any]:
    told = {"finding": "Läckage", "severity": "urgent", "key": "a-report"}
    ids = {"order_id": facts.id("order_id"), "package_id": facts.id("package_id")}
    return {**ids, **told}


def chosen(facts: Facts) -> dict[str, Any]:
    return {"quote_id": facts.id("quote_id"), "changes": cards(facts)}


def cards(facts: Facts) -> dict[str, str]:
    names = ("customer_id", "vehicle_id", "adviser_id")
    return {name: facts[name] for name in names} | {"payer_id": facts["customer_id"]}


def order(**more: Any) -> Callable[[Facts], dict[str, Any]]:
    """Arguments for a use case about the order that binds nobody."""
    return lambda facts: {"order_id": facts.id("plain_order_id"), **more}


def changed_order(facts: Facts) -> dict[str, Any]:
    return {"order_id": facts.id("plain_order_id"), "changes": cards(facts)}


def on_job(facts: Facts) -> dict[str, Any]:
    ids = {"order_id": facts.id("order_id"), "job_id": facts.id("ordered_job_id")}
    return {**ids, "changes": {"work": "ongoing"}}


def quick(facts: Facts) -> Form:
    return Form(plate="ABC 12D", to=PHONE, package_id=facts.id("package_id"))


def vehicle(facts: Facts) -> dict[str, Any]:
    data = VehicleData(plate="ABC 12D", customer_id=facts["customer_id"])
    return {"data": data, "vehicle_id": facts.id("vehicle_id")}
