"""The dialog *Rita på bilden*: arrows and rings laid over the photo, burnt in when it is saved."""

import json
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from verksign.documents.files import FileRefused
from verksign.domain.access import Permission
from verksign.domain.marks import BadMarks
from verksign.records.models import Attachment, ServiceDocument
from verksign.staff.http import StaffRequest, requires
from verksign.staff.quotes.dialogs import dialog, to_card
from verksign.staff.quotes.finding import document_for
from verksign.staff.quotes.versions import read_version
from verksign.usecases.attachments.draw import draw_marks
from verksign.usecases.quotes.editing import EditedMeanwhile, QuoteLocked
from verksign.usecases.quotes.order_taking import OrderClosed
from verksign.wording.errors import sentence

LONGEST = 10_000


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WRITE)
def draw(request: StaffRequest, quote_id: UUID, attachment_id: UUID) -> HttpResponse:
    quote = document_for(request, quote_id)
    if request.method != "POST":
        return _dialog(request, quote, attachment_id)
    try:
        draw_marks(
            quote_id=quote_id,
            attachment_id=attachment_id,
            marks=_marks(request),
            by=request.actor,
            now=timezone.now(),
            version=read_version(request),
        )
    except Attachment.DoesNotExist:
        raise Http404 from None
    except (BadMarks, EditedMeanwhile, FileRefused, OrderClosed, QuoteLocked) as error:
        return _dialog(request, quote, attachment_id, problem=sentence(error))
    if quote.kind == ServiceDocument.Kind.QUOTE:
        return to_card(request, quote)
    return _to_order(request, attachment_id)


def _to_order(request: StaffRequest, attachment_id: UUID) -> HttpResponse:
    """The page of the job that the photo lies beside, or the order's card."""
    row = Attachment.objects.visible_to(request.actor).get(id=attachment_id)
    names = ("extra-job", row.document_id, row.job) if row.job else ("order", row.document_id)
    address = reverse(f"staff:{names[0]}", args=[request.workshop.slug, *names[1:]])
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def _marks(request: StaffRequest) -> object:
    try:
        return json.loads(request.POST.get("marks", "")[:LONGEST])
    except (ValueError, RecursionError):
        return None


def _dialog(
    request: StaffRequest, quote: ServiceDocument, attachment_id: UUID, *, problem: str = ""
) -> HttpResponse:
    rows = Attachment.objects.visible_to(request.actor).filter(kind=Attachment.Kind.PHOTO)
    row = rows.select_related("original").filter(id=attachment_id, document=quote).first()
    if row is None or row.original is None:
        raise Http404
    typed = request.POST.get("marks") if problem else None
    context = {
        "attachment": row,
        "marks": typed or json.dumps(row.marks),
        "problem": problem,
    }
    return dialog(request, "draw", quote, context, status=422 if problem else 200)
