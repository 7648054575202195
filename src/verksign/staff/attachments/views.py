"""Photos and PDFs beside a quote: put there one by one by the script, or several at once by a plain form."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verksign.documents.files import LARGEST_FILE, Fault, FileRefused
from verksign.domain.access import Permission
from verksign.records.models import Attachment, Job, ServiceDocument
from verksign.staff.attachments.listing import place_of
from verksign.staff.http import StaffRequest, requires
from verksign.staff.orders.answering import answer
from verksign.staff.quotes.finding import document_for
from verksign.staff.quotes.in_place import edit, editor
from verksign.usecases.attachments.add import add_attachment
from verksign.usecases.attachments.change import change_attachment
from verksign.usecases.attachments.move import move_attachment
from verksign.usecases.attachments.remove import remove_attachment
from verksign.usecases.attachments.rows import NoRoom
from verksign.usecases.quotes.editing import QuoteLocked
from verksign.usecases.quotes.order_taking import OrderClosed
from verksign.wording.errors import sentence

CHANGEABLE = ("alt", "job")
LONGEST = 1000
UP_OR_DOWN = {"-1": -1, "1": 1}
JSON = "application/json"


@require_POST
@requires(Permission.WRITE)
def attach(request: StaffRequest, quote_id: UUID) -> HttpResponse:
    """Each file is taken or refused by itself: one that cannot be read loses nothing of the others."""
    document_for(request, quote_id)
    job_id = _job_id(request, quote_id)
    told = [
        (file.name or "", _put(request, quote_id, file, job_id))
        for file in request.FILES.getlist("file")
    ]
    if JSON in request.headers.get("Accept", ""):
        return _for_script([words for _name, words in told])
    if not told:
        messages.error(request, sentence("no_file"))
    for name, words in told:
        if words:
            messages.error(request, f"{name}: {words}")
    return answer(request, quote_id, job_id=job_id)


def _for_script(told: list[str]) -> JsonResponse:
    words = told[0] if told else sentence("no_file")
    return JsonResponse({"sentence": words}, status=422 if words else 200)


def _put(
    request: StaffRequest, quote_id: UUID, file: "UploadedFile[bytes]", job_id: UUID | None
) -> str:
    """Attach it, or return the sentence that says why not."""
    try:
        add_attachment(
            quote_id=quote_id,
            data=_bytes_of(file),
            name=file.name or "",
            job_id=job_id,
            by=request.actor,
            now=timezone.now(),
        )
    except ObjectDoesNotExist:
        raise Http404 from None
    except (FileRefused, NoRoom, OrderClosed, QuoteLocked) as error:
        return sentence(error)
    return ""


def _bytes_of(file: "UploadedFile[bytes]") -> bytes:
    if (file.size or 0) > LARGEST_FILE:
        raise FileRefused(Fault.TOO_LARGE)
    data: bytes = file.read()
    return data


def _job_id(request: StaffRequest, quote_id: UUID) -> UUID | None:
    typed = request.POST.get("job", "")
    if not typed:
        return None
    jobs = Job.objects.visible_to(request.actor).filter(document_id=quote_id)
    known = {str(job_id): job_id for job_id in jobs.values_list("id", flat=True)}
    if typed not in known:
        raise Http404
    return known[typed]


@require_POST
@requires(Permission.WRITE)
def change(request: StaffRequest, quote_id: UUID, attachment_id: UUID) -> HttpResponse:
    typed = {name: request.POST[name][:LONGEST] for name in CHANGEABLE if name in request.POST}
    return edit(
        request,
        quote_id,
        lambda: change_attachment(
            quote_id=quote_id, attachment_id=attachment_id, changes=typed, **editor(request)
        ),
        place=place_of(attachment_id),
        typed=typed,
        answer=answer,
        job_id=_job_beside(request, attachment_id),
    )


@require_POST
@requires(Permission.WRITE)
def move(request: StaffRequest, quote_id: UUID, attachment_id: UUID) -> HttpResponse:
    steps = UP_OR_DOWN.get(request.POST.get("steps", ""))
    if steps is None:
        raise Http404
    return edit(
        request,
        quote_id,
        lambda: move_attachment(
            quote_id=quote_id, attachment_id=attachment_id, steps=steps, **editor(request)
        ),
        answer=answer,
        job_id=_job_beside(request, attachment_id),
    )


@require_POST
@requires(Permission.WRITE)
def drop(request: StaffRequest, quote_id: UUID, attachment_id: UUID) -> HttpResponse:
    def remove() -> None:
        remove_attachment(quote_id=quote_id, attachment_id=attachment_id, **editor(request))
        messages.success(request, _("Borttagen. Det som redan är skickat visar den ändå."))

    beside = _job_beside(request, attachment_id)
    return edit(request, quote_id, remove, answer=answer, job_id=beside)


def _job_beside(request: StaffRequest, attachment_id: UUID) -> UUID | None:
    """The job of an order that it lies beside: on a quote's card it may lie beside any of them."""
    orders = ServiceDocument.Kind.ORDER
    rows = Attachment.objects.visible_to(request.actor).filter(document__kind=orders)
    job_id: UUID | None = rows.filter(id=attachment_id).values_list("job", flat=True).first()
    return job_id
