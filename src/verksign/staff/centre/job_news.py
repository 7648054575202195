"""What customers have answered about extra jobs and confirmed of orders, for the toast."""

from datetime import datetime

from django.utils.translation import gettext as _

from verksign.domain.access import Actor
from verksign.domain.answers import AnswerWay, JobAnswer
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.money import format_kronor
from verksign.domain.queues import Queue
from verksign.records.models import Job, ServiceDocument
from verksign.records.models.service_documents import JobQuerySet, ServiceDocumentQuerySet
from verksign.staff.centre.job_phrases import name_of, quotation
from verksign.staff.centre.told import News
from verksign.staff.upsell.selections import orders_of

BY_CUSTOMER = (AnswerWay.LINK, AnswerWay.ON_SITE)
MOST_JOBS = 50


def answered_jobs(actor: Actor, since: datetime) -> JobQuerySet:
    """Those that came to a customer's answer since then; what staff wrote down for them is no news."""
    return Job.objects.visible_to(actor).filter(
        queue__in=[Queue.ANSWERED, Queue.ARCHIVED],
        queue_at__gte=since,
        answered_at__gte=since,
        answer_way__in=BY_CUSTOMER,
    )


def confirmed_orders(actor: Actor, since: datetime) -> ServiceDocumentQuerySet:
    """Those whose confirmation was answered since then: it is right, or it is not."""
    answered = [DigitalStatus.SIGNED, DigitalStatus.REJECTED]
    return orders_of(actor).filter(digital_status__in=answered, digital_at__gte=since)


def job_news(actor: Actor, since: datetime, *, mine: bool) -> list[tuple[datetime, News]]:
    """Return a line for each sending that was answered and each order that was confirmed, with its time."""
    jobs, orders = answered_jobs(actor, since), confirmed_orders(actor, since)
    if mine:
        jobs = jobs.filter(document__adviser=actor.user_id)
        orders = orders.filter(adviser=actor.user_id)
    shown = jobs.select_related("document__customer", "document__vehicle")
    sendings: dict[object, list[Job]] = {}
    for job in shown.order_by("-answered_at", "position", "id")[:MOST_JOBS]:
        sendings.setdefault(job.sending_id, []).append(job)
    answers = [(each[0].answered_at or since, _answer(each)) for each in sendings.values()]
    confirmed = (
        orders.select_related("customer", "vehicle", "current")
        .defer("current__content", "current__answer")
        .order_by("-digital_at", "id")
    )
    return answers + [
        (order.digital_at or since, _confirmed(order)) for order in confirmed[:MOST_JOBS]
    ]


def _confirmed(order: ServiceDocument) -> News:
    names = {"name": name_of(order), "number": order.number}
    if order.digital_status == DigitalStatus.SIGNED:
        text = _("%(name)s har bekräftat %(number)s.") % names
    else:
        text = _("%(name)s säger att orderbekräftelsen %(number)s inte stämmer.") % names
        if order.current and order.current.reason:
            text += f" {quotation(order.current.reason)}"
    return News(
        id=str(order.current_id),
        text=text,
        document=order,
        status=order.digital_status,
        symbol=order.digital_status,
    )


def _answer(jobs: list[Job]) -> News:
    order = jobs[0].document
    accepted = [job for job in jobs if job.answer == JobAnswer.ACCEPTED]
    text = _("%(name)s har svarat om merförsäljning på %(number)s. %(answer)s.")
    names = {"name": name_of(order), "number": order.number, "answer": _words(jobs, accepted)}
    status = DigitalStatus.SIGNED if accepted else DigitalStatus.REJECTED
    return News(
        id=str(jobs[0].sending_id),
        text=text % names,
        document=order,
        status=status,
        symbol=status,
    )


def _words(jobs: list[Job], accepted: list[Job]) -> str:
    if not accepted:
        return _("Nej till allt")
    sum_ = format_kronor(sum(job.gross_ore for job in accepted), decimals="needed")
    if len(accepted) == len(jobs):
        return _("Ja till allt, %(sum)s") % {"sum": sum_}
    whole = format_kronor(sum(job.gross_ore for job in jobs), decimals="needed")
    counts = {"accepted": len(accepted), "offered": len(jobs), "sum": sum_, "whole": whole}
    return _("Ja till %(accepted)s av %(offered)s jobb, %(sum)s av %(whole)s") % counts
