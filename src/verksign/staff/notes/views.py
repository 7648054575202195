"""*Servicenoteringar*: what was not wanted at an earlier visit, and what becomes of it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from verksign.domain.access import Permission
from verksign.domain.dates import local_date
from verksign.records.models import ServiceDocument, ServiceNote
from verksign.staff.http import StaffRequest, requires, safe_next, staff_only
from verksign.usecases.registers.fields import InvalidFields
from verksign.usecases.upsell.notes import NoteIsDone, change_note, finish_note, offer_again
from verksign.wording.errors import sentence

PER_PAGE = 50
LONGEST = 400
ALL = "alla"


@require_safe
@staff_only
def notes(request: StaffRequest) -> HttpResponse:
    """Those that are due, or with `visa=alla` every one that stands; the first day first."""
    every, today = request.GET.get("visa") == ALL, local_date(timezone.now())
    found = ServiceNote.objects.visible_to(request.actor)
    rows = (found.standing() if every else found.due(today)).select_related(
        "vehicle", "customer", "order"
    )
    shown = Paginator(rows.order_by(F("follow_up_on").asc(nulls_last=True), "id"), PER_PAGE)
    page = shown.get_page(request.GET.get("sida"))
    due = set(found.due(today).values_list("id", flat=True)) if every else set()
    context = {
        "page": page,
        "every": every,
        "rows": [(note, not every or note.id in due) for note in page],
        "next": request.get_full_path(),
    }
    return render(request, "staff/notes/list.html", context)


@require_POST
@requires(Permission.WRITE)
def change(request: StaffRequest, note_id: UUID) -> HttpResponse:
    typed = {
        name: _typed(request, name)
        for name in ("follow_up_on", "follow_up_mil")
        if name in request.POST
    }
    return _do(
        request,
        lambda: change_note(note_id=note_id, changes=typed, by=request.actor, now=timezone.now()),
        _("Sparat. Noteringen kommer upp då."),
    )


@require_POST
@requires(Permission.WRITE)
def finish(request: StaffRequest, note_id: UUID) -> HttpResponse:
    return _do(
        request,
        lambda: finish_note(
            note_id=note_id,
            reason=_typed(request, "reason"),
            by=request.actor,
            now=timezone.now(),
        ),
        _("Noteringen är klar."),
    )


@require_POST
@requires(Permission.WRITE)
def offer(request: StaffRequest, note_id: UUID) -> HttpResponse:
    """It ends where the job now is: priced on the order, or on its quote."""
    try:
        job = offer_again(note_id=note_id, by=request.actor, now=timezone.now())
    except ObjectDoesNotExist:
        raise Http404 from None
    except (NoteIsDone, InvalidFields) as error:
        messages.error(request, sentence(error))
        return redirect("staff:notes", request.workshop.slug)
    slug, document = request.workshop.slug, job.document
    messages.success(request, _("Jobbet är tillbaka, med dagens priser."))
    if document.kind == ServiceDocument.Kind.ORDER:
        return redirect("staff:extra-job", slug, document.id, job.id)
    return redirect("staff:quote", slug, document.id)


def _do(request: StaffRequest, act: Callable[[], object], done: str) -> HttpResponse:
    try:
        act()
    except ObjectDoesNotExist:
        raise Http404 from None
    except (NoteIsDone, InvalidFields) as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, done)
    home = reverse("staff:notes", args=[request.workshop.slug])
    return HttpResponseRedirect(safe_next(request.POST.get("next", ""), home))


def _typed(request: StaffRequest, name: str) -> str:
    return request.POST.get(name, "")[:LONGEST].replace("\x00", "")
