"""
Permissions are asked for in the use case, not only on the page: each use case × each role, and whoever works elsewhere.

A use case is a public function below `usecases/` that takes everything by keyword and says by whom it is done.
"""

import inspect
from collections.abc import Callable, Mapping
from decimal import Decimal
from importlib import import_module
from pkgutil import walk_packages

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from tests.kit.files import jpeg
from tests.kit.garage import PHONE
from tests.kit.logos import logo_png
from tests.kit.snapshot import links_across, snapshot
from tests.kit.world import OURS, Who, World
from tests.rules.access_entries import LIMITS, RULES
from tests.rules.told import (
    OF_QUOTE,
    Case,
    Facts,
    changed_order,
    chosen,
    extra_jobs_to_send,
    finding,
    later,
    offered_look,
    on_job,
    on_own_view,
    one,
    order,
    quick,
    quote,
    spoken,
    spoken_of_extra,
    use_order_pass,
    use_pass,
    vehicle,
    without_now,
)
from verksign import usecases
from verksign.domain.access import Actor, NotPermitted
from verksign.usecases.lists.views import change_view, remove_view
from verksign.usecases.messages.todo import ToDoKind
from verksign.usecases.quick_quotes.look import look
from verksign.usecases.registers import CustomerData, InvalidFields
from verksign.usecases.settings.own import choose_look, remember
from verksign.usecases.settings.reminders import ReminderData
from verksign.usecases.signing.correct import Correction

WRITERS = frozenset({Who.ADMIN, Who.ADVISER})
FLOOR = WRITERS | {Who.MECHANIC}
READERS = WRITERS | {Who.READONLY}
ADMINS = frozenset({Who.ADMIN})
OF_ONES_OWN = ("goods.create", "settings.", "lists.", "signing.texts.")
"""They name nothing of a workshop: they make or change what is one's own."""


