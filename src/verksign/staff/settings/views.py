from dataclasses import fields

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from verksign.domain.access import Permission
from verksign.records.models import Workshop
from verksign.staff.http import StaffRequest, requires
from verksign.staff.registers.cards import Typed
from verksign.staff.settings.sections import SECTIONS, section_page
from verksign.usecases.registers.fields import InvalidFields
from verksign.usecases.settings.reminders import ReminderData, save_reminders

REMINDERS = "staff:settings-reminders"
NAMES = [field.name for field in fields(ReminderData)]


@require_safe
@requires(Permission.SETTINGS)
def index(request: StaffRequest) -> HttpResponse:
    return redirect(SECTIONS[0].view, request.workshop.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SETTINGS)
def reminders(request: StaffRequest) -> HttpResponse:
    """*Påminnelser och tysta timmar*, with how long a quote is valid."""
    if request.method != "POST":
        return _reminders(request, Typed(_stored(request.workshop), {}))
    typed = Typed.posted(request.POST, NAMES)
    try:
        save_reminders(data=ReminderData(**typed.values), by=request.actor, now=timezone.now())
    except InvalidFields as error:
        return _reminders(request, typed.refused(error), status=422)
    messages.success(request, _("Inställningarna är sparade."))
    return redirect(REMINDERS, request.workshop.slug)


def _reminders(request: StaffRequest, typed: Typed, status: int = 200) -> HttpResponse:
    return section_page(
        request, "staff/settings/reminders.html", REMINDERS, {"typed": typed}, status
    )


def _stored(workshop: Workshop) -> dict[str, str]:
    return {
        "remind_after_hours": str(workshop.remind_after_hours),
        "remind_at_most": str(workshop.remind_at_most),
        "quiet_from": f"{workshop.quiet_from:%H:%M}",
        "quiet_to": f"{workshop.quiet_to:%H:%M}",
        "quote_valid_days": str(workshop.quote_valid_days),
    }
