"""Snabbflikar: which sections of a card each user keeps open."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from verksign.records.models import Preference
from verksign.staff.http import StaffRequest, staff_only
from verksign.usecases.settings.own import remember


@dataclass(frozen=True, slots=True)
class Sections:
    """Those of one kind of card, by the ids that they have there."""

    choice: str
    names: tuple[str, ...]
    at_first: frozenset[str]

    def opened_by(self, request: StaffRequest) -> frozenset[str]:
        """Return the ids of the sections that this user's cards begin with open."""
        own = Preference.objects.visible_to(request.actor).filter(
            user=request.user, name=self.choice
        )
        chosen = own.values_list("value", flat=True).first()
        return self.at_first if chosen is None else frozenset(chosen) & frozenset(self.names)

    def keep(self, request: StaffRequest) -> HttpResponse:
        chosen = [name for name in self.names if name in request.POST.getlist("open")]
        remember(name=self.choice, value=chosen, by=request.actor)
        return HttpResponse(status=204)


QUOTE = Sections(
    "quote.sections",
    ("general", "jobs", "details", "attachments", "history"),
    frozenset({"general", "jobs"}),
)
ORDER = Sections(
    "order.sections",
    ("general", "jobs", "extra", "left-out", "history"),
    frozenset({"general", "jobs", "extra", "left-out"}),
)


@require_POST
@staff_only
def keep_open(request: StaffRequest) -> HttpResponse:
    return QUOTE.keep(request)


@require_POST
@staff_only
def keep_order_open(request: StaffRequest) -> HttpResponse:
    return ORDER.keep(request)