NOTHING: dict[str, str] = {}
CASES: dict[str, Case] = {
    "lists.columns.choose_columns": Case(READERS, lambda _: {"of": "offerter", "codes": ["nr"]}),
    "lists.export.record_export": Case(
        ADMINS, lambda _: {"of": "offerter", "query": "?", "rows": 1}
    ),
    "lists.views.change_view": Case(
        READERS, lambda _: {"name": "Ny", "default": False}, on_own_view(change_view)
    ),
    "lists.views.remove_view": Case(READERS, lambda _: {}, on_own_view(remove_view)),
    "lists.views.save_view": Case(
        READERS, lambda _: {"of": "offerter", "name": "Min vy", "query": "?", "default": True}
    ),
    "attachments.add.add_attachment": Case(
        WRITERS, quote(job_id="=job_id", data=jpeg(64, 48), name="a.jpg")
    ),
    "attachments.change.change_attachment": Case(
        WRITERS, quote(attachment_id="=attachment_id", changes={"alt": "Bromsskivan"})
    ),
    "attachments.draw.draw_marks": Case(WRITERS, quote(attachment_id="=attachment_id", marks=[])),
    "attachments.move.move_attachment": Case(
        WRITERS, quote(attachment_id="=attachment_id", steps=1)
    ),
    "attachments.remove.remove_attachment": Case(WRITERS, quote(attachment_id="=attachment_id")),
    "messages.todo.take": Case(WRITERS, one("row_id", "alarm_id", kind=ToDoKind.ALARM)),
    "messages.todo.finish": Case(WRITERS, one("row_id", "request_id", kind=ToDoKind.REQUEST)),
    "quotes.change.change_quote": Case(WRITERS, chosen),
    "quotes.create.create_quote": Case(
        WRITERS,
        lambda facts: {
            "customer_id": facts.id("customer_id"),
            "vehicle_id": facts.id("vehicle_id"),
        },
    ),
    "quotes.jobs.add_job": Case(WRITERS, quote(title="Byte av batteri")),
    "quotes.jobs.change_job": Case(WRITERS, quote(job_id="=job_id", changes=NOTHING)),
    "quotes.jobs.insert_package": Case(WRITERS, quote(package_id="=package_id")),
    "quotes.jobs.insert_package_lines": Case(
        WRITERS, quote(job_id="=job_id", package_id="=package_id")
    ),
    "quotes.jobs.move_job": Case(WRITERS, quote(job_id="=job_id", steps=1)),
    "quotes.jobs.remove_job": Case(WRITERS, quote(job_id="=job_id")),
    "quotes.lines.add_line": Case(
        WRITERS, quote(job_id="=job_id", article_id="=article_id", operation_id="=operation_id")
    ),
    "quotes.lines.change_line": Case(WRITERS, quote(line_id="=line_id", changes={"quantity": "2"})),
    "quotes.lines.remove_line": Case(WRITERS, quote(line_id="=line_id")),
    "quotes.presence.note_presence": Case(READERS, quote()),
    "quotes.copy.copy_quote": Case(WRITERS, quote()),
    "signing.draft.print_draft": Case(READERS, quote()),
    "quick_quotes.look.look": Case(
        WRITERS, lambda facts: {"form": quick(facts)}, without_now(look)
    ),
    "quick_quotes.make.send_quick_quote": Case(
        WRITERS, lambda facts: {"form": quick(facts), "key": "a-press"}
    ),
    "quotes.undo.undo_edit": Case(WRITERS, quote()),
    "orders.change.change_order": Case(WRITERS, changed_order),
    "orders.close.close_order": Case(WRITERS, order()),
    "orders.close.reopen_order": Case(WRITERS, order()),
    "orders.create_empty.create_empty_order": Case(
        WRITERS,
        lambda facts: {
            "customer_id": facts.id("customer_id"),
            "vehicle_id": facts.id("vehicle_id"),
        },
    ),
    "orders.remove.remove_order": Case(WRITERS, order()),
    "orders.work.change_work": Case(FLOOR, on_job),
    "orders.make_order.make_order": Case(WRITERS, one("quote_id", "signed_quote")),
    "quotes.reopen.reopen_quote": Case(WRITERS, one("quote_id", "open_quote")),
    "registers.cards.save_customer": Case(
        WRITERS, one("customer_id", "customer_id", data=CustomerData(name="Åke Öberg"))
    ),
    "registers.cards.save_vehicle": Case(WRITERS, vehicle),
    "registers.goods.create_article": Case(
        WRITERS, lambda _: {"name": "Torkarblad", "unit": "st", "price_ore": 9900}
    ),
    "registers.goods.create_operation": Case(
        WRITERS, lambda _: {"name": "Felsökning", "hours": Decimal(1)}
    ),
    "registers.goods.create_package": Case(WRITERS, lambda _: {"name": "Tvätt", "ingredients": []}),
    "settings.look.remove_logo": Case(ADMINS, lambda _: {}),
    "settings.look.save_colour": Case(ADMINS, lambda _: {"colour": "#c2410c"}),
    "settings.look.save_logo": Case(ADMINS, lambda _: {"data": logo_png()}),
    "settings.limits.save_limits": Case(ADMINS, lambda _: {"typed": LIMITS}),
    "settings.own.choose_look": Case(
        frozenset(OURS), lambda _: {"changes": {"theme": "dark"}}, without_now(choose_look)
    ),
    "settings.own.remember": Case(
        frozenset(OURS), lambda _: {"name": "a", "value": 1}, without_now(remember)
    ),
    "settings.reminders.save_reminders": Case(ADMINS, lambda _: {"data": ReminderData(**RULES)}),
    "signing.cancel.cancel": Case(WRITERS, one("document_id", "open_document")),
    "signing.check.check_status": Case(READERS, one("document_id", "open_document")),
    "signing.correct.correct_recipient": Case(
        WRITERS,
        one(
            "document_id",
            "open_document",
            right=Correction(method="sms", to="070-174 06 45"),
            key="a-press",
        ),
    ),
    "signing.hand_over.hand_over": Case(WRITERS, one("document_id", "open_document")),
    "signing.hand_over.give_back": Case(
        WRITERS, one("document_id", "open_document", nonce="of the device")
    ),
    "signing.hand_over.log_device_out": Case(
        WRITERS, one("document_id", "open_document", nonce="of the device")
    ),
    "signing.remind.remind": Case(
        WRITERS, one("document_id", "open_document", key="a-press"), later
    ),
    "signing.preview.preview": Case(WRITERS, quote()),
    "signing.preview_pass.give_pass": Case(WRITERS, quote(), use_pass),
    "signing.reply.reply": Case(WRITERS, one("request_id", "question_id", text="Ja, i dag.")),
    "signing.reports.count_as_sent": Case(WRITERS, one("message_id", "message_id")),
    "signing.reports.resend_message": Case(WRITERS, one("message_id", "message_id")),
    "signing.send.send_quote": Case(WRITERS, quote(method="sms", to=PHONE, key="a-press")),
    "signing.texts.save_text": Case(
        ADMINS, lambda _: {"place": OF_QUOTE, "text": "Offert på {regnr}: {länk}"}
    ),
    "signing.texts.reset_text": Case(ADMINS, lambda _: {"place": OF_QUOTE}),
    "signing.verbal.record_verbal_answer": Case(WRITERS, spoken),
    "signing.preview_order.preview_confirmation": Case(WRITERS, one("order_id", "order_id")),
    "signing.preview_order.preview_upsell": Case(WRITERS, offered_look),
    "signing.preview_pass.give_order_pass": Case(
        WRITERS, one("order_id", "order_id"), use_order_pass
    ),
    "signing.send_confirmation.send_confirmation": Case(
        WRITERS, one("order_id", "order_id", method="sms", to=PHONE, key="a-press")
    ),
    "signing.send_upsell.send_upsell": Case(WRITERS, extra_jobs_to_send),
    "signing.verbal_upsell.record_verbal_upsell": Case(WRITERS, spoken_of_extra),
    "upsell.acknowledge.acknowledge": Case(FLOOR, one("job_id", "answered_job_id")),
    "upsell.drop.drop_job": Case(WRITERS, one("job_id", "found_job_id", reason="Dubblett")),
    "upsell.notes.change_note": Case(
        WRITERS, one("note_id", "note_id", changes={"follow_up_on": "2027-03-01"})
    ),
    "upsell.notes.finish_note": Case(WRITERS, one("note_id", "note_id", reason="Gjort")),
    "upsell.notes.offer_again": Case(WRITERS, one("note_id", "note_id")),
    "upsell.photograph.add_photo": Case(
        FLOOR,
        one("job_id", "found_job_id", data=jpeg(64, 48), name="b.jpg", key="a-photo"),
    ),
    "upsell.report.report_finding": Case(FLOOR, finding),
}
NAMES = sorted(CASES)
OWN = frozenset(name for name in NAMES if any(part in name for part in OF_ONES_OWN))
SAYS_NOTHING = {"signing.verbal.record_verbal_answer": {"job_id"}}
"""An answer to a job that is none of the quote's is no answer: it is left out."""


