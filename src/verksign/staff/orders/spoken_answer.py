"""*Registrera svar* about extra jobs: what was said by telephone or at the desk, of the jobs that were spoken of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from verksign.domain.access import Permission
from verksign.domain.answers import AnswersIncomplete, ChoiceNotAllowed
from verksign.domain.completeness import QuoteIncomplete
from verksign.domain.identifiers import display_phone, is_mobile
from verksign.domain.queues import MoveNotAllowed, Queue
from verksign.records.models import Job, ServiceDocument
from verksign.staff.http import StaffRequest, requires
from verksign.staff.orders.finding import order_for
from verksign.staff.quotes.answering import CALLERS, CHANNELS, SAID, Typed
from verksign.staff.quotes.dialogs import leave
from verksign.staff.quotes.versions import read_version
from verksign.usecases.quotes.order_taking import OrderClosed
from verksign.usecases.registers.fields import ChangedMeanwhile, InvalidFields
from verksign.usecases.signing.order_drafts import waiting_jobs
from verksign.usecases.signing.spoken import NeedsWrittenAcceptance, Spoken
from verksign.usecases.signing.verbal_upsell import record_verbal_upsell
from verksign.wording.errors import sentence, sentences

TOLD = (AnswersIncomplete, ChangedMeanwhile, MoveNotAllowed, OrderClosed, QuoteIncomplete)


@dataclass(frozen=True, slots=True)
class Row:
    job: Job
    name: str
    said: str
    error: str

    @property
    def with_customer(self) -> bool:
        return self.job.queue == Queue.WITH_CUSTOMER


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD_ANSWER)
def answer(request: StaffRequest, order_id: UUID) -> HttpResponse:
    order, now = order_for(request, order_id), timezone.now()
    jobs = waiting_jobs(order)
    if request.method != "POST":
        return _dialog(request, order, jobs, _fresh(request, order, now))
    # Also of what waits no more: that it was answered first is told, not passed over.
    typed = Typed.posted(request, order.jobs.found())
    if "all" in request.POST:
        return _dialog(request, order, jobs, typed)
    if _record(request, order, typed, now):
        messages.success(request, _("Svaret är noterat som muntligt."))
        return leave(request, "order", order.id)
    return _dialog(request, order, jobs, typed, status=422)


def _fresh(request: StaffRequest, order: ServiceDocument, now: datetime) -> Typed:
    """Nothing is answered in advance: what is not spoken of stays where it is."""
    typed = Typed.fresh(request, order, now)
    typed.said = {}
    return typed


def _record(request: StaffRequest, order: ServiceDocument, typed: Typed, now: datetime) -> bool:
    """Record what was said; False with `typed.problems` filled in when it cannot be."""
    at = typed.answered_at
    if at is None:
        typed.problems["answered_at"] = sentence("not_a_time")
        return False
    spoken = Spoken(
        answers=typed.answers(),
        who=typed.who,
        channel=typed.channel,
        called_by=typed.called_by if typed.channel == "phone" else "",
        answered_at=at,
        note=typed.note,
    )
    try:
        record_verbal_upsell(
            order_id=order.id,
            spoken=spoken,
            key=typed.key,
            by=request.actor,
            now=now,
            version=read_version(request),
        )
    except NeedsWrittenAcceptance:
        typed.needs_writing = True
    except InvalidFields as error:
        typed.problems.update(sentences(error))
    except ChoiceNotAllowed as error:
        typed.problems[f"job-{error.job_id}"] = sentence("one_of_the_group")
    except TOLD as error:
        typed.problems["order"] = sentence(error)
    else:
        return True
    return False


def _dialog(
    request: StaffRequest,
    order: ServiceDocument,
    jobs: Sequence[Job],
    typed: Typed,
    status: int = 200,
) -> HttpResponse:
    template = "staff/orders/dialogs/answer.html"
    rows = [
        Row(job, name, typed.said.get(str(job.id), ""), typed.problems.get(name, ""))
        for job in jobs
        for name in [f"job-{job.id}"]
    ]
    context = {
        "quote": order,
        "dialog": template,
        "typed": typed,
        "rows": rows,
        "said": SAID,
        "channels": CHANNELS,
        "callers": CALLERS,
        "confirmation_to": order.email
        or (display_phone(order.phone) if is_mobile(order.phone) else ""),
        "sent": any(row.with_customer for row in rows),
    }
    page = template if request.htmx else "staff/quotes/dialogs/page.html"
    return render(request, page, context, status=status)
