"""*Avbryt digital offert* and *Ändra offerten*: what was sent stops being valid, at once."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from verksign.domain.access import Permission
from verksign.domain.digital_states import ActionNotAllowed, DigitalAction, DigitalStatus
from verksign.records.models import ServiceDocument
from verksign.staff.http import StaffRequest, requires
from verksign.staff.quotes.answering import Typed, form_context, record, too_late
from verksign.staff.quotes.dialogs import dialog, to_card
from verksign.staff.quotes.finding import quote_for
from verksign.usecases.quotes.pricing import jobs_of
from verksign.usecases.quotes.reopen import reopen_quote
from verksign.usecases.signing.cancel import cancel as cancel_sending
from verksign.wording.errors import sentence

ANSWERED, CHANGE, NOT_NEEDED = "answered", "change", "not_needed"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CANCEL)
def cancel(request: StaffRequest, quote_id: UUID) -> HttpResponse:
    quote = quote_for(request, quote_id)
    if quote.digital_status not in DigitalStatus.open():
        return _nothing_open(request, quote)
    if request.method != "POST":
        return _dialog(request, quote, Typed.fresh(request, quote, timezone.now()), "")
    why = request.POST.get("why", "")
    if why == CHANGE:
        return _reopen(request, quote)
    if why == NOT_NEEDED:
        return _cancel(request, quote)
    typed = Typed.posted(request, jobs_of(quote))
    if why != ANSWERED:
        typed.problems["why"] = sentence("not_a_choice")
    elif "all" in request.POST:
        return _dialog(request, quote, typed, why)
    return (not typed.problems and record(request, quote, typed)) or _dialog(
        request, quote, typed, why, status=422
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WRITE)
def reopen(request: StaffRequest, quote_id: UUID) -> HttpResponse:
    quote = quote_for(request, quote_id)
    if quote.digital_status not in DigitalStatus.open():
        return _nothing_open(request, quote)
    if request.method != "POST":
        return dialog(request, "reopen", quote, {})
    return _reopen(request, quote)


def _cancel(request: StaffRequest, quote: ServiceDocument) -> HttpResponse:
    if quote.current_id is None:
        return _nothing_open(request, quote)
    try:
        cancel_sending(document_id=quote.current_id, by=request.actor, now=timezone.now())
    except ActionNotAllowed as error:
        signed = error.status is DigitalStatus.SIGNED
        messages.warning(request, too_late(quote) if signed else sentence(error))
    else:
        messages.success(request, _("Offerten är avbruten. Kunden ser det om länken öppnas."))
    return to_card(request, quote)


def _reopen(request: StaffRequest, quote: ServiceDocument) -> HttpResponse:
    reopen_quote(quote_id=quote.id, by=request.actor, now=timezone.now())
    quote.refresh_from_db(fields=["digital_status", "digital_at"])
    if quote.digital_status == DigitalStatus.REPLACED:
        messages.success(
            request, _("Offerten kan ändras. Kunden får den nya versionen när du skickar igen.")
        )
    else:
        _tell_moved_on(request, quote)
    return to_card(request, quote)


def _nothing_open(request: StaffRequest, quote: ServiceDocument) -> HttpResponse:
    _tell_moved_on(request, quote)
    return to_card(request, quote)


def _tell_moved_on(request: StaffRequest, quote: ServiceDocument) -> None:
    if not quote.digital_status:
        messages.warning(request, _("Ingen digital offert är skickad."))
    elif quote.digital_status == DigitalStatus.SIGNED:
        messages.warning(request, too_late(quote))
    else:
        status = DigitalStatus(quote.digital_status)
        messages.warning(request, sentence(ActionNotAllowed(status, DigitalAction.CANCEL)))


def _dialog(
    request: StaffRequest, quote: ServiceDocument, typed: Typed, why: str, status: int = 200
) -> HttpResponse:
    context = {**form_context(quote, typed), "why": why or ANSWERED}
    return dialog(request, "cancel", quote, context, status)
