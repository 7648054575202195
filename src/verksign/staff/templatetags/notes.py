"""What a vehicle's card and fact boxes tell of its service notes."""

from django import template

from verksign.records.models import ServiceNote, Vehicle
from verksign.staff.http import StaffRequest

register = template.Library()
SHOWN = 5


@register.inclusion_tag("staff/notes/of_vehicle.html", takes_context=True)
def service_notes(context: template.Context, vehicle: Vehicle) -> dict[str, object]:
    """Those that stand, the first day first."""
    request: StaffRequest = context["request"]
    rows = ServiceNote.objects.visible_to(request.actor).standing().filter(vehicle=vehicle)
    return {"request": request, "notes": rows.order_by("follow_up_on", "id")[:SHOWN]}
