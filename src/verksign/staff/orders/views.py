from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from verksign.records.models import ServiceDocument
from verksign.staff.http import StaffRequest, staff_only


@require_safe
@staff_only
def order(request: StaffRequest, order_id: UUID) -> HttpResponse:
    rows = ServiceDocument.objects.visible_to(request.actor).orders().with_cards()
    document = get_object_or_404(rows.select_related("quote"), id=order_id)
    return render(request, "staff/orders/card.html", {"document": document})
