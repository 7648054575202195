"""Snabbflikar: which sections of the quote card each user keeps open."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from verksign.records.models import Preference
from verksign.staff.http import StaffRequest, staff_only
from verksign.usecases.settings.own import remember

CHOICE = "quote.sections"
SECTIONS = ("general", "jobs", "details", "attachments", "history")
AT_FIRST = frozenset({"general", "jobs"})


def open_sections(request: StaffRequest) -> frozenset[str]:
    """Return the ids of the sections that this user's cards begin with open."""
    own = Preference.objects.visible_to(request.actor).filter(user=request.user, name=CHOICE)
    chosen = own.values_list("value", flat=True).first()
    return AT_FIRST if chosen is None else frozenset(chosen) & frozenset(SECTIONS)


@require_POST
@staff_only
def keep_open(request: StaffRequest) -> HttpResponse:
    chosen = [name for name in SECTIONS if name in request.POST.getlist("open")]
    remember(name=CHOICE, value=chosen, by=request.actor)
    return HttpResponse(status=204)
