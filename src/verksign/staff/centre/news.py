"""What customers have just done, for the toast on every staff page: answers, *Ring mig* and questions."""

from datetime import UTC, datetime, timedelta

from django.db.models import F, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from verksign.domain.access import Actor
from verksign.domain.answers import AnswerSummary
from verksign.domain.digital_states import DigitalStatus
from verksign.records.models import CustomerRequest, ServiceDocument
from verksign.records.models.messages import ToDoQuerySet
from verksign.records.models.service_documents import ServiceDocumentQuerySet
from verksign.staff.centre.job_news import answered_jobs, confirmed_orders, job_news
from verksign.staff.centre.job_phrases import name_of, quotation
from verksign.staff.centre.phrases import answer_words
from verksign.staff.centre.scope import wants_mine
from verksign.staff.centre.told import News
from verksign.staff.http import StaffRequest, poll, staff_only
from verksign.staff.quotes.selections import quotes_of
from verksign.wording.labels import label

OVERLAP = timedelta(minutes=1)
"""An answer is written a moment after its time: looked for so far back, and known by its id when it comes twice."""
LONGEST_BACK = timedelta(hours=1)
MOST = 5
BY_CUSTOMER = (DigitalStatus.SIGNED, DigitalStatus.REJECTED)


@require_safe
@staff_only
@poll
def news(request: StaffRequest) -> HttpResponse:
    """204 while nothing has happened since `efter`; one query then."""
    now = timezone.now()
    since = max(_read(request.GET.get("efter", ""), now) - OVERLAP, now - LONGEST_BACK)
    if not _anything(request.actor, since):
        return HttpResponse(status=204)
    found = news_since(request.actor, since, mine=wants_mine(request.actor))
    if not found:
        return HttpResponse(status=204)
    return render(request, "staff/centre/news.html", {"news": found, "now": stamp(now)})


def stamp(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _read(text: str, now: datetime) -> datetime:
    try:
        at = datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return now
    return min(at, now)


def _anything(actor: Actor, since: datetime) -> bool:
    answers = _answered(actor, since).values("id")
    requests = _requests(actor, since).values("id")
    jobs = answered_jobs(actor, since).values("id")
    orders = confirmed_orders(actor, since).values("id")
    return bool(answers.union(requests, jobs, orders, all=True)[:1])


def _answered(actor: Actor, since: datetime) -> ServiceDocumentQuerySet:
    return quotes_of(actor).filter(answer__in=list(AnswerSummary), answered_at__gte=since)


def _requests(actor: Actor, since: datetime) -> ToDoQuerySet[CustomerRequest]:
    return CustomerRequest.objects.visible_to(actor).not_done().filter(at__gte=since)


def news_since(actor: Actor, since: datetime, *, mine: bool = False) -> list[News]:
    """Return what customers did, the latest last; what staff wrote down for them is no news."""
    answers = (
        _answered(actor, since)
        .filter(digital_status__in=BY_CUSTOMER, current__answered_at=F("answered_at"))
        .select_related("customer", "vehicle", "current")
        .defer("current__content", "current__answer")
    )
    requests = (
        _requests(actor, since)
        .select_related(
            "document__service_document__customer", "document__service_document__vehicle"
        )
        .defer("document__content", "document__answer")
    )
    if mine:
        me = actor.user_id
        answers = answers.filter(adviser=me)
        requests = requests.filter(Q(owner=me) | Q(document__service_document__adviser=me))
    found = [
        *((quote.answered_at, _answer(quote)) for quote in answers.order_by("-answered_at")[:MOST]),
        *((request.at, _request(request)) for request in requests.order_by("-at")[:MOST]),
        *job_news(actor, since, mine=mine),
    ]
    return [each for at, each in sorted(found, key=lambda pair: pair[0] or since)][-MOST:]


def _answer(quote: ServiceDocument) -> News:
    names = {"name": name_of(quote), "number": quote.number, "answer": answer_words(quote)}
    if quote.digital_status == DigitalStatus.SIGNED:
        text = _("%(name)s har undertecknat %(number)s. %(answer)s.") % names
    else:
        text = _("%(name)s har tackat nej till %(number)s.") % names
        if quote.current and quote.current.reason:
            text += f" {quotation(quote.current.reason)}"
    return News(
        id=str(quote.current_id),
        text=text,
        document=quote,
        status=quote.digital_status,
        symbol=quote.digital_status,
    )


def _request(request: CustomerRequest) -> News:
    quote = request.document.service_document
    about = quote.vehicle.plate_display if quote.vehicle else ""
    names = {"name": name_of(quote), "about": about or quote.number}
    when = label(request.when, "call_time")
    said = f" {quotation(request.text)}" if request.text else ""
    if request.kind == CustomerRequest.Kind.CALL:
        text = _("%(name)s vill bli uppringd om %(about)s") % names
        text += f", {when}." if when else "."
    elif request.kind == CustomerRequest.Kind.QUESTION:
        text = _("%(name)s undrar om %(about)s:") % names
        said = said or f" {when}"
    else:
        text = _("%(name)s vill ha en ny offert på %(about)s.") % names
    return News(
        id=str(request.id),
        text=f"{text}{said}",
        document=quote,
        status="seen",
        symbol="callback" if request.kind == CustomerRequest.Kind.CALL else "note",
        fragment=f"#request-{request.id}",
    )
