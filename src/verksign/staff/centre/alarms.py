"""The list *Larm*, and what can be done about its rows."""

from django.db.models import Count, Max, Q, QuerySet

from verksign.domain.access import Actor
from verksign.records.models import Alarm, CustomerRequest
from verksign.records.models.messages import ToDoQuerySet

SHOWN = 6


def alarms_of(actor: Actor, *, mine: bool = False) -> QuerySet[Alarm]:
    """Return the alarms that nobody has marked done, the oldest first."""
    return _with_cards(_rows(actor, mine=mine).not_done()).order_by("at", "id")


def done_alarms_of(actor: Actor, *, mine: bool = False) -> QuerySet[Alarm]:
    done = _rows(actor, mine=mine).filter(done_at__isnull=False)
    return _with_cards(done).order_by("-done_at", "id")


def _rows(actor: Actor, *, mine: bool) -> ToDoQuerySet[Alarm]:
    """
    Return the workshop's; `mine`: owned by the actor, or about a quote that the actor answers for.

    What is the workshop's own, like a certificate, is everybody's until somebody takes it.
    """
    rows = Alarm.objects.visible_to(actor)
    if not mine:
        return rows
    me = actor.user_id
    return rows.filter(
        Q(owner=me)
        | Q(owner=None, document=None, message=None, answer=None, job=None)
        | Q(job__document__adviser=me)
        | Q(document__service_document__adviser=me)
        | Q(message__service_document__adviser=me)
        | Q(answer__service_document__adviser=me)
    )


def _with_cards(rows: QuerySet[Alarm]) -> QuerySet[Alarm]:
    return rows.select_related(
        "owner",
        "done_by",
        "message",
        "document__service_document__customer",
        "document__service_document__vehicle",
        "message__service_document__customer",
        "message__service_document__vehicle",
        "answer__service_document__customer",
        "answer__service_document__vehicle",
        "job__document__customer",
        "job__document__vehicle",
    ).defer(
        "document__content",
        "document__answer",
        "message__html",
        "message__text",
        "answer__content",
        "answer__answer",
    )


def todo_stamp(actor: Actor) -> tuple[object, ...]:
    """Return what changes when an alarm or a request comes, is taken or is done."""
    counts = {"number": Count("*"), "newest": Max("at"), "owned": Count("owner")}
    alarms = Alarm.objects.visible_to(actor).not_done().aggregate(**counts)
    requests = CustomerRequest.objects.visible_to(actor).not_done().aggregate(**counts)
    return (*alarms.values(), *requests.values())