def use_cases() -> dict[str, Callable[..., object]]:
    found: dict[str, Callable[..., object]] = {}
    for module in walk_packages(usecases.__path__, f"{usecases.__name__}."):
        if module.name.startswith(f"{usecases.__name__}.demo"):
            continue
        for name, function in inspect.getmembers(import_module(module.name), inspect.isfunction):
            if is_use_case(function) and function.__module__ == module.name and name[0] != "_":
                found[f"{module.name.removeprefix(f'{usecases.__name__}.')}.{name}"] = function
    return found


def is_use_case(function: Callable[..., object]) -> bool:
    parameters = inspect.signature(function).parameters
    kinds = {parameter.kind for parameter in parameters.values()}
    return "by" in parameters and kinds == {inspect.Parameter.KEYWORD_ONLY}


def do(name: str, facts: Mapping[str, str], by: Actor) -> object:
    case = CASES[name]
    return (case.instead or use_cases()[name])(
        **case.arguments(Facts(facts)), by=by, now=timezone.now()
    )


def named(name: str, facts: Mapping[str, str]) -> list[str]:
    """Return the facts that the use case is told."""
    kept = Facts(facts)
    CASES[name].arguments(kept)
    return kept.asked


class TestTable:
    def test_names_every_use_case(self) -> None:
        assert sorted(use_cases()) == NAMES


@pytest.mark.django_db
class TestUseCase:
    @pytest.mark.parametrize("who", OURS)
    @pytest.mark.parametrize("name", NAMES)
    def test_is_for_those_the_table_names(self, world: World, name: str, who: Who) -> None:
        by = world.person(who).actor
        if who in CASES[name].allowed:
            do(name, world.ours.facts, by)
            return
        with pytest.raises(NotPermitted):
            do(name, world.ours.facts, by)
        assert snapshot() == world.rows

    @pytest.mark.parametrize("name", [name for name in NAMES if name not in OWN])
    def test_finds_nothing_for_whoever_works_elsewhere(self, world: World, name: str) -> None:
        by = world.person(Who.STRANGER).actor
        with pytest.raises((ObjectDoesNotExist, InvalidFields)) as refusal:
            do(name, world.ours.facts, by)

        assert is_not_found(refusal.value)
        assert snapshot() == world.rows

    @pytest.mark.parametrize("name", NAMES)
    def test_finds_nothing_of_ours_among_whoever_s_own(self, world: World, name: str) -> None:
        """Their own quote with our job, our article, our customer …: one at a time."""
        by, theirs, ours = (
            world.person(Who.STRANGER).actor,
            world.theirs.facts,
            world.ours.facts,
        )
        for fact in set(named(name, theirs)) - SAYS_NOTHING.get(name, set()):
            with pytest.raises((ObjectDoesNotExist, InvalidFields)) as refusal:
                do(name, {**theirs, fact: ours[fact]}, by)
            assert is_not_found(refusal.value), fact
        assert snapshot() == world.rows

    def test_makes_what_is_new_in_one_s_own_workshop(self, world: World) -> None:
        ours = world.person(Who.ADVISER).workshop.pk
        before = snapshot(ours)
        for name in OWN:
            do(name, world.ours.facts, world.person(Who.STRANGER).actor)

        assert snapshot(ours) == before
        assert links_across() == []


def is_not_found(error: BaseException) -> bool:
    if isinstance(error, InvalidFields):
        return set(error.problems.values()) == {"not_found"}
    return isinstance(error, ObjectDoesNotExist)
