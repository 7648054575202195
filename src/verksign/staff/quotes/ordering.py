"""*Skapa serviceorder*: at once when the customer has said yes, else by recording the answer or giving a reason."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from verksign.domain.access import Permission
from verksign.domain.completeness import QuoteIncomplete
from verksign.domain.digital_states import DigitalStatus
from verksign.records.models import ServiceDocument
from verksign.staff.http import StaffRequest, requires, safe_next
from verksign.staff.quotes.dialogs import dialog, leave
from verksign.staff.quotes.finding import quote_for
from verksign.usecases.orders.make_order import MustAsk, WithoutApproval, make_order
from verksign.usecases.registers.fields import InvalidFields
from verksign.wording.errors import sentence


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MAKE_ORDER)
def order(request: StaffRequest, quote_id: UUID) -> HttpResponse:
    quote = quote_for(request, quote_id)
    made = getattr(quote, "order", None)
    if made:
        return leave(request, "order", made.id)
    if request.method != "POST":
        return _ask(request, quote)
    reason = request.POST.get("reason")
    going_on = None if reason is None else WithoutApproval(reason=reason.replace("\x00", ""))
    try:
        made = make_order(
            quote_id=quote.id, by=request.actor, now=timezone.now(), going_on=going_on
        )
    except MustAsk:
        return _ask(request, quote, status=422)
    except InvalidFields as error:
        too_long = "too_long" in error.problems.values()
        problem = (
            sentence("too_long") if too_long else _("Skriv varför ordern görs utan godkännande.")
        )
        return _ask(request, quote, reason=reason or "", problem=problem, status=422)
    except QuoteIncomplete as error:
        return _ask(request, quote, reason=reason or "", problem=sentence(error), status=422)
    _tell(request, made, asked_without=going_on is not None)
    back = safe_next(request.POST.get("next", ""), "")
    return redirect(back) if back else leave(request, "order", made.id)


def _tell(request: StaffRequest, made: ServiceDocument, *, asked_without: bool) -> None:
    jobs = made.jobs.count()
    if made.unapproved_reason:
        messages.success(request, _("Serviceorder %s är skapad utan godkännande.") % made.number)
        return
    if asked_without:
        messages.warning(request, _("Kunden hann svara. Ordern är skapad av de godkända jobben."))
    told = ngettext(
        "Serviceorder %(number)s är skapad av %(jobs)s godkänt jobb.",
        "Serviceorder %(number)s är skapad av %(jobs)s godkända jobb.",
        jobs,
    )
    messages.success(request, told % {"number": made.number, "jobs": jobs})


def _ask(
    request: StaffRequest,
    quote: ServiceDocument,
    *,
    reason: str = "",
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "reason": reason,
        "problem": problem,
        "approved": quote.answer in ServiceDocument.APPROVED,
        "withdraws": quote.digital_status in DigitalStatus.open(),
    }
    return dialog(request, "order", quote, context, status)
