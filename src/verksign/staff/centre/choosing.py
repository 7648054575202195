"""What users choose about their own pages: language and theme in the account menu, *Mina* or *Alla* in the centre."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from verksign.staff.centre.scope import PREFERENCE
from verksign.staff.http import StaffRequest, member_only, safe_next, staff_only
from verksign.usecases.registers.fields import InvalidFields
from verksign.usecases.settings.own import LOOKS, choose_look, remember

SCOPES = {"mine": True, "all": False}


@require_POST
@member_only
def look(request: StaffRequest) -> HttpResponse:
    changes = {name: request.POST[name] for name in LOOKS if name in request.POST}
    try:
        choose_look(changes=changes, by=request.actor)
    except InvalidFields:
        # No page of ours offers it.
        raise Http404 from None
    return _back(request)


@require_POST
@staff_only
def scope(request: StaffRequest) -> HttpResponse:
    chosen = SCOPES.get(request.POST.get("scope", ""))
    if chosen is None:
        raise Http404
    remember(name=PREFERENCE, value=chosen, by=request.actor)
    return _back(request)


def _back(request: StaffRequest) -> HttpResponseRedirect:
    centre = reverse("staff:centre", args=[request.workshop.slug])
    return HttpResponseRedirect(safe_next(request.POST.get("next", ""), centre))
