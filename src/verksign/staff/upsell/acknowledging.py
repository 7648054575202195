"""*Kvittera*: one answer from its row, or several that are picked, in a dialog that says what becomes of them."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from verksign.domain.access import Permission
from verksign.domain.answers import JobAnswer
from verksign.domain.queues import MoveNotAllowed, Queue
from verksign.records.models import Job, ServiceNote
from verksign.staff.http import StaffRequest, requires, safe_next
from verksign.staff.lists.pages import address_of
from verksign.staff.lists.views import MOST_PICKED, NOTHING_PICKED, ONLY_PICKED, dialog, leave
from verksign.staff.upsell.columns import QUEUES
from verksign.staff.upsell.selections import jobs_of
from verksign.usecases.upsell.acknowledge import acknowledge
from verksign.wording.errors import sentence

ANSWERED = QUEUES[Queue.ANSWERED]


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WRITE)
def acknowledge_picked(request: StaffRequest) -> HttpResponse:
    asked = request.POST if "id" in request.POST else request.GET
    back = address_of(request, ANSWERED)
    if ONLY_PICKED in asked and "id" not in asked:
        messages.warning(request, NOTHING_PICKED)
        return leave(request, back)
    jobs = _picked(request, asked)
    if request.method != "POST":
        context = {
            "approved": [job for job in jobs if job.answer == JobAnswer.ACCEPTED],
            "others": [job for job in jobs if job.answer != JobAnswer.ACCEPTED],
            "query": "",
        }
        return dialog(request, ANSWERED, "acknowledge", context)
    _say(request, *_acknowledge(request, jobs))
    if request.htmx:
        return leave(request, back)
    return HttpResponseRedirect(safe_next(request.POST.get("next", ""), back))


def _acknowledge(request: StaffRequest, jobs: list[Job]) -> tuple[int, list[ServiceNote]]:
    """Each is a press of its own: one that has moved on meanwhile is told, and the others are done."""
    done, notes = 0, []
    for job in jobs:
        try:
            note = acknowledge(job_id=job.id, by=request.actor, now=timezone.now())
        except MoveNotAllowed as error:
            messages.error(request, f"{job.title}: {sentence(error)}")
        except ObjectDoesNotExist:
            raise Http404 from None
        else:
            done += 1
            notes += [note] if note else []
    return done, notes


def _say(request: StaffRequest, done: int, notes: list[ServiceNote]) -> None:
    if not done:
        return
    told = ngettext("%(number)s svar är kvitterat.", "%(number)s svar är kvitterade.", done)
    said = told % {"number": done}
    if notes:
        kept = ngettext(
            "%(number)s jobb är kvar som servicenotering på fordonet.",
            "%(number)s jobb är kvar som servicenoteringar på fordonen.",
            len(notes),
        )
        said = f"{said} {kept % {'number': len(notes)}}"
    messages.success(request, said)


def _picked(request: StaffRequest, query: QueryDict) -> list[Job]:
    """Return the extra jobs, all of them ours: one that is not is as none at all."""
    try:
        ids = {UUID(typed) for typed in query.getlist("id")[:MOST_PICKED]}
    except ValueError:
        raise Http404 from None
    found = jobs_of(request.actor).filter(id__in=ids).order_by("queue_at", "id")
    jobs = list(ANSWERED.cards(found))
    if not ids or len(jobs) != len(ids):
        raise Http404
    return jobs
