"""What an order has sent reaches its customer once more, or the right one, or is taken back: by the sending itself."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from verksign.domain.access import Permission
from verksign.domain.digital_states import ActionNotAllowed
from verksign.records.models import DigitalDocument, ServiceDocument
from verksign.staff.http import StaffRequest, requires
from verksign.staff.orders.finding import order_for
from verksign.staff.quotes.dialogs import dialog, to_card
from verksign.staff.quotes.reaching import correcting, reminding
from verksign.usecases.signing.cancel import cancel
from verksign.wording.errors import sentence


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SEND)
def remind(request: StaffRequest, document_id: UUID) -> HttpResponse:
    return reminding(request, _order_showing(request, document_id), request.path)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SEND)
def correct(request: StaffRequest, document_id: UUID) -> HttpResponse:
    return correcting(request, _order_showing(request, document_id), request.path)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CANCEL)
def withdraw(request: StaffRequest, document_id: UUID) -> HttpResponse:
    order = _order_showing(request, document_id)
    if request.method != "POST":
        return dialog(request, "withdraw", order, {"action": request.path})
    try:
        cancel(document_id=document_id, by=request.actor, now=timezone.now())
    except ActionNotAllowed as error:
        messages.warning(request, sentence(error))
    else:
        messages.success(request, _("Återkallat. Kunden ser det om länken öppnas."))
    return to_card(request, order)


def _order_showing(request: StaffRequest, document_id: UUID) -> ServiceDocument:
    """The order with this very sending as the one that is shown; nothing of it is stored."""
    rows = DigitalDocument.objects.visible_to(request.actor)
    orders = rows.filter(service_document__kind=ServiceDocument.Kind.ORDER)
    sending = get_object_or_404(orders, id=document_id)
    order = order_for(request, sending.service_document_id)
    order.current = sending
    return order
