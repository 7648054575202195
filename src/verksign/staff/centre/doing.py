"""What staff do about alarms, requests and doubtful messages, from the role centre or the list *Larm*."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from verksign.domain.access import Permission
from verksign.domain.digital_states import ActionNotAllowed
from verksign.domain.message_states import MessageActionNotAllowed
from verksign.staff.centre.alarms import alarms_of, done_alarms_of
from verksign.staff.http import StaffRequest, requires, safe_next, staff_only
from verksign.staff.paging import page_of
from verksign.usecases.messages.caps import TooManySms
from verksign.usecases.messages.todo import AlreadyDone, ToDoKind, finish, take
from verksign.usecases.signing.reports import count_as_sent, resend_message
from verksign.wording.errors import sentence


@require_safe
@staff_only
def alarms(request: StaffRequest) -> HttpResponse:
    done = request.GET.get("klara") == "1"
    mine = request.GET.get("mina") == "1"
    which = done_alarms_of if done else alarms_of
    rows = which(request.actor, mine=mine)
    page = page_of(rows, request.GET.get("page", ""), rows.count())
    context = {"page": page, "done": done, "mine": mine}
    return render(request, "staff/centre/alarms.html", context)


@require_POST
@requires(Permission.WRITE)
def take_todo(request: StaffRequest, kind: str, row_id: UUID) -> HttpResponse:
    try:
        take(kind=_kind(request, kind), row_id=row_id, by=request.actor, now=timezone.now())
    except ObjectDoesNotExist:
        raise Http404 from None
    except AlreadyDone as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, _("Du har tagit hand om raden."))
    return _back(request)


@require_POST
@requires(Permission.WRITE)
def finish_todo(request: StaffRequest, kind: str, row_id: UUID) -> HttpResponse:
    try:
        finish(kind=_kind(request, kind), row_id=row_id, by=request.actor, now=timezone.now())
    except ObjectDoesNotExist:
        raise Http404 from None
    except AlreadyDone as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, _("Raden är klar."))
    return _back(request)


@require_POST
@requires(Permission.SEND)
def resend(request: StaffRequest, message_id: UUID) -> HttpResponse:
    try:
        resend_message(message_id=message_id, by=request.actor, now=timezone.now())
    except ObjectDoesNotExist:
        raise Http404 from None
    except (MessageActionNotAllowed, ActionNotAllowed, TooManySms) as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, _("Meddelandet skickas igen."))
    return _back(request)


@require_POST
@requires(Permission.SEND)
def count_sent(request: StaffRequest, message_id: UUID) -> HttpResponse:
    try:
        count_as_sent(message_id=message_id, by=request.actor, now=timezone.now())
    except ObjectDoesNotExist:
        raise Http404 from None
    except MessageActionNotAllowed as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, _("Meddelandet räknas som skickat."))
    return _back(request)


def _kind(request: StaffRequest, kind: str) -> ToDoKind:
    """A row of the worklist may stand for several questions, one of the quote's card for itself."""
    return ToDoKind.QUESTIONS if "earlier" in request.POST else ToDoKind(kind)


def _back(request: StaffRequest) -> HttpResponseRedirect:
    centre = reverse("staff:centre", args=[request.workshop.slug])
    return HttpResponseRedirect(safe_next(request.POST.get("next", ""), centre))
