"""Photos of an order for whoever works on it."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from verksign.domain.access import Permission
from verksign.records.models import ServiceDocument
from verksign.staff.attachments.serving import photo_of
from verksign.staff.http import StaffRequest, requires


@require_safe
@csp_override(settings.PICTURE_CSP)
@requires(Permission.READ_OWN_ORDERS)
def floor_picture(
    request: StaffRequest, order_id: UUID, attachment_id: UUID, sha256: str
) -> HttpResponse:
    get_object_or_404(ServiceDocument.objects.within_reach(request.actor), id=order_id)
    return photo_of(request, order_id, attachment_id, sha256)
