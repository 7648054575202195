"""What a vehicle's card and fact boxes tell of its service notes."""

from django import template

from verksign.records.models import ServiceNote, Vehicle
from verksign.staff.http import StaffRequest

register = template.Library()
SHOWN = 5


@register.inclusion_tag("staff/notes/of_vehicle.html", takes_context=True)
def service_notes(context: template.Context, vehicle: Vehicle) -> dict[str, object]:
    """Those that stand, the first day first."""
    return _notes(context["request"], vehicle)


@register.inclusion_tag("staff/notes/panel.html", takes_context=True)
def service_note_panel(context: template.Context, vehicle: Vehicle) -> dict[str, object]:
    return _notes(context["request"], vehicle)


def _notes(request: StaffRequest, vehicle: Vehicle) -> dict[str, object]:
    rows = ServiceNote.objects.visible_to(request.actor).standing().filter(vehicle=vehicle)
    shown = rows.order_by("follow_up_on", "id")[:SHOWN]
    return {"request": request, "notes": shown}
