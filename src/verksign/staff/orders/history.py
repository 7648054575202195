"""*Historik* of an order: as that of a quote."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from verksign.staff.http import StaffRequest, staff_only
from verksign.staff.orders.finding import order_for
from verksign.staff.quotes.history import shown


@require_safe
@staff_only
def history(request: StaffRequest, order_id: UUID) -> HttpResponse:
    order = order_for(request, order_id)
    back = reverse("staff:order", args=[request.workshop.slug, order.id])
    return shown(request, order, back=back)
