"""Callbacks from gateways: the sender is verified, the report read, one use case called; repeats do no harm."""

import logging
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from verksign.integrations.registry import sms_channel
from verksign.records.models import Message
from verksign.usecases.signing.reports import StillHandingOver, receive_report

logger = logging.getLogger(__name__)
SECONDS_UNTIL_WRITTEN = "5"


@csrf_exempt
@require_POST
def sms_report(request: HttpRequest, secret: str, message_id: UUID) -> HttpResponse:
    """A delivery report; 46elks signs nothing, so the unguessable path is what proves the sender."""
    if not constant_time_compare(secret, settings.REPORT_SECRET):
        logger.warning("Delivery report with a wrong secret")
        return HttpResponse(status=403)
    now = timezone.now()
    try:
        for report in sms_channel().read_report(request.headers, request.body):
            receive_report(
                message_id=message_id,
                state=report.state,
                at=report.at or now,
                now=now,
                reason=report.reason,
            )
    except Message.DoesNotExist:
        # Not ours, or from before a restore: telling again would not help.
        logger.warning("Delivery report for an unknown message")
    except StillHandingOver:
        return HttpResponse(status=503, headers={"Retry-After": SECONDS_UNTIL_WRITTEN})
    return HttpResponse(status=204)
